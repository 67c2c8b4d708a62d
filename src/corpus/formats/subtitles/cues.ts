/** @module Cues of SubRip and WebVTT files: their times and lines, read leniently line by line. */

import { isBlank } from "../../span.ts";

export interface Cue {
  /** In milliseconds. */
  readonly start: number;
  readonly end: number;
  /** With markup, without blank lines. */
  readonly lines: readonly string[];
}

export interface CueFile {
  readonly cues: readonly Cue[];
  /** The lines above the first cue. */
  readonly head: readonly string[];
  /** The number of lines with an arrow that are no times. */
  readonly badTimes: number;
  /** Lines that belong to no cue. */
  readonly stray: readonly string[];
}

const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3})\d{0,6})?`;
const TIMES = new RegExp(String.raw`^\s{0,20}${TIME}\s{0,20}-{1,3}>\s{0,20}${TIME}(?![\d:])`);
const ARROW = /^\s{0,20}[\d:.,]{1,20}\s{0,20}-->/;

/** Blocks of WebVTT that are never shown. */
const HIDDEN_BLOCK = /^(?:NOTE|STYLE|REGION)(?:\s|$)/;

/** Reads the cues of a text. `isVtt`: text after a blank line belongs to no cue, and comments and styles are skipped. */
export function readCues(text: string, isVtt: boolean): CueFile {
  const cues: (Cue & { readonly lines: string[] })[] = [];
  const [head, stray]: [string[], string[]] = [[], []];
  const lines = text.split(/\r\n?|\n/);
  let [badTimes, isAfterBlank, isHidden] = [0, true, false];
  const put = (line: string): unknown => {
    const open = cues.at(-1);
    if (!open) return head.push(line);
    const isOutside = isVtt && (isAfterBlank || open.lines.length === 0) && isClosed;
    return (isOutside ? stray : open.lines).push(line);
  };
  let isClosed = false;
  for (const [at, line] of lines.entries()) {
    const times = line.includes("-->") ? timesIn(line) : undefined;
    if (times) {
      cues.push({ ...times, lines: [] });
      [isAfterBlank, isHidden, isClosed] = [false, false, false];
    } else if (isEnd(line, isVtt)) {
      [isAfterBlank, isHidden, isClosed] = [true, false, true];
    } else {
      isHidden ||= isVtt && isAfterBlank && HIDDEN_BLOCK.test(line);
      if (ARROW.test(line)) badTimes += 1;
      else if (!isHidden && !isIdentifier(lines, at, isAfterBlank, isVtt) && line.trim() !== "")
        put(line);
      isAfterBlank = false;
    }
  }
  return { cues, head, badTimes, stray };
}

/** Whether a line ends a cue. In WebVTT, a line of blanks does not. */
const isEnd = (line: string, isVtt: boolean): boolean =>
  isVtt ? line === "" : isBlank(line, 0, line.length);

/** Whether a line names the cue whose times are in the next line: in SubRip a number, in WebVTT any text. */
function isIdentifier(
  lines: readonly string[],
  at: number,
  isAfterBlank: boolean,
  isVtt: boolean,
): boolean {
  const next = lines[at + 1] ?? "";
  const isAbove = next.includes("-->") && (TIMES.test(next) || ARROW.test(next));
  if (!isAbove) return false;
  const isNumber = /^\s{0,20}\d{1,9}\s{0,20}$/.test(lines[at] ?? "");
  return isAfterBlank ? isVtt || isNumber : isNumber && isCounted(lines, at);
}

/** The longest cue that is searched for the number above it, in lines. */
const LOOK_BACK = 20;

/** Whether a number without a blank line above it is one more than that of the cue above. */
function isCounted(lines: readonly string[], at: number): boolean {
  for (let above = at - 1; above > Math.max(0, at - LOOK_BACK); above -= 1)
    if (TIMES.test(lines[above] ?? "")) return Number(lines[above - 1]) + 1 === Number(lines[at]);
  return false;
}

function timesIn(line: string): Pick<Cue, "start" | "end"> | undefined {
  const found = TIMES.exec(line);
  if (!found) return undefined;
  const [start, end] = [timeOf(found.slice(1, 5)), timeOf(found.slice(5, 9))];
  return { start, end: Math.max(start, end) };
}

function timeOf([hours = "0", minutes = "0", seconds = "0", fraction = "0"]: string[]): number {
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1_000 + Number(fraction.padEnd(3, "0"));
}
