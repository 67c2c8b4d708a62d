/** @module Spans of a text: half-open ranges of UTF-16 offsets. */

/** `text.slice(start, end)`: offsets count UTF-16 units, `end` is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span without the white space at its edges; empty at `start` where there is nothing else. */
export function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const kept = slice.trimEnd();
  const leading = kept.length - kept.trimStart().length;
  return kept === "" ? { start, end: start } : { start: start + leading, end: start + kept.length };
}

/** Whether the text between two offsets is white space alone. */
export const isBlank = (text: string, start: number, end: number): boolean =>
  text.slice(start, end).trim() === "";

/** Returns the text on one line: each white space as one blank, and none at its edges. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Whether there is a letter or a digit in the text: without one there is nothing to quote. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Says on which line an offset stands; lines are counted from 1 and end at `\n`. */
export type LineOf = (offset: number) => number;

/** A look-up of lines in one text, by binary search over its line starts. */
export function lineFinder(text: string): LineOf {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => firstWhere(0, starts.length, (at) => (starts[at] ?? Infinity) > offset);
}

/** Returns the index of the first span that ends behind an offset, or their number. Spans are in order and do not overlap. */
export const firstEndingBehind = (spans: readonly Span[], offset: number): number =>
  firstWhere(0, spans.length, (at) => (spans[at]?.end ?? Infinity) > offset);

/**
 * Returns the first index in `low … high - 1` for which `holds` is true, or `high`. `holds` must be true for every index
 * after the first.
 */
export function firstWhere(low: number, high: number, holds: (at: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
