/** @module Lines of text: rows with blanks between runs, and with superscripts and subscripts in place. */

import { COVERED, UNREADABLE } from "./graphics/geometry.ts";
import { isRightToLeft, type Level, MOST_SHIFTED, NEAR, type Row, toReadingOrder } from "./row.ts";
import { isWordGap, type Run } from "./run.ts";
import { fractionAt, isRaisedNote, writeNote, writeOnLine } from "./superscript.ts";
import { MARK } from "../../hidden.ts";
import { onOneLine } from "../../span.ts";

export interface Line {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** Left and right end, and height above the foot of the page, in points; along its own direction where it is turned. */
  readonly x: number;
  readonly end: number;
  readonly y: number;
  /** Of its letters, in points. */
  readonly size: number;
  /** Direction of writing in degrees, anticlockwise from the usual one. */
  readonly turn: number;
  /** Whether it comes from an annotation beside the text. */
  readonly isNote: boolean;
}

const UNQUOTED = `[${UNREADABLE}${COVERED}]`;
const STRETCH = new RegExp(`${UNQUOTED}(?:\\s*${UNQUOTED})*`, "g");
/** A row of one or two unknown signs, or of covered text only; such rows are dropped. */
const ALONE = new RegExp(`^(?:${UNREADABLE}{0,2}|[${COVERED}\\s]*)$`);

/** Writes a row as a line; undefined if it has no text. */
export function toLine(
  row: Row,
  page: number,
  isNote: boolean,
  isRuled: IsRuled,
): Line | undefined {
  const { runs, turn, main } = row;
  const seen = onOneLine(writeRow(row, isRuled));
  if (ALONE.test(seen)) return undefined;
  return {
    page,
    text: seen.replace(STRETCH, MARK),
    x: runs.reduce((least, { start }) => Math.min(least, start), Infinity),
    end: runs.reduce((most, { end }) => Math.max(most, end), -Infinity),
    y: main.base,
    size: main.size,
    turn,
    isNote,
  };
}

/** Ratio to the body size from which text counts as a heading. */
export const LARGER = 1.12;

/** The size of most letters. */
export function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines)
    letters.set(half(size), (letters.get(half(size)) ?? 0) + text.length);
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Sizes are compared by half points. */
export const half = (size: number): number => Math.round(size * 2) / 2;

/** Whether a thin line lies between these places of a row. */
export type IsRuled = (left: number, right: number, bottom: number, top: number) => boolean;

