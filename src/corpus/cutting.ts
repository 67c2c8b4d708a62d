/** @module A document and its passages, refused where there are none, or more than an index should hold. */

import { UserError } from "../base/errors.ts";
import { type Block, isHeading, type Stretch } from "./block.ts";
import type { Document, ParsedDocument } from "./document.ts";
import { findOmissions } from "./omissions.ts";
import { type Passage, splitDocument } from "./passage.ts";
import type { CountTokens, PassageLimits } from "./split.ts";
import type { SourceFile } from "./text.ts";

/** How documents are cut. */
export interface Cutting {
  readonly countTokens: CountTokens;
  readonly limits: PassageLimits;
  /** Of one document. */
  readonly maxPassages: number;
}

export interface CutDocument {
  readonly document: Document;
  readonly passages: readonly Passage[];
}

/**
 * Cuts a document into passages.
 * @throws UserError with the count if there are too many passages or sentences, since each is embedded; or if there are none.
 */
export function cutDocument(
  parsed: ParsedDocument,
  { countTokens, limits, maxPassages }: Cutting,
): CutDocument {
  const most = maxPassages * SENTENCES_PER_PASSAGE;
  // Before the work of cutting: each has a sentence.
  requireAtMost(most, countParts(parsed.blocks), "paragraphs, list items and rows");
  const passages = splitDocument(parsed, countTokens, limits);
  if (passages.length === 0) throw new UserError("it has no paragraph that could be quoted");
  requireAtMost(maxPassages, passages.length, "passages");
  requireAtMost(most, sum(passages.map(({ sentences }) => sentences.length)), "sentences");
  const { omissions } = findOmissions(parsed, passages);
  return { document: { ...parsed.document, omissions }, passages };
}

/**
 * Refuses a text with very many paragraphs before it is parsed, which takes a minute or more.
 * @throws UserError with their count.
 */
export function requireFewParagraphs(
  { content }: Pick<SourceFile, "content">,
  { maxPassages }: Pick<Cutting, "maxPassages">,
): void {
  requireAtMost(maxPassages * SENTENCES_PER_PASSAGE, countGaps(content), "paragraphs");
}

const [LINE_FEED, CARRIAGE_RETURN] = ["\n".charCodeAt(0), "\r".charCodeAt(0)];

/** Counts runs of empty lines. */
function countGaps(bytes: Uint8Array): number {
  let [count, lineFeeds] = [0, 0];
  for (const byte of bytes) {
    if (byte === LINE_FEED) lineFeeds += 1;
    else if (byte !== CARRIAGE_RETURN) lineFeeds = 0;
    if (byte === LINE_FEED && lineFeeds === 2) count += 1;
  }
  return count;
}

/** Prose has five to ten. */
const SENTENCES_PER_PASSAGE = 20;

function requireAtMost(most: number, found: number, what: string): void {
  if (found <= most) return;
  throw new UserError({
    expected: `at most ${most} ${what} in a document`,
    found: `${found}`,
    remedy: "Divide it, or raise MAX_PASSAGES.",
  });
}

/** Counts the stretches that are not made of others. */
function countParts(blocks: readonly Block[]): number {
  const countIn = ({ parts }: Stretch): number =>
    parts.length === 0 ? 1 : sum(parts.map(countIn));
  return sum(blocks.map((block) => (isHeading(block) ? 0 : countIn(block))));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
