/** @module The bar in every view that shows a running rebuild and how it ended. */

import { need } from "./elements.ts";
import { getJson } from "./server.ts";
import { words } from "./words.ts";

/** The state of the index, as the server sends it. */
interface State {
  /** Undefined while there is none that can be searched. */
  readonly generation?: string;
  readonly running?: { readonly text: string; readonly done: number; readonly total: number };
  readonly ended?: { readonly id: string; readonly text: string };
}

/** Milliseconds between looks: during a rebuild, and at other times. A server that does not answer is asked less often. */
const SOON = 700;
const LATER = 4_000;
const LATEST = 60_000;

/**
 * Asks for the state while the tab is visible, and shows it.
 * @param onEnd is called when the index was changed, or a rebuild failed.
 * @returns a function that asks at once.
 */
export function watchIndex(onEnd: () => void): () => void {
  const bar = barIn(need("#rebuild-state", HTMLElement));
  let known: State | undefined =
    document.documentElement.dataset.here === "unready" ? {} : undefined;
  let wait = LATER;
  let timer = 0;
  const look = async (): Promise<void> => {
    const state = await getJson<State>("state").catch(() => undefined);
    if (!state) return void (wait = Math.min(wait * 2, LATEST));
    wait = state.running ? SOON : LATER;
    const end = known && endOf(known, state);
    if (state.running) bar.showProgress(state.running);
    else if (end !== undefined) bar.showEnd(end);
    known = state;
    if (end !== undefined) onEnd();
  };
  const next = (): void => {
    clearTimeout(timer);
    timer = setTimeout(repeat, wait);
  };
  const repeat = (): void => {
    clearTimeout(timer);
    if (!document.hidden) void look().finally(next);
  };
  document.addEventListener("visibilitychange", repeat);
  repeat();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(repeat, SOON / 3);
  };
}

/** Returns the text of an end between two states; undefined if there was none. */
function endOf(before: State, now: State): string | undefined {
  if (now.ended && now.ended.id !== before.ended?.id) return now.ended.text;
  const isSame = now.generation === undefined || now.generation === before.generation;
  return isSame ? undefined : words.rebuild.elsewhere;
}

function barIn(box: HTMLElement) {
  const status = need("[role=status]", HTMLElement, box);
  const text = need("[data-progress]", HTMLElement, box);
  const progress = need("progress", HTMLProgressElement, box);
  const details = need("a", HTMLElement, box);
  const close = need("button", HTMLElement, box);
  const isCollection = document.documentElement.dataset.here === "collection";
  const show = (isRunning: boolean, words: string): void => {
    box.hidden = false;
    // A screen reader announces what changes here, so it changes only at the start and at the end.
    if (status.textContent !== words) status.textContent = words;
    text.hidden = progress.hidden = !isRunning;
    close.hidden = isRunning;
    details.hidden = isRunning || isCollection;
  };
  close.addEventListener("click", () => (box.hidden = true));
  return {
    showProgress(running: NonNullable<State["running"]>): void {
      show(true, words.rebuild.starting);
      text.textContent = running.text;
      // Without a value, the bar shows activity but no amount.
      if (running.total === 0) progress.removeAttribute("value");
      else progress.value = running.done / running.total;
    },
    showEnd: (end: string): void => show(false, end),
  };
}
