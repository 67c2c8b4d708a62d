/** @module A question made ready: its vector, its terms, and how much each term tells in this collection. */

import { inverseFrequencies } from "./bm25.ts";
import type { Embedder } from "./embedder.ts";
import type { Frequencies, Snapshot } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

export interface Query {
  readonly vector: Float32Array;
  /** Each once. */
  readonly terms: readonly string[];
  /** The inverse frequency of each term; the highest for one that no passage holds. */
  readonly idf: readonly number[];
  /** The sum of all: what a passage with every term would have. */
  readonly totalIdf: number;
  readonly frequencies: Frequencies;
}

/** Reads a question against a collection. @throws UserError if it has more tokens than the model reads. */
export async function prepareQuery(
  snapshot: Pick<Snapshot, "frequencies">,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
): Promise<Query> {
  const vector = await embedder.embedQuestion(question);
  const terms = [...new Set(termsOf(question))];
  const frequencies = await snapshot.frequencies(terms);
  const idf = inverseFrequencies(frequencies);
  const totalIdf = idf.reduce((sum, value) => sum + value, 0);
  return { vector, terms, idf, totalIdf, frequencies };
}
