/** @module The line of the question box: its length, the questions before, and keys that go to it from elsewhere. */

import { need } from "./elements.ts";
import { keepInTab, kept } from "./tab.ts";
import { words } from "./words.ts";

export interface Line {
  readonly element: HTMLTextAreaElement;
  /** Returns the reason why the text can't be sent; undefined if it can. */
  fault(): string | undefined;
  /** Replaces the text. */
  set(text: string): void;
  /** Adds a text to those that the arrow keys bring back. */
  remember(text: string): void;
  /** Focuses the line, unless that would open a keyboard over the screen. */
  focus(): void;
}

const DRAFT = "draft";
const ASKED = "asked";
const MOST_ASKED = 50;
/** The counter is shown when at most so many characters are left. */
const NEAR = 50;

/** Attaches the line to its box. */
export function openLine(): Line {
  const element = need("#line", HTMLTextAreaElement);
  const most = Number(element.dataset.most);
  const showLength = (): void => {
    fitHeight(element);
    showCounter(lengthOf(element.value), most);
  };
  const set = (text: string): void => {
    element.value = text;
    showLength();
  };
  element.addEventListener("input", showLength);
  addEventListener("resize", () => fitHeight(element));
  addEventListener("pagehide", () => keepInTab(DRAFT, element.value));
  const asked = [...kept<readonly string[]>(ASKED, [])];
  element.addEventListener("keydown", (event) => recall(event, element, asked, set));
  document.addEventListener("keydown", (event) => {
    if (isForLine(event)) element.focus();
  });
  element.disabled = false;
  set(kept(DRAFT, ""));
  return {
    element,
    fault() {
      const length = lengthOf(element.value);
      if (element.value.trim() === "") return words.channel.empty;
      return length > most ? words.channel.tooLong(length, most) : undefined;
    },
    set,
    remember(text) {
      if (asked.at(-1) !== text) asked.push(text);
      asked.splice(0, asked.length - MOST_ASKED);
      keepInTab(ASKED, asked);
    },
    focus() {
      if (!matchMedia("(pointer: coarse)").matches) element.focus();
    },
  };
}

/** Counts the characters of a question as the server does; those of other commands do not count. */
function lengthOf(text: string): number {
  const question = text.trim().replace(/^\/ask\s+/, "");
  return question.startsWith("/") ? 0 : Array.from(question).length;
}

function showCounter(length: number, most: number): void {
  const counter = need("#counter", HTMLElement);
  counter.hidden = length < most - NEAR;
  counter.textContent = counter.hidden ? "" : words.channel.counter(length, most);
  const isTooLong = length > most;
  counter.classList.toggle("bad", isTooLong);
  need("#line", HTMLElement).ariaInvalid = isTooLong ? "true" : null;
}

/** Makes the line as high as its text; the style sheet limits it. */
function fitHeight(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}

/** Brings back an earlier question with the arrow keys, as long as the line is empty or holds one unchanged. */
function recall(
  event: KeyboardEvent,
  { value }: HTMLTextAreaElement,
  asked: readonly string[],
  set: (text: string) => void,
): void {
  const step = STEPS[event.key];
  if (step === undefined || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
    return;
  const place = value === "" ? asked.length : asked.lastIndexOf(value);
  const next = asked[place + step];
  if (place === -1 || (next === undefined && step === -1)) return;
  event.preventDefault();
  set(next ?? "");
}

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

const FIELDS = "input, textarea, select, [contenteditable], dialog";

/** Checks whether a key writes a character while no field has the focus; a space presses a button. */
function isForLine(event: KeyboardEvent): boolean {
  const { key, target } = event;
  const isShortcut = event.ctrlKey || event.altKey || event.metaKey;
  if (key.length !== 1 || key === " " || (isShortcut && !event.getModifierState("AltGraph")))
    return false;
  return target instanceof Element && target.closest(FIELDS) === null;
}
