/** @module The messages on the page: shown, changed in place, dismissed. */

import { make } from "./elements.ts";
import { elementOf } from "./markup.ts";
import { tellMoments } from "./moments.ts";

export interface Log {
  /** Shows a message, in place of the one of the same ID where there is one. */
  show(line: unknown): void;
  /** A line that only the reader sees, such as that the server is gone. */
  tell(text: string): void;
  /** Says that an answer is under way, until what it gives is called. */
  wait(): () => void;
}

/** The log in an element. */
export function logIn(element: HTMLElement): Log {
  const append = (message: HTMLElement): void => {
    element.append(message);
    message.scrollIntoView({
      block: message.offsetHeight > element.clientHeight ? "start" : "end",
    });
  };
  return {
    show(line) {
      if (!isShown(line)) return;
      const message = elementOf(line.html);
      tellMoments(message);
      const known = document.getElementById(message.id);
      if (known) replace(known, message);
      else append(message);
    },
    tell: (text) => append(make("p", { className: "told", textContent: text })),
    wait() {
      const line = make("p", { className: "waiting", textContent: "Footnote is thinking…" });
      append(line);
      return () => line.remove();
    },
  };
}

/** Who pressed a button by key stays on it, or on the first that is left. */
function replace(known: HTMLElement, message: HTMLElement): void {
  const held = known.contains(document.activeElement) ? document.activeElement : undefined;
  const id = held instanceof HTMLElement ? held.dataset.customId : undefined;
  known.replaceWith(message);
  if (held === undefined) return;
  const buttons = Array.from(
    message.querySelectorAll<HTMLButtonElement>("[data-custom-id]:enabled"),
  );
  (buttons.find((button) => button.dataset.customId === id) ?? buttons[0])?.focus();
}

const isShown = (line: unknown): line is { readonly html: string } =>
  typeof line === "object" && line !== null && "html" in line && typeof line.html === "string";
