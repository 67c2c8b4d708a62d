/** @module A question made ready: its embeddings, its terms, and how much each tells in this collection. */

import { inverseFrequencies, inverseFrequency } from "./bm25.ts";
import type { EmbeddedQuestion, Embedder } from "../model/embedder.ts";
import type { Snapshot } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

export interface Query extends EmbeddedQuestion {
  /** Each once. */
  readonly terms: readonly string[];
  /** The sum of the terms' inverse frequencies, the highest for one that no passage holds. */
  readonly totalIdf: number;
  /** For each token how much it tells here: its inverse frequency. */
  readonly tokenIdf: readonly number[];
}

/** Reads a question against a collection. */
export async function prepareQuery(
  snapshot: Pick<Snapshot, "frequencies" | "holdingTokens" | "counts">,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
): Promise<Query> {
  const embedded = await embedder.embedQuestion(question);
  const terms = [...new Set(termsOf(question))];
  const idf = inverseFrequencies(await snapshot.frequencies(terms));
  const { passages } = snapshot.counts;
  const holding = await snapshot.holdingTokens([...embedded.tokens.ids]);
  const tokenIdf = holding.map((count) => inverseFrequency(passages, count));
  return { ...embedded, terms, totalIdf: sum(idf), tokenIdf };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
