/** @module Passages: the units of retrieval and quotation, split by rules that depend only on nearby text. */

import { type Block, type Heading, isHeading, type Stretch, type Inset } from "./block.ts";
import { type Document, isMarkdown, type ParsedDocument } from "./document.ts";
import { languageOf } from "./document-language.ts";
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
  /** By the primary subtag of BCP 47: its own where that is clear, else its document's. */
  readonly language: string;
  /** Its index among the passages of its document with the same text, from 0. */
  readonly occurrence: number;
  /** From 1; `endLine` is the line of its last character. */
  readonly startLine: number;
  readonly endLine: number;
  /** The headings above it, the highest first, without the title. */
  readonly headings: readonly string[];
  /** In order, in offsets of the document, within the passage. */
  readonly sentences: readonly Span[];
  /** SHA-256 of its text. */
  readonly sha256: string;
  /** The names of the columns by position, if it begins in a table whose header is above it. */
  readonly columns?: readonly string[];
  /** Its code and tables, in order, in offsets of the document. */
  readonly insets?: readonly Inset[];
  /** The edges at which a paragraph, list, table or block of code was split. */
  readonly cut?: CutEdges;
}

export type CutEdges = "before" | "after" | "both";

/** Part of the manifest: raise it with any change to the boundaries or the fields of passages and documents. */
export const SPLITTER_VERSION = 4;

/** The stretches under one heading. */
interface Section {
  readonly headings: readonly string[];
  readonly stretches: readonly Stretch[];
}

/** Splits a document into passages, in order and disjoint, with only white space, headings and boilerplate between. */
export function splitDocument(
  { document, blocks }: Pick<ParsedDocument, "document" | "blocks">,
  countTokens: CountTokens,
  limits: PassageLimits,
): Passage[] {
  const visible = blankHidden(document);
  const { language } = document;
  const fits = fitsWithin(visible, (text) => countTokens(text, language), limits);
  const rules = { fits, language };
  const finish = passageFinisher(document);
  return sectionsOf(blocks).flatMap(({ headings, stretches }) =>
    groupAdjacent(document.text, visible, stretches)
      .flatMap((parts) => splitIntoChunks(visible, parts, rules))
      .map((chunk) => finish(chunk, headings)),
  );
}

/**
 * Groups adjacent stretches: only white space, or hidden markup at the end of a line, is between them. So boilerplate is
 * never inside a passage, and lines of markup only inside a list.
 */
function groupAdjacent(text: string, visible: string, stretches: readonly Stretch[]): Stretch[][] {
  const groups: Stretch[][] = [];
  for (const stretch of stretches) {
    const last = groups.at(-1)?.at(-1);
    if (last && isAdjacent(text, visible, last, stretch)) groups.at(-1)?.push(stretch);
    else groups.push([stretch]);
  }
  return groups;
}

function isAdjacent(text: string, visible: string, last: Span, next: Span): boolean {
  const newline = text.indexOf("\n", last.end);
  const lineEnd = newline === -1 ? next.start : Math.min(newline, next.start);
  return isBlank(visible, last.end, lineEnd) && isBlank(text, lineEnd, next.start);
}

/** Groups stretches by heading. A heading without stretches is only part of the path of others. */
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

/** Returns a function that makes a passage of a chunk. */
function passageFinisher(
  document: Document,
): (chunk: Chunk, headings: readonly string[]) => Passage {
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
    const language = languageOf(slice, document.language);
    const location = { path, language, occurrence, start, end, startLine, endLine, headings };
    const columns = header && columnsOf(visibleText(document, header), form);
    const cut = cutEdges(isCut);
    return {
      id,
      ...location,
      sentences,
      sha256: sha256(slice),
      ...(columns?.some(hasWords) ? { columns } : {}),
      ...(insets.length > 0 ? { insets } : {}),
      ...(cut ? { cut } : {}),
    };
  };
}

/** Whether two passages of a document are under the same headings. */
export const isSameSection = (
  a: Pick<Passage, "headings">,
  b: Pick<Passage, "headings">,
): boolean => a.headings.join("\n") === b.headings.join("\n");

export const hasEdge = (edges: CutEdges | undefined, edge: "before" | "after"): boolean =>
  edges === edge || edges === "both";

/** Names the edges that are cut; undefined if neither is. */
export function cutEdges({ before, after }: Chunk["isCut"]): CutEdges | undefined {
  if (before && after) return "both";
  return before ? "before" : after ? "after" : undefined;
}
