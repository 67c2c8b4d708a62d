/** @module Rows: text runs on one baseline, with their superscripts and subscripts, and right-to-left text. */

import type { Run } from "./run.ts";

/** Baseline and size that runs of a row share. */
export interface TextLevel {
  readonly baseline: number;
  readonly size: number;
}

export interface Row {
  readonly angle: number;
  /** In reading order, most often from left to right. */
  readonly runs: readonly Run[];
  /** Baseline and size of most of the row. */
  readonly main: TextLevel;
}

/** Largest difference between equal baselines, in sizes. */
const SAME_BASELINE = 0.2;
/** The same for OCR text, whose positions are estimates. */
const SAME_BASELINE_OCR = 0.5;
/** Largest offsets of superscripts and subscripts, in sizes of the larger letters. */
const MAX_RAISE = 0.8;
const MAX_LOWER = 0.55;
/** Largest gap before a superscript or subscript, in sizes; smaller if it has the size of the row. */
export const MAX_SHIFTED_GAP = 0.35;
const MAX_SHIFTED_GAP_SAME_SIZE = 0.12;
/** Length limit of superscripts and subscripts, in characters. */
export const MAX_SHIFTED = 15;
/** Bounds on the search for the row of a superscript or subscript that is drawn later: rows, and comparisons a page. */
const MAX_ROWS_BACK = 300;
const MAX_WORK = 3_000_000;
const MAX_LEVELS = 12;

interface OpenRow {
  readonly angle: number;
  readonly runs: Run[];
  readonly levels: OpenLevel[];
  main: OpenLevel;
}

interface OpenLevel extends TextLevel {
  weight: number;
  /** End of its last run. */
  end: number;
}

/** Groups runs in drawing order; inserts superscripts and subscripts that are drawn later into their row. */
export function toRows(runs: readonly Run[]): Row[] {
  const rows: OpenRow[] = [];
  let work = 0;
  for (const run of runs) {
    const last = rows.at(-1);
    if (last && (follows(last, run) || precedes(last, run))) {
      add(last, run, last.runs.length);
      continue;
    }
    const isShort = run.text.length <= MAX_SHIFTED && !run.isOcr && work < MAX_WORK;
    const recent = isShort ? rows.slice(-MAX_ROWS_BACK).toReversed() : [];
    const found = recent.find((row) => {
      const isNext = canBeShifted(row, run);
      work += isNext ? row.runs.length : 1;
      return isNext && insertRun(row, run);
    });
    if (!found) rows.push(openRow(run));
  }
  return rows.map(closeRow);
}

const levelOf = ({ baseline, size, text, end }: Run): OpenLevel => ({
  baseline,
  size,
  end,
  weight: text.length * size * size,
});

function openRow(run: Run): OpenRow {
  const main = levelOf(run);
  return { angle: run.angle, runs: [run], levels: [main], main };
}

function add(row: OpenRow, run: Run, at: number): void {
  row.runs.splice(at, 0, run);
  const own = levelOf(run);
  const known = row.levels.find((level) => isSameLevel(level, own));
  if (known) {
    known.weight += own.weight;
    known.end = Math.max(known.end, own.end);
  } else if (row.levels.length < MAX_LEVELS) row.levels.push(own);
  const heavier = known ?? own;
  if (heavier.weight > row.main.weight) row.main = heavier;
}

const isSameLevel = (one: TextLevel, other: TextLevel): boolean =>
  Math.abs(one.size - other.size) <= 0.05 * one.size &&
  Math.abs(one.baseline - other.baseline) <= 0.06 * one.size;

/** Whether a run continues a row to the right. */
function follows({ angle, runs, main }: OpenRow, run: Run): boolean {
  const last = runs.at(-1);
  if (!last || run.angle !== angle) return false;
  const size = Math.max(main.size, run.size);
  const off = (run.baseline - main.baseline) / size;
  const isOcr = run.isOcr && last.isOcr;
  const end = Math.abs(last.baseline - main.baseline) <= SAME_BASELINE * size ? last.end : main.end;
  if (Math.abs(off) <= (isOcr ? SAME_BASELINE_OCR : SAME_BASELINE))
    return run.start >= end - 0.1 * size;
  return !isOcr && isShifted(run, main, off) && isNear(run, main, last.end, main.end);
}

