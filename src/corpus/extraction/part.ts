/** @module Parts of an extracted text, such as headings, paragraphs and tables, and their composition. */

import { UserError } from "../../base/errors.ts";
import { type Block, isHeading, leaf, type Stretch } from "../block.ts";
import { ELLIPSIS } from "../hidden.ts";
import type { Extracted } from "./extracted.ts";
import type { Place, Unit } from "./places.ts";

/**
 * Heading, paragraph, block of code, or the lines of a list or table. Only code has blank lines. A heading without text
 * ends the section before it.
 */
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
    if (text === "") continue;
    written.push(text);
    start += text.length + "\n\n".length;
    requireLength(start);
  }
  return { text: written.length === 0 ? "" : `${written.join("\n\n")}\n`, blocks, starts };
}

type Text = Pick<Extracted, "text" | "blocks" | "places">;

/** Composes the text of a file whose places are paragraphs. */
export function composeParagraphs(parts: readonly Part[]): Text {
  const { text, blocks, starts } = compose(parts);
  return { text, blocks: blocks.map(withoutMark), places: { unit: "paragraph", starts } };
}

/** Parts that are in one place. */
export interface PlacedParts {
  readonly name: Place;
  readonly parts: readonly Part[];
}

/** Composes the text of a file with places of another unit, in order. A place without parts begins where the next does. */
export function composePlaces(unit: Unit, places: readonly PlacedParts[]): Text {
  const { text, blocks, starts } = compose(places.flatMap(({ parts }) => parts));
  let before = 0;
  const placed = places.map(({ name, parts }, at) => {
    const start = at === 0 ? 0 : (starts[before] ?? text.length);
    before += parts.length;
    return { name, start };
  });
  const names = placed.map(({ name }) => name);
  return {
    text,
    blocks: blocks.map(withoutMark),
    places: { unit, starts: placed.map(({ start }) => start), names },
  };
}

/** Removes the title of a heading whose text is unreadable. */
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
