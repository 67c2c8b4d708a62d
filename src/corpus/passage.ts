/** @module Passages: the unit retrieved and quoted, cut from a document by rules that look at nearby text alone. */

import { type Block, type Heading, isHeading, type Stretch, type Inset } from "./block.ts";
import { type Document, isMarkdown, type ParsedDocument } from "./document.ts";
import { blankHidden, visibleText } from "./hidden.ts";
import { passageId } from "./identity.ts";
import {
  type CountTokens,
  type PassageLimits,
  type Chunk,
  fitsWithin,
  splitIntoChunks,
} from "./split.ts";
import { sha256 } from "../base/hash.ts";
import { hasWords, isBlank, lineFinder, type Span } from "./span.ts";
import { columnsOf } from "./table.ts";

/** A passage's text is `text.slice(start, end)` of its document. */
export interface Passage extends Span {
  readonly id: string;
  readonly path: string;
  /** Which of the passages of its document with this very text it is, from 0. */
  readonly occurrence: number;
  /** From 1; `endLine` is the line of its last character. */
  readonly startLine: number;
  readonly endLine: number;
  /** The headings it stands under, the highest first, the title not among them. */
  readonly headings: readonly string[];
  /** In order, in offsets of the document; each lies within the passage. */
  readonly sentences: readonly Span[];
  /** SHA-256 of its text. */
  readonly sha256: string;
  /** The names of the columns, each in its place, where it begins with a row of a table whose header is above it. */
  readonly columns?: readonly string[];
  /** What is in it besides prose, in order and in offsets of the document. */
  readonly insets?: readonly Inset[];
  /** The edges at which a paragraph, list, table or block of code of the document was cut. */
  readonly cut?: CutEdges;
}

export type CutEdges = "before" | "after" | "both";

/** Part of the manifest: raise it with any change to where passages are cut, or to what is known of them and of their document. */
export const SPLITTER_VERSION = 2;

/** What stands under one heading: as much of it as fits is one passage. */
interface Section {
  readonly headings: readonly string[];
  readonly stretches: readonly Stretch[];
}

/** The passages of a document, in order. They do not overlap, and only white space, headings and furniture lie between. */
export function splitDocument(
  { document, blocks }: Pick<ParsedDocument, "document" | "blocks">,
  countTokens: CountTokens,
  limits: PassageLimits,
): Passage[] {
  const visible = blankHidden(document);
  const fits = fitsWithin(visible, countTokens, limits);
  const finish = passageFinisher(document);
  return sectionsOf(blocks).flatMap(({ headings, stretches }) =>
    neighbours(document.text, visible, stretches)
      .flatMap((parts) => splitIntoChunks(visible, parts, fits))
      .map((piece) => finish(piece, headings)),
  );
}

/**
 * Groups stretches with nothing but white space between them, or what is hidden at the end of a line: furniture and lines of
 * markup are never quoted with what is around them.
 */
function neighbours(text: string, visible: string, stretches: readonly Stretch[]): Stretch[][] {
  const groups: Stretch[][] = [];
  for (const stretch of stretches) {
    const last = groups.at(-1)?.at(-1);
    if (last && isNextTo(text, visible, last, stretch)) groups.at(-1)?.push(stretch);
    else groups.push([stretch]);
  }
  return groups;
}

function isNextTo(text: string, visible: string, last: Span, next: Span): boolean {
  const newline = text.indexOf("\n", last.end);
  const lineEnd = newline === -1 ? next.start : Math.min(newline, next.start);
  return isBlank(visible, last.end, lineEnd) && isBlank(text, lineEnd, next.start);
}

/** The stretches under one heading. A heading with nothing under it leaves nothing but its place in the path. */
function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: { headings: readonly string[]; stretches: Stretch[] }[] = [];
  let path: Heading[] = [];
  let open: Stretch[] | undefined;
  for (const block of blocks) {
    if (isHeading(block)) {
      path = [...path.filter(({ depth }) => depth < block.depth), block];
      open = undefined;
    } else if (open) open.push(block);
    else sections.push({ headings: titlesOf(path), stretches: (open = [block]) });
  }
  return sections;
}

const titlesOf = (path: readonly Heading[]): string[] =>
  path.map(({ title }) => title).filter((title) => title !== "");

/** Gives each piece what it needs to be cited. */
function passageFinisher(
  document: Document,
): (piece: Chunk, headings: readonly string[]) => Passage {
  const { path, text } = document;
  const form = { isMarkdown: isMarkdown(document) };
  const lineOf = lineFinder(text);
  const seen = new Map<string, number>();
  return ({ start, end, sentences, header, insets, isCut }, headings) => {
    const slice = text.slice(start, end);
    const occurrence = seen.get(slice) ?? 0;
    seen.set(slice, occurrence + 1);
    const id = passageId(path, slice, occurrence);
    const [startLine, endLine] = [lineOf(start), lineOf(end - 1)];
    const place = { path, occurrence, start, end, startLine, endLine, headings };
    const columns = header && columnsOf(visibleText(document, header), form);
    const cut = cutEdges(isCut);
    return {
      id,
      ...place,
      sentences,
      sha256: sha256(slice),
      ...(columns?.some(hasWords) ? { columns } : {}),
      ...(insets.length > 0 ? { insets } : {}),
      ...(cut ? { cut } : {}),
    };
  };
}

function cutEdges({ before, after }: Chunk["isCut"]): CutEdges | undefined {
  if (before && after) return "both";
  return before ? "before" : after ? "after" : undefined;
}
