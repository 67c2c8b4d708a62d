/** @module Cutting a text as a build does, with a counter of words and marks in place of the model's tokens. */

import type { Document } from "../../src/corpus/document.ts";
import { parseText } from "../../src/corpus/parse.ts";
import { type Passage, splitDocument } from "../../src/corpus/passage.ts";
import { MAX_PASSAGE_CHARACTERS, type PassageLimits } from "../../src/corpus/split.ts";
import { sha256 } from "../../src/base/hash.ts";
import type { Span } from "../../src/corpus/span.ts";
import { UserError } from "../../src/base/errors.ts";

export const LIMITS: PassageLimits = { maxTokens: 224, maxCharacters: MAX_PASSAGE_CHARACTERS };

/** Words and single marks. */
export const countTokens = (text: string): number =>
  text.match(/[\p{L}\p{N}]+|[^\s]/gu)?.length ?? 0;

/** Words that a name may be made of. */
const WORDS = new Set("apple folding getting import my notes policy rules started".split(" "));
export const isWord = (part: string): boolean => WORDS.has(part.toLowerCase());

export interface CutText {
  readonly text: string;
  readonly document: Document;
  readonly passages: readonly Passage[];
}

/** The document and passages of a text, as if it lay at this path. */
export function cutText(
  text: string,
  path = "a.md",
  maxCharacters = MAX_PASSAGE_CHARACTERS,
): CutText {
  const file = { path, text, sha256: sha256(text), bytes: Buffer.byteLength(text) };
  const parsed = parseText(file, isWord);
  return {
    text,
    document: parsed.document,
    passages: splitDocument(parsed, countTokens, { ...LIMITS, maxCharacters }),
  };
}

/** The same; undefined where a wild text happens to have front matter that is refused. */
export function cutUnlessRefused(text: string, path: string): CutText | undefined {
  try {
    return cutText(text, path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

export const sliceOf = (text: string, { start, end }: Span): string => text.slice(start, end);

/** What the passages of a text say. */
export const passagesOf = (
  text: string,
  path?: string,
  maxCharacters?: number,
): readonly string[] =>
  cutText(text, path, maxCharacters).passages.map((passage) => sliceOf(text, passage));
