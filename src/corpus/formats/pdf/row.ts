/** @module Rows: text runs on one baseline, with their superscripts and subscripts, and right-to-left text. */

import type { Run } from "./run.ts";

/** A baseline and a size that runs of a row share. */
export interface Level {
  readonly base: number;
  readonly size: number;
}

export interface Row {
  readonly turn: number;
  /** In reading order, most often from left to right. */
  readonly runs: readonly Run[];
  /** Baseline and size of most of the row. */
  readonly main: Level;
}

/** Largest difference between equal baselines, in sizes. */
const SAME_BASE = 0.2;
/** The same for OCR text, whose places are estimates. */
const SAME_BASE_GUESSED = 0.5;
/** Largest offsets of raised and lowered runs, in sizes of the larger letters. */
const MOST_RAISED = 0.8;
const MOST_LOWERED = 0.55;
/** Largest gap before a raised or lowered run, in sizes; smaller if it has the size of the row. */
export const NEAR = 0.35;
const NEAR_IN_SAME_SIZE = 0.12;
/** Length limit of raised and lowered text, in characters. */
export const MOST_SHIFTED = 15;
/** Bounds on the search for the row of a raised or lowered run that is drawn later: rows, and comparisons a page. */
const MOST_ROWS_BACK = 300;
const MOST_WORK = 3_000_000;
const MOST_LEVELS = 12;

interface OpenRow {
  readonly turn: number;
  readonly runs: Run[];
  readonly levels: OpenLevel[];
  main: OpenLevel;
}

interface OpenLevel extends Level {
  weight: number;
  /** End of its last run. */
  end: number;
}

/** Groups runs in drawing order; inserts raised and lowered runs that are drawn later into their row. */
export function toRows(runs: readonly Run[]): Row[] {
  const rows: OpenRow[] = [];
  let work = 0;
  for (const run of runs) {
    const last = rows.at(-1);
    if (last && (follows(last, run) || precedes(last, run))) {
      add(last, run, last.runs.length);
      continue;
    }
    const isShort = run.text.length <= MOST_SHIFTED && !run.isGuessed && work < MOST_WORK;
    const recent = isShort ? rows.slice(-MOST_ROWS_BACK).toReversed() : [];
    const found = recent.find((row) => {
      const isNext = isBesideRow(row, run);
      work += isNext ? row.runs.length : 1;
      return isNext && putInto(row, run);
    });
    if (!found) rows.push(openRow(run));
  }
  return rows.map(closeRow);
}

const levelOf = ({ base, size, text, end }: Run): OpenLevel => ({
  base,
  size,
  end,
  weight: text.length * size * size,
});

function openRow(run: Run): OpenRow {
  const main = levelOf(run);
  return { turn: run.turn, runs: [run], levels: [main], main };
}

function add(row: OpenRow, run: Run, at: number): void {
  row.runs.splice(at, 0, run);
  const own = levelOf(run);
  const known = row.levels.find((level) => isSame(level, own));
  if (known) {
    known.weight += own.weight;
    known.end = Math.max(known.end, own.end);
  } else if (row.levels.length < MOST_LEVELS) row.levels.push(own);
  const heavier = known ?? own;
  if (heavier.weight > row.main.weight) row.main = heavier;
}

const isSame = (one: Level, other: Level): boolean =>
  Math.abs(one.size - other.size) <= 0.05 * one.size &&
  Math.abs(one.base - other.base) <= 0.06 * one.size;

/** Whether a run continues a row to the right. */
function follows({ turn, runs, main }: OpenRow, run: Run): boolean {
  const last = runs.at(-1);
  if (!last || run.turn !== turn) return false;
  const size = Math.max(main.size, run.size);
  const off = (run.base - main.base) / size;
  const isGuessed = run.isGuessed && last.isGuessed;
  const end = Math.abs(last.base - main.base) <= SAME_BASE * size ? last.end : main.end;
  if (Math.abs(off) <= (isGuessed ? SAME_BASE_GUESSED : SAME_BASE))
    return run.start >= end - 0.1 * size;
  return !isGuessed && isShifted(run, main, off) && isNear(run, main, last.end, main.end);
}

