/** @module The log of messages on the page: shown, replaced, dismissed. */

import { elementOf, showTimes } from "./elements.ts";

export interface Log {
  /** Shows a message; it replaces a message of the same ID. */
  show(line: unknown): void;
  /** Shows that an answer is pending, until the returned function is called. */
  wait(): () => void;
}

/** Creates the log in an element. */
export function logIn(element: HTMLElement): Log {
  const append = (message: HTMLElement): void => {
    element.append(message);
    message.scrollIntoView({
      block: message.offsetHeight > element.clientHeight ? "start" : "end",
    });
  };
  restore(element);
  addEventListener("pagehide", () => keep(element));
  return {
    show(line) {
      if (!isShown(line)) return;
      const message = elementOf(line.html);
      showTimes(message);
      const known = document.getElementById(message.id);
      if (known) replace(known, message);
      else append(message);
    },
    wait() {
      const line = document.createElement("p");
      [line.className, line.textContent] = ["waiting", "Footnote is thinking…"];
      append(line);
      return () => line.remove();
    },
  };
}

const KEY = "messages";
const MOST_KEPT = 50;

/** Keeps the last messages in this tab, so that they are there after a link was followed. */
function keep(element: HTMLElement): void {
  const messages = Array.from(element.querySelectorAll(".message"), ({ outerHTML }) => outerHTML);
  const { scrollTop } = element;
  sessionStorage.setItem(KEY, JSON.stringify({ messages: messages.slice(-MOST_KEPT), scrollTop }));
}

function restore(element: HTMLElement): void {
  const { messages, scrollTop }: { messages: readonly string[]; scrollTop: number } = JSON.parse(
    sessionStorage.getItem(KEY) ?? '{"messages":[],"scrollTop":0}',
  );
  element.append(...messages.map(elementOf));
  for (const message of element.querySelectorAll(".message")) message.ariaBusy = null;
  element.scrollTop = scrollTop;
}

/** Keeps the focus on the button that was pressed, or moves it to the first that is left. */
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