/** Whether a run continues a right-to-left row. */
function precedes({ angle, runs, main }: OpenRow, run: Run): boolean {
  const last = runs.at(-1);
  if (!last || run.angle !== angle || !(isRightToLeft(run.text) || isRightToLeft(last.text)))
    return false;
  const size = Math.max(main.size, run.size);
  const gap = last.start - run.end;
  return (
    Math.abs(run.baseline - main.baseline) <= SAME_BASELINE * size &&
    gap <= 2 * size &&
    gap >= -size / 2
  );
}

/** Whether a run, or the row before it, may be a superscript or subscript of the other. */
function isShifted({ text, size }: Run, main: OpenLevel, off: number): boolean {
  const isSmaller = size < main.size;
  const [up, down] = isSmaller ? [off, -off] : [-off, off];
  const length = isSmaller ? text.length : main.weight / main.size ** 2;
  return up <= MAX_RAISE && down <= MAX_LOWER && length <= MAX_SHIFTED;
}

function isNear(run: Run, main: TextLevel, lastEnd: number, mainEnd: number): boolean {
  const ratio = Math.min(run.size, main.size) / Math.max(run.size, main.size);
  const near =
    (ratio > 0.9 ? MAX_SHIFTED_GAP_SAME_SIZE : MAX_SHIFTED_GAP) * Math.max(run.size, main.size);
  return run.start <= lastEnd + near && run.start >= mainEnd - 0.25 * main.size;
}

/** Whether a run has the size and offset of a superscript or subscript of a row. */
function canBeShifted({ angle, main }: OpenRow, run: Run): boolean {
  const off = (run.baseline - main.baseline) / main.size;
  const isSmaller = run.size <= 0.9 * main.size && Math.abs(off) > 0.1;
  return isSmaller && run.angle === angle && isShifted(run, main, off);
}

/** Inserts a superscript or subscript right after a run of the row, if there is space. */
function insertRun(row: OpenRow, run: Run): boolean {
  const overlap = 0.3 * run.size;
  const before = row.runs.findLastIndex(
    ({ start, end }) => end - overlap <= run.start && start < run.start,
  );
  const [left, right] = [row.runs[before], row.runs[before + 1]];
  const isFree = right === undefined || right.start >= run.end - overlap;
  if (!left || !isFree || run.start > left.end + MAX_SHIFTED_GAP * row.main.size) return false;
  add(row, run, before + 1);
  return true;
}

/** Largest ratio of letters to their superscripts; larger letters are initials and the like. */
const MAX_LARGER = 2.2;

function closeRow({ angle, runs, levels, main }: OpenRow): Row {
  const length = main.weight / main.size ** 2;
  const larger = levels.filter(
    ({ size, baseline }) =>
      size > 1.12 * main.size &&
      size < MAX_LARGER * main.size &&
      Math.abs(baseline - main.baseline) > 0.1 * size,
  );
  const heaviest = larger.toSorted((one, other) => other.weight - one.weight)[0];
  return { angle, runs, main: heaviest && length <= MAX_SHIFTED ? heaviest : main };
}

const RIGHT_TO_LEFT = "\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF";
const RIGHT_TO_LEFT_LETTER = new RegExp(`[${RIGHT_TO_LEFT}]`, "u");

/** Whether a text has a letter of a script that is written from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT_LETTER.test(text);

/** Units that keep their own order: numbers, left-to-right words, and a letter with its combining characters. */
const UNIT = new RegExp(
  `[\\p{Nd}](?:[\\p{Nd}.,:/]*\\p{Nd})?%?|(?:(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}](?:[^${RIGHT_TO_LEFT}]*(?![${RIGHT_TO_LEFT}])[\\p{L}\\p{N}])?)|.\\p{M}*`,
  "gsu",
);

/** Reorders a text from its visual order, left to right, into reading order. */
export function toReadingOrder(visual: string): string {
  if (!isRightToLeft(visual)) return visual;
  const letters = visual.match(/\p{L}/gu)?.length ?? 0;
  const own = visual.match(new RegExp(`[${RIGHT_TO_LEFT}]`, "gu"))?.length ?? 0;
  return own * 2 >= letters ? reverse(visual) : visual.replace(RIGHT_TO_LEFT_RUN, reverse);
}

/** Right-to-left runs within other text. */
const RIGHT_TO_LEFT_RUN = new RegExp(
  `[${RIGHT_TO_LEFT}](?:[^\\p{L}]*[${RIGHT_TO_LEFT}\\p{M}])*`,
  "gu",
);

const reverse = (text: string): string => (text.match(UNIT) ?? []).toReversed().join("");
