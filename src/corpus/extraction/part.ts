/** @module Parts of an extracted text, such as headings, paragraphs and tables, and their composition. */

import { UserError } from "../../base/errors.ts";
import { type Block, isHeading, leaf, type Stretch } from "../block.ts";
import { ELLIPSIS } from "../hidden.ts";
import type { Extracted } from "./extracted.ts";

/** Heading, paragraph, block of code, or the lines of a list or table. Only code has blank lines. */
export type Part =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "prose" | "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | TablePart;

interface TablePart {
  readonly kind: "table";
  readonly items: readonly string[];
  /** Present if the first row names the columns. */
  readonly hasHeader?: true;
}

/** Returns a table of rows; nothing if there are no rows. */
export const tableOf = (items: readonly string[], hasHeader: boolean): readonly TablePart[] =>
  items.length === 0 ? [] : [{ kind: "table", items, ...(hasHeader ? { hasHeader } : {}) }];

interface Composed {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Offset of each part in the text. */
  readonly starts: readonly number[];
}

/** In UTF-16 units. */
const MAX_TEXT = 10_000_000;

/** Checks the length of an extracted text. @throws UserError if it is too long. */
export function requireLength(length: number): void {
  if (length > MAX_TEXT) throw new UserError("its text is longer than 10 MB: divide it");
}

/**
 * Writes parts one after the other, with a blank line between, and records their offsets, which are made here and
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

/** Composes the text of a file whose locators are paragraphs. A heading whose text is unreadable has no title. */
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

/** White space that collapses; a no-break space does not. */
export const SPACE = /[\t\n\f\r ]+/g;

/** Collapses white space to single blanks, and trims it. */
export const squeeze = (text: string): string => text.replace(SPACE, " ").trim();

/** Divides a text into paragraphs: one line break begins a line, two a paragraph. */
export function paragraphsIn(text: string): string[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split("\n").map(squeeze)) {
    if (line !== "") paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.filter(({ length }) => length > 0).map((own) => own.join("\n"));
}
