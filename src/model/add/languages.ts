/** @module The languages that a tokenizer reads: the share of unknown tokens in a sentence of each. */

import type { LoadedTokenizer } from "../session.ts";
import { SENTENCES } from "./sentences.ts";

/** The share of a language's tokens that are unknown. */
export interface LanguageShare {
  /** A tag of BCP 47. */
  readonly language: string;
  readonly unknown: number;
}

/** Returns the share of unknown tokens in the sample sentence of each language, beside those with letters or digits. */
export function unknownShares({
  encode,
  vocabulary,
  unknown,
}: Pick<LoadedTokenizer, "encode" | "vocabulary" | "unknown">): readonly LanguageShare[] {
  const marks = new Set<number>();
  for (const [token, id] of vocabulary) if (!ALPHANUMERIC.test(token)) marks.add(id);
  return Object.entries(SENTENCES).map(([language, sentence]) => {
    const ids = encode(sentence).slice(1, -1);
    const known = ids.filter((id) => id !== unknown && !marks.has(id)).length;
    const missing = ids.filter((id) => id === unknown).length;
    return { language, unknown: missing / (missing + known) };
  });
}

const ALPHANUMERIC = /[\p{L}\p{M}\p{N}]/u;
