/** @module The log of messages on the page: shown, replaced, dismissed, kept. */

import { elementOf, need, showTimes } from "./elements.ts";
import { restAtEnd } from "./rest.ts";
import { kept, keepInTab } from "./tab.ts";
import { words } from "./words.ts";

export interface Log {
  /** Shows a message; it replaces a message of the same ID. */
  show(line: unknown): void;
  /** Shows that an answer is pending, until the returned function is called. */
  wait(): () => void;
}

/** Creates the log in its element. */
export function openLog(): Log {
  const scroller = need("#log", HTMLElement);
  const messages = need("#messages", HTMLElement);
  const rest = restAtEnd(scroller, messages, need("#jump", HTMLButtonElement));
  restore(messages);
  const { scrollTop } = kept(MESSAGES, NONE);
  if (scrollTop === undefined) rest.toEnd();
  else rest.to(scrollTop);
  const keep = (): void =>
    keepMessages(messages, rest.isAtEnd() ? {} : { scrollTop: scroller.scrollTop });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
  return {
    show(line) {
      if (!isShown(line)) return;
      const message = elementOf(line.html);
      showTimes(message);
      const known = document.getElementById(message.id);
      if (known) return replace(known, message);
      messages.append(message);
      rest.announce();
    },
    wait() {
      const line = document.createElement("p");
      [line.className, line.textContent] = ["waiting", words.channel.waiting];
      messages.append(line);
      rest.toEnd();
      return () => line.remove();
    },
  };
}

interface Kept {
  readonly messages: readonly string[];
  /** Undefined at the end. */
  readonly scrollTop?: number;
}

const MESSAGES = "messages";
const NONE: Kept = { messages: [] };
const MOST_KEPT = 50;

/** Keeps the last messages in this tab: they are there again after a reload, or after a link was followed. */
function keepMessages(messages: HTMLElement, place: Pick<Kept, "scrollTop">): void {
  const all = Array.from(messages.querySelectorAll(".message"), ({ outerHTML }) => outerHTML);
  let some = all.slice(-MOST_KEPT);
  // Attached files can exceed what the browser keeps: then the oldest are given up.
  while (!keepInTab(MESSAGES, { messages: some, ...place }) && some.length > 0)
    some = some.slice(Math.ceil(some.length / 2));
}

function restore(messages: HTMLElement): void {
  messages.append(...kept(MESSAGES, NONE).messages.map(elementOf));
  for (const message of messages.querySelectorAll(".message")) message.ariaBusy = null;
}

/** Keeps the focus on the button that was pressed, or moves it to the first that is left, or to the question box. */
function replace(known: HTMLElement, message: HTMLElement): void {
  const held = known.contains(document.activeElement) ? document.activeElement : undefined;
  const id = held instanceof HTMLElement ? held.dataset.customId : undefined;
  known.replaceWith(message);
  if (held === undefined) return;
  const buttons = Array.from(message.querySelectorAll<HTMLElement>(".row > button:enabled"));
  const next =
    buttons.find(({ dataset }) => dataset.customId === id) ??
    buttons.find(({ textContent }) => textContent === held?.textContent) ??
    buttons[0] ??
    need("#line", HTMLElement);
  next.focus();
}

const isShown = (line: unknown): line is { readonly html: string } =>
  typeof line === "object" && line !== null && "html" in line && typeof line.html === "string";
