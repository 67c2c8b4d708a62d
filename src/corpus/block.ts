/** @module Blocks of a document (headings and stretches of text), and the insets in them (code and tables). */

import { clipSpans, firstEndingAfter, hasWords, type Span } from "./span.ts";

export interface Heading extends Span {
  readonly kind: "heading";
  /** 1 is the highest. */
  readonly depth: number;
  /** Without markup. */
  readonly title: string;
}

/**
 * A stretch of text and the parts into which it may be split. `prose` is split into sentences, `code` into lines, a `group`
 * (list, quotation) into its parts, a `table` into rows, of which the first names the columns.
 */
export interface Stretch extends Span {
  readonly kind: "prose" | "code" | "row" | "group" | "table";
  readonly parts: readonly Stretch[];
  /** Present if the first row of a `group` of rows names the columns. */
  readonly hasHeader?: true;
}

export type Block = Heading | Stretch;

export const isHeading = (block: Block): block is Heading => block.kind === "heading";

const NO_PARTS: readonly Stretch[] = [];

/** Makes a stretch without parts. */
export const leaf = (kind: "prose" | "code" | "row", { start, end }: Span): Stretch => ({
  kind,
  start,
  end,
  parts: NO_PARTS,
});

/** A part of a passage that is no prose. `table`: rows of which the first names the columns; `rows`: without such a row. */
export interface Inset extends Span {
  readonly kind: "code" | "table" | "rows";
}

/** An inset before it is clipped to a passage. */
export interface WholeInset extends Inset {
  /** The row that names the columns. */
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

/** Finds the header; that of a Markdown table may be empty, with a row of bold cells below as the actual one. */
function headerOf(text: string, { kind, parts, hasHeader }: Stretch): Span | undefined {
  const [first, second] = parts;
  const sliceOf = (row: Span | undefined): string => (row ? text.slice(row.start, row.end) : "");
  if (kind !== "table") return hasHeader ? first : undefined;
  if (hasWords(sliceOf(first))) return first;
  return BOLD_CELLS.test(sliceOf(second)) ? second : undefined;
}

/** Clips insets to a span. */
export const clipInsets = (insets: readonly WholeInset[], span: Span): Inset[] =>
  clipSpans(insets, span).map(({ kind, header, start, end }) => {
    const isBelow = header !== undefined && header.start < start;
    return { kind: isBelow ? "rows" : kind, start, end };
  });

/** Finds the header row, above a span, of the table in which the span begins. */
export function headerAbove(insets: readonly WholeInset[], { start }: Span): Span | undefined {
  const inset = insets[firstEndingAfter(insets, start)];
  const { header } = inset ?? {};
  return inset && header && inset.start < start && header.start < start ? header : undefined;
}
