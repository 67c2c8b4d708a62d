/** @module Lines of text: rows with blanks between runs, and with superscripts and subscripts in place. */

import { writeNote } from "../../extraction/superscript.ts";
import {
  isRightToLeft,
  MAX_SHIFTED,
  MAX_SHIFTED_GAP,
  type Row,
  type TextLevel,
  toReadingOrder,
} from "./row.ts";
import { isWordGap, type Run } from "./run.ts";
import {
  fractionAt,
  type HasRule,
  isNoteReference,
  type RunGroup,
  writeShiftedText,
} from "./superscript.ts";

export interface Line {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** Left and right end, and height above the bottom of the page, in points, relative to its direction. */
  readonly x: number;
  readonly end: number;
  readonly y: number;
  /** Font size, in points. */
  readonly size: number;
  /** Direction of writing in degrees, anticlockwise from the usual one. */
  readonly angle: number;
  /** Whether it comes from an annotation beside the text. */
  readonly isNote: boolean;
}

const MAX_DEPTH = 3;

/** Writes a row as a line of text. */
export function composeRow({ runs, main }: Row, hasRule: HasRule): string {
  const isReversed = runs.some(
    ({ text, isInReadingOrder }) => !isInReadingOrder && isRightToLeft(text),
  );
  if (!isReversed) return composeRuns({ runs, main, hasRule, depth: 0 });
  const visual = runs.toSorted((one, other) => one.start - other.start);
  return toReadingOrder(composeRuns({ runs: visual, main, hasRule, depth: 0 }));
}

/** Number of characters before a run that decide how it is written. */
const CONTEXT_LENGTH = 80;

/** Runs to write relative to a baseline and size. */
interface Composition {
  readonly runs: readonly Run[];
  readonly main: TextLevel;
  readonly hasRule: HasRule;
  /** Number of superscripts and subscripts that contain the runs. */
  readonly depth: number;
}

function composeRuns(composition: Composition): string {
  const { runs, main, hasRule } = composition;
  if (runs.every((run) => isPlain(run, main))) return joinRuns(runs);
  const groups = groupRuns(composition);
  const output: string[] = [];
  let before = "";
  for (let at = 0; at < groups.length;) {
    const group = groups[at];
    if (!group) break;
    const blank = isSeparate(groups[at - 1], group, main) ? " " : "";
    const fraction = fractionAt(groups, at, main, hasRule, before + blank);
    const text = fraction?.text ?? composeGroup(group, before + blank, groups[at + 1], main);
    output.push(blank, text);
    before = (before + blank + text).slice(-CONTEXT_LENGTH);
    at += fraction?.count ?? 1;
  }
  return output.join("");
}

/** Whether a run is on the baseline and of the size of its row, as most are. */
const isPlain = ({ baseline, size }: Run, main: TextLevel): boolean =>
  Math.abs(baseline - main.baseline) <= MIN_LOWER * main.size &&
  Math.abs(size - main.size) <= 0.1 * main.size;

const joinRuns = (runs: readonly Run[]): string =>
  runs
    .map((run, at) => {
      const before = runs[at - 1];
      const isWord = before && isWordBoundary(before, run, run.start - before.end);
      return isWord ? ` ${run.text}` : run.text;
    })
    .join("");

function groupRuns({ runs, main, hasRule, depth }: Composition): readonly RunGroup[] {
  const found: { shift: RunGroup["shift"]; runs: Run[] }[] = [];
  for (const [at, run] of runs.entries()) {
    const shift = depth < MAX_DEPTH ? shiftOf(run, main, runs[at - 1], runs[at + 1]) : undefined;
    const last = found.at(-1);
    if (shift && last?.shift === shift) last.runs.push(run);
    else found.push({ shift, runs: [run] });
  }
  return found.map(({ shift, runs: own }): RunGroup => {
    const largest = own.reduce((most, run) => (run.size > most.size ? run : most));
    const text =
      own.length === 1
        ? largest.text
        : composeRuns({ runs: own, main: largest, hasRule, depth: depth + 1 });
    return {
      shift: text.length > MAX_SHIFTED ? undefined : shift,
      runs: own,
      text,
      start: Math.min(...own.map(({ start }) => start)),
      end: Math.max(...own.map(({ end }) => end)),
      size: largest.size,
    };
  });
}

