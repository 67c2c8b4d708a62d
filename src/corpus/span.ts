/** @module Spans of a text (half-open ranges of UTF-16 offsets), and searches in texts and sorted lists. */

/** The range of `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the span without the white space at its edges; empty at `start` if it has nothing else. */
export function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const kept = slice.trimEnd();
  const leading = kept.length - kept.trimStart().length;
  return kept === "" ? { start, end: start } : { start: start + leading, end: start + kept.length };
}

/** Whether the text between two offsets is only white space. */
export const isBlank = (text: string, start: number, end: number): boolean =>
  text.slice(start, end).trim() === "";

/** Collapses white space to single blanks, and trims the ends. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Whether a text has a letter or a digit; without one there is nothing to quote. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Matches a sticky or global pattern from an offset on. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Returns the end of the match of a sticky pattern at an offset, or the offset. */
export const matchEnd = (pattern: RegExp, text: string, at: number): number =>
  at + (matchAt(pattern, text, at)?.[0].length ?? 0);

/** Returns a function from offsets to line numbers, which count from 1; lines end at `\n`. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => countUpTo(starts, offset);
}

/** Counts the numbers up to a limit, among ascending ones. */
export const countUpTo = (ascending: readonly number[], limit: number): number =>
  firstWhere(0, ascending.length, (at) => (ascending[at] ?? Infinity) > limit);

/** Returns the index of the first span that ends after an offset, or their number. Spans are in order and disjoint. */
export const firstEndingAfter = (spans: readonly Span[], offset: number): number =>
  firstWhere(0, spans.length, (at) => (spans[at]?.end ?? Infinity) > offset);

/** Clips spans, in order and disjoint, to a span; drops those outside. */
export const clipSpans = <S extends Span>(spans: readonly S[], { start, end }: Span): S[] => {
  const first = firstEndingAfter(spans, start);
  const next = firstWhere(first, spans.length, (at) => (spans[at]?.start ?? Infinity) >= end);
  return spans
    .slice(first, next)
    .map((one) => ({ ...one, start: Math.max(one.start, start), end: Math.min(one.end, end) }));
};

/**
 * Returns the first index in `low … high - 1` for which `holds` is true, or `high`, by binary search. `holds` must be true
 * for every index after the first.
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
