/** @module Insets: parts of a passage that are no prose, which are code and rows of tables. */

import type { Stretch } from "./block.ts";
import { firstEndingBehind, hasWords, type Span } from "./span.ts";

/** `table`: rows of which the first names the columns; `rows`: rows without such a one among them. */
export interface Inset extends Span {
  readonly kind: "code" | "table" | "rows";
}

/** An inset before it is cut. */
export interface WholeInset extends Inset {
  /** The row that names its columns. */
  readonly header?: Span;
}

/** Returns the insets of a stretch, in order. */
export function insetsOf(text: string, stretch: Stretch): WholeInset[] {
  const { kind, start, end, parts } = stretch;
  if (kind === "code") return [{ kind, start, end }];
  if (parts[0]?.kind !== "row") return parts.flatMap((part) => insetsOf(text, part));
  const header = headerOf(text, stretch);
  return [header ? { kind: "table", start, end, header } : { kind: "rows", start, end }];
}

const BOLD_CELLS = /^[|\s]*(?:\*\*[^*|]+\*\*[|\s]*)+$/;

/** A Markdown table has a header in any case: where it is empty, a row of bold cells below it may be meant. */
function headerOf(text: string, { kind, parts, hasHeader }: Stretch): Span | undefined {
  const [first, second] = parts;
  const sliceOf = (row: Span | undefined): string => (row ? text.slice(row.start, row.end) : "");
  if (kind !== "table") return hasHeader ? first : undefined;
  if (hasWords(sliceOf(first))) return first;
  return BOLD_CELLS.test(sliceOf(second)) ? second : undefined;
}

/** Returns the parts of insets that lie in a span. */
export function clipInsets(insets: readonly WholeInset[], span: Span): Inset[] {
  const within: Inset[] = [];
  for (let at = firstEndingBehind(insets, span.start); at < insets.length; at += 1) {
    const inset = insets[at];
    if (!inset || inset.start >= span.end) break;
    const start = Math.max(inset.start, span.start);
    const isBelow = inset.header !== undefined && inset.header.start < start;
    within.push({ kind: isBelow ? "rows" : inset.kind, start, end: Math.min(inset.end, span.end) });
  }
  return within;
}

/** Finds the row that names the columns of the rows with which a span begins, where it is above them. */
export function headerAbove(insets: readonly WholeInset[], { start }: Span): Span | undefined {
  const inset = insets[firstEndingBehind(insets, start)];
  const { header } = inset ?? {};
  return inset && header && inset.start < start && header.start < start ? header : undefined;
}
