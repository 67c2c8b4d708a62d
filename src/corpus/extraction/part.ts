/** @module Parts: what a reader of another kind of file takes out of it, and the one text that they become. */

import { UserError } from "../../base/errors.ts";
import { type Block, isHeading, leaf, type Stretch } from "../block.ts";
import { ELLIPSIS } from "../hidden.ts";
import type { Extracted } from "./extracted.ts";

/** A heading, a paragraph, a block of code, or the lines of a list or table; none of these texts has a blank line but code. */
export type Part =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "prose" | "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | TablePart;

export interface TablePart {
  readonly kind: "table";
  readonly items: readonly string[];
  /** There if the first row names the columns. */
  readonly hasHeader?: true;
}

/** Makes a part of the rows of a table; of rows without text, none. */
export const tableOf = (items: readonly string[], hasHeader: boolean): readonly TablePart[] =>
  items.length === 0 ? [] : [{ kind: "table", items, ...(hasHeader ? { hasHeader } : {}) }];

export interface Composed {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Where each part begins in the text. */
  readonly starts: readonly number[];
}

/** In UTF-16 units. */
const MAX_TEXT = 10_000_000;

/** Refuses a text that is taken out of a file if it is too long. @throws UserError */
export function requireLength(length: number): void {
  if (length > MAX_TEXT) throw new UserError("its text is longer than 10 MB: divide it");
}

/**
 * Writes parts one after the other, with a blank line between, and notes where each stands: offsets are made here and
 * never searched for.
 * @throws UserError if the text grows too long.
 */
export function compose(parts: readonly Part[]): Composed {
  const blocks: Block[] = [];
  const starts: number[] = [];
  const written: string[] = [];
  let start = 0;
  for (const part of parts) {
    const text = textOf(part);
    starts.push(start);
    blocks.push(toBlock(part, start));
    written.push(text);
    start += text.length + "\n\n".length;
    requireLength(start);
  }
  return { text: written.length === 0 ? "" : `${written.join("\n\n")}\n`, blocks, starts };
}

/** Composes the text of a file whose places are paragraphs. A heading of which nothing is read has no title. */
export function composeParagraphs(
  parts: readonly Part[],
): Pick<Extracted, "text" | "blocks" | "places"> {
  const { text, blocks, starts } = compose(parts);
  return { text, blocks: blocks.map(withoutMark), places: { unit: "paragraph", starts } };
}

const withoutMark = (block: Block): Block =>
  isHeading(block) && block.title === ELLIPSIS ? { ...block, title: "" } : block;

const textOf = (part: Part): string => ("items" in part ? part.items.join("\n") : part.text);

function toBlock(part: Part, start: number): Block {
  const span = { start, end: start + textOf(part).length };
  if (part.kind === "heading") {
    const title = part.text.replace(/\s+/g, " ");
    return { kind: "heading", depth: part.depth, title, ...span };
  }
  if ("items" in part) {
    const header = part.kind === "table" && part.hasHeader ? { hasHeader: part.hasHeader } : {};
    return { kind: "group", ...span, parts: linesOf(part, start), ...header };
  }
  return leaf(part.kind, span);
}

function linesOf(part: Part & { readonly items: readonly string[] }, start: number): Stretch[] {
  let at = start;
  return part.items.map((item) => {
    const span = { start: at, end: at + item.length };
    at = span.end + 1;
    return leaf(part.kind === "list" ? "prose" : "row", span);
  });
}
