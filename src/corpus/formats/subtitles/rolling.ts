/** @module Rolling captions, which show a line again while the next one is said: the repeated text is dropped. */

import type { Cue } from "./cues.ts";
import type { Speech } from "./speech.ts";

export interface SpokenCue extends Pick<Cue, "start" | "end"> {
  readonly said: readonly Speech[];
}

/** The longest pause, in milliseconds, in which a line rolls on. */
const ROLL_PAUSE = 100;
/** A cue as short as this only redraws the line before. */
const REDRAWN = 100;

/** Drops the text that a cue repeats from the one before, if the file rolls: singers and speakers repeat themselves too. */
export function withoutRepeats(cues: readonly SpokenCue[]): SpokenCue[] {
  const repeats = cues.map((cue, at) => repeatedIn(cues[at - 1], cue));
  const adjacent = cues.filter((cue, at) => isAdjacent(cues[at - 1], cue)).length;
  const rolling = repeats.filter((count, at) => count > 0 && count < lengthOf(cues[at])).length;
  const doesRoll = rolling > 0 && rolling * 3 >= adjacent;
  return cues.map((cue, at) => {
    const count = repeats[at] ?? 0;
    const isSameTwice = count === lengthOf(cue) && isDoubled(cues[at - 1], cue);
    return doesRoll || isSameTwice ? withoutFirst(cue, count) : cue;
  });
}

/** Whether a cue that repeats the one before whole is on screen at the same time, or only for a moment. */
const isDoubled = (before: SpokenCue | undefined, { start, end }: SpokenCue): boolean =>
  before !== undefined && (start < before.end || end - start < REDRAWN);

const isAdjacent = (before: SpokenCue | undefined, { start }: SpokenCue): boolean =>
  before !== undefined && start - before.end <= ROLL_PAUSE;

const textOf = (said: readonly Speech[]): string => said.map(({ text }) => text).join(" ");
const lengthOf = (cue: SpokenCue | undefined): number => textOf(cue?.said ?? []).length;

/** Returns the length of the beginning of a cue that is the last lines of the cue before. */
function repeatedIn(before: SpokenCue | undefined, cue: SpokenCue): number {
  if (before === undefined || !isAdjacent(before, cue)) return 0;
  const text = `${textOf(cue.said)} `;
  for (let from = 0; from < Math.min(before.said.length, MOST_LINES); from += 1) {
    const last = textOf(before.said.slice(from));
    if (text.startsWith(`${last} `)) return last.length;
  }
  return 0;
}

/** Of a cue that are compared. */
const MOST_LINES = 10;

/** Drops the first characters of a cue; they end with a line or a word. */
function withoutFirst(cue: SpokenCue, count: number): SpokenCue {
  let left = count;
  const said = cue.said.flatMap(({ speaker, text }) => {
    const kept = left <= 0 ? text : text.slice(left).trimStart();
    left -= text.length + 1;
    return kept === "" ? [] : [{ speaker, text: kept }];
  });
  return { ...cue, said };
}
