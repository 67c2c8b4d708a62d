/** @module Blocks: the headings and stretches of text that a document is made of. */

import type { Span } from "./span.ts";

export interface Heading extends Span {
  readonly kind: "heading";
  /** 1 is the highest. */
  readonly depth: number;
  /** As a reader sees it, without markup. */
  readonly title: string;
}

/**
 * A stretch of text with what it can be taken apart into. `prose` falls into sentences, `code` into lines, a `group`
 * (list, quotation) into its parts, a `table` into rows, of which the first names its columns.
 */
export interface Stretch extends Span {
  readonly kind: "prose" | "code" | "row" | "group" | "table";
  readonly parts: readonly Stretch[];
  /** There if the first row of a `group` of rows names the columns of the others. */
  readonly hasHeader?: true;
}

export type Block = Heading | Stretch;

export const isHeading = (block: Block): block is Heading => block.kind === "heading";

const NO_PARTS: readonly Stretch[] = [];

/** A stretch that is not made of others. */
export const leaf = (kind: "prose" | "code" | "row", { start, end }: Span): Stretch => ({
  kind,
  start,
  end,
  parts: NO_PARTS,
});