/** Least offsets from the baseline of superscripts and subscripts, in sizes of the row. */
const MIN_RAISE = 0.1;
const MIN_LOWER = 0.06;
const MIN_SHIFT_SAME_SIZE = 0.15;

function shiftOf(
  { text, baseline, size, start, end, isOcr, annotation }: Run,
  main: TextLevel,
  before: Run | undefined,
  after: Run | undefined,
): RunGroup["shift"] {
  const near = MAX_SHIFTED_GAP * main.size;
  const isNear =
    (before !== undefined && start - before.end <= near) ||
    (after !== undefined && after.start - end <= near);
  const isExcluded = isOcr || annotation !== undefined || !isNear;
  if (isExcluded || text.length > MAX_SHIFTED || size > 1.1 * main.size) return undefined;
  const off = (baseline - main.baseline) / main.size;
  const isSmaller = size < 0.9 * main.size;
  // Letters of the same size that rise or fall are set along a curve.
  if (!isSmaller && /\p{L}/u.test(text)) return undefined;
  if (off > (isSmaller ? MIN_RAISE : MIN_SHIFT_SAME_SIZE)) return "superscript";
  return off < -(isSmaller ? MIN_LOWER : MIN_SHIFT_SAME_SIZE) ? "subscript" : undefined;
}

/** Least gap between words before a superscript or subscript, in sizes of the row. */
const GAP_BEFORE_SHIFTED = 0.25;

function isSeparate(before: RunGroup | undefined, group: RunGroup, main: TextLevel): boolean {
  const [left, right] = [before?.runs.at(-1), group.runs[0]];
  if (!before || !left || !right) return false;
  const gap = group.start - before.end;
  if (!group.shift || left.annotation !== right.annotation) return isWordBoundary(left, right, gap);
  const hasBlank = left.isBlankAfter || right.isBlankBefore;
  return gap > GAP_BEFORE_SHIFTED * main.size * (hasBlank ? 0.5 : 1);
}

/** Whether runs on one baseline are different words. */
const isWordBoundary = (left: Run, right: Run, gap: number): boolean =>
  left.annotation !== right.annotation ||
  isWordGap(gap, Math.max(left.size, right.size), left.isBlankAfter || right.isBlankBefore);

/** Whether a capital is part of a logo such as that of LaTeX: tight between other capitals. */
const isLogoCapital = (
  { text, end }: RunGroup,
  before: string,
  next: RunGroup | undefined,
): boolean =>
  /^\p{Lu}$/u.test(text) &&
  /\p{Lu}$/u.test(before) &&
  next !== undefined &&
  /^\p{Lu}/u.test(next.text) &&
  next.start - end < 0.1 * next.size;

function composeGroup(
  group: RunGroup,
  before: string,
  next: RunGroup | undefined,
  main: TextLevel,
): string {
  const { shift, text, end } = group;
  if (shift && !isLogoCapital(group, before, next)) {
    const isTight =
      next !== undefined && !isSeparate(group, next, main) && next.start - end < main.size;
    const following = isTight ? next.text : "";
    if (shift === "superscript" && isNoteReference(text, before, following)) return writeNote(text);
    return writeShiftedText(text, shift);
  }
  // Digits of another size are another number, such as a fraction after a whole number.
  const isOtherNumber =
    /\p{N}$/u.test(before) && /^\p{N}/u.test(text) && group.size < 0.9 * main.size;
  return isOtherNumber ? ` ${text}` : text;
}