/** Whether a run continues a right-to-left row. */
function precedes({ turn, runs, main }: OpenRow, run: Run): boolean {
  const last = runs.at(-1);
  if (!last || run.turn !== turn || !(isRightToLeft(run.text) || isRightToLeft(last.text)))
    return false;
  const size = Math.max(main.size, run.size);
  const gap = last.start - run.end;
  return Math.abs(run.base - main.base) <= SAME_BASE * size && gap <= 2 * size && gap >= -size / 2;
}

/** Whether a run, or the row before it, may be raised or lowered relative to the other. */
function isShifted({ text, size }: Run, main: OpenLevel, off: number): boolean {
  const isSmaller = size < main.size;
  const [up, down] = isSmaller ? [off, -off] : [-off, off];
  const length = isSmaller ? text.length : main.weight / main.size ** 2;
  return up <= MOST_RAISED && down <= MOST_LOWERED && length <= MOST_SHIFTED;
}

function isNear(run: Run, main: Level, lastEnd: number, mainEnd: number): boolean {
  const ratio = Math.min(run.size, main.size) / Math.max(run.size, main.size);
  const near = (ratio > 0.9 ? NEAR_IN_SAME_SIZE : NEAR) * Math.max(run.size, main.size);
  return run.start <= lastEnd + near && run.start >= mainEnd - 0.25 * main.size;
}

/** Whether a run has the size and offset of raised or lowered text of a row. */
function isBesideRow({ turn, main }: OpenRow, run: Run): boolean {
  const off = (run.base - main.base) / main.size;
  const isSmaller = run.size <= 0.9 * main.size && Math.abs(off) > 0.1;
  return isSmaller && run.turn === turn && isShifted(run, main, off);
}

/** Inserts a raised or lowered run right after a run of the row, if there is room. */
function putInto(row: OpenRow, run: Run): boolean {
  const overlap = 0.3 * run.size;
  const place = row.runs.findLastIndex(
    ({ start, end }) => end - overlap <= run.start && start < run.start,
  );
  const [left, right] = [row.runs[place], row.runs[place + 1]];
  const isFree = right === undefined || right.start >= run.end - overlap;
  if (!left || !isFree || run.start > left.end + NEAR * row.main.size) return false;
  add(row, run, place + 1);
  return true;
}

/** Largest ratio of base letters to raised ones; larger letters are initials and the like. */
const MOST_LARGER = 2.2;

function closeRow({ turn, runs, levels, main }: OpenRow): Row {
  const length = main.weight / main.size ** 2;
  const larger = levels.filter(
    ({ size, base }) =>
      size > 1.12 * main.size &&
      size < MOST_LARGER * main.size &&
      Math.abs(base - main.base) > 0.1 * size,
  );
  const heaviest = larger.toSorted((one, other) => other.weight - one.weight)[0];
  return { turn, runs, main: heaviest && length <= MOST_SHIFTED ? heaviest : main };
}

const RIGHT_TO_LEFT = "\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF";
const LETTER = new RegExp(`[${RIGHT_TO_LEFT}]`, "u");

/** Whether a text has a letter of a script that is written from right to left. */
export const isRightToLeft = (text: string): boolean => LETTER.test(text);

/** Units that keep their own order: numbers, left-to-right words, and a letter with its marks. */
const PIECE = new RegExp(
  `[\\p{Nd}](?:[\\p{Nd}.,:/]*\\p{Nd})?%?|(?:(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}](?:[^${RIGHT_TO_LEFT}]*(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}])?)|.\\p{M}*`,
  "gsu",
);

/** Reorders a text from its visual order, left to right, into reading order. */
export function toReadingOrder(seen: string): string {
  if (!isRightToLeft(seen)) return seen;
  const letters = seen.match(/\p{L}/gu)?.length ?? 0;
  const own = seen.match(new RegExp(`[${RIGHT_TO_LEFT}]`, "gu"))?.length ?? 0;
  return own * 2 >= letters ? reverse(seen) : seen.replace(STRETCH, reverse);
}

/** Right-to-left stretches of other text. */
const STRETCH = new RegExp(`[${RIGHT_TO_LEFT}](?:[^\\p{L}]*[${RIGHT_TO_LEFT}\\p{M}])*`, "gu");

const reverse = (text: string): string => (text.match(PIECE) ?? []).toReversed().join("");
