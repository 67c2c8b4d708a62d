/** @module A question prepared for a collection: its embeddings, its terms, and their weights. */

import { inverseFrequencies, inverseFrequency } from "./bm25.ts";
import type { EmbeddedQuestion, Embedder } from "../model/embedder.ts";
import type { Snapshot } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

export interface Query extends EmbeddedQuestion {
  /** Each once. */
  readonly terms: readonly string[];
  /** For each term its inverse frequency, the highest for one that no passage has. */
  readonly idf: readonly number[];
  /** The average length of a passage, in terms. */
  readonly averageLength: number;
  /** For each token its inverse frequency. */
  readonly tokenIdf: readonly number[];
}

/** Prepares a question for a collection. */
export async function prepareQuery(
  snapshot: Pick<Snapshot, "frequencies" | "tokenFrequencies" | "counts">,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
): Promise<Query> {
  const embedded = await embedder.embedQuestion(question);
  const terms = [...new Set(termsOf(question))];
  const frequencies = await snapshot.frequencies(terms);
  const { passages } = snapshot.counts;
  const counts = await snapshot.tokenFrequencies([...embedded.tokens.ids]);
  const tokenIdf = counts.map((count) => inverseFrequency(passages, count));
  const idf = inverseFrequencies(frequencies);
  return { ...embedded, terms, idf, averageLength: frequencies.averageLength, tokenIdf };
}