/** Neighbouring runs that are all on the baseline, all raised or all lowered. */
export interface Group {
  readonly shift: "raised" | "lowered" | undefined;
  readonly runs: readonly Run[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

const DEEPEST = 3;

/** Writes a row as a line of text. */
export function writeRow({ runs, main }: Row, isRuled: IsRuled): string {
  const isReversed = runs.some(({ text, isInOrder }) => !isInOrder && isRightToLeft(text));
  if (!isReversed) return writeRuns(runs, main, isRuled, 0);
  const seen = runs.toSorted((one, other) => one.start - other.start);
  return toReadingOrder(writeRuns(seen, main, isRuled, 0));
}

/** How many characters before a run decide how it is written. */
const TAIL = 80;

function writeRuns(runs: readonly Run[], main: Level, isRuled: IsRuled, depth: number): string {
  if (runs.every((run) => isPlain(run, main))) return joinRuns(runs);
  const groups = groupRuns(runs, main, isRuled, depth);
  const written: string[] = [];
  let before = "";
  for (let at = 0; at < groups.length;) {
    const group = groups[at];
    if (!group) break;
    const blank = isApart(groups[at - 1], group, main) ? " " : "";
    const fraction = fractionAt(groups, at, main, isRuled, before + blank);
    const text = fraction?.text ?? writeGroup(group, before + blank, groups[at + 1], main);
    written.push(blank, text);
    before = (before + blank + text).slice(-TAIL);
    at += fraction?.count ?? 1;
  }
  return written.join("");
}

/** Whether a run is on the baseline and of the size of its row, as most are. */
const isPlain = ({ base, size }: Run, main: Level): boolean =>
  Math.abs(base - main.base) <= LOWERED * main.size &&
  Math.abs(size - main.size) <= 0.1 * main.size;

const joinRuns = (runs: readonly Run[]): string =>
  runs
    .map((run, at) => {
      const before = runs[at - 1];
      return before && isParted(before, run, run.start - before.end) ? ` ${run.text}` : run.text;
    })
    .join("");

function groupRuns(
  runs: readonly Run[],
  main: Level,
  isRuled: IsRuled,
  depth: number,
): readonly Group[] {
  const gathered: { shift: Group["shift"]; runs: Run[] }[] = [];
  for (const [at, run] of runs.entries()) {
    const shift = depth < DEEPEST ? shiftOf(run, main, runs[at - 1], runs[at + 1]) : undefined;
    const last = gathered.at(-1);
    if (shift && last?.shift === shift) last.runs.push(run);
    else gathered.push({ shift, runs: [run] });
  }
  return gathered.map(({ shift, runs: own }): Group => {
    const largest = own.reduce((most, run) => (run.size > most.size ? run : most));
    const text = own.length === 1 ? largest.text : writeRuns(own, largest, isRuled, depth + 1);
    return {
      shift: text.length > MOST_SHIFTED ? undefined : shift,
      runs: own,
      text,
      start: Math.min(...own.map(({ start }) => start)),
      end: Math.max(...own.map(({ end }) => end)),
      size: largest.size,
    };
  });
}

/** Least offset from the baseline of raised and lowered runs, in sizes of the row. */
const RAISED = 0.1;
const LOWERED = 0.06;
const SHIFTED_IN_SAME_SIZE = 0.15;

function shiftOf(
  { text, base, size, start, end, isGuessed, annotation }: Run,
  main: Level,
  before: Run | undefined,
  after: Run | undefined,
): Group["shift"] {
  const near = NEAR * main.size;
  const isNear =
    (before !== undefined && start - before.end <= near) ||
    (after !== undefined && after.start - end <= near);
  const isApart = isGuessed || annotation !== undefined || !isNear;
  if (isApart || text.length > MOST_SHIFTED || size > 1.1 * main.size) return undefined;
  const off = (base - main.base) / main.size;
  const isSmaller = size < 0.9 * main.size;
  // Letters of the same size that rise or fall are set along a curve.
  if (!isSmaller && /\p{L}/u.test(text)) return undefined;
  if (off > (isSmaller ? RAISED : SHIFTED_IN_SAME_SIZE)) return "raised";
  return off < -(isSmaller ? LOWERED : SHIFTED_IN_SAME_SIZE) ? "lowered" : undefined;
}

/** Least gap between words before a raised or lowered run, in sizes of the row. */
const GAP_BEFORE_SHIFTED = 0.25;

function isApart(before: Group | undefined, group: Group, main: Level): boolean {
  const [left, right] = [before?.runs.at(-1), group.runs[0]];
  if (!before || !left || !right) return false;
  const gap = group.start - before.end;
  if (!group.shift || left.annotation !== right.annotation) return isParted(left, right, gap);
  const hasBlank = left.isBlankBehind || right.isBlankBefore;
  return gap > GAP_BEFORE_SHIFTED * main.size * (hasBlank ? 0.5 : 1);
}

/** Whether runs on one baseline are different words. */
const isParted = (left: Run, right: Run, gap: number): boolean =>
  left.annotation !== right.annotation ||
  isWordGap(gap, Math.max(left.size, right.size), left.isBlankBehind || right.isBlankBefore);

/** Whether a capital is part of a logo such as that of LaTeX: tight between other capitals. */
const isPartOfWord = ({ text, end }: Group, before: string, next: Group | undefined): boolean =>
  /^\p{Lu}$/u.test(text) &&
  /\p{Lu}$/u.test(before) &&
  next !== undefined &&
  /^\p{Lu}/u.test(next.text) &&
  next.start - end < 0.1 * next.size;

function writeGroup(group: Group, before: string, next: Group | undefined, main: Level): string {
  const { shift, text, end } = group;
  if (shift && !isPartOfWord(group, before, next)) {
    const isTight =
      next !== undefined && !isApart(group, next, main) && next.start - end < main.size;
    const behind = isTight ? next.text : "";
    if (shift === "raised" && isRaisedNote(text, before, behind)) return writeNote(text);
    return writeOnLine(text, shift);
  }
  // Digits of another size are another number, such as a fraction behind a whole.
  const isOtherNumber =
    /\p{N}$/u.test(before) && /^\p{N}/u.test(text) && group.size < 0.9 * main.size;
  return isOtherNumber ? ` ${text}` : text;
}
