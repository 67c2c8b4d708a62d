/** @module A question made ready: its vector, its terms, and how much each term tells in this collection. */

import { inverseFrequencies } from "./bm25.ts";
import type { Embedder } from "./embedder.ts";
import type { Snapshot } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

export interface Query {
  readonly vector: Float32Array;
  /** Each once. */
  readonly terms: readonly string[];
  /** The sum of the terms' inverse frequencies, the highest for one that no passage holds. */
  readonly totalIdf: number;
}

/** Reads a question against a collection. @throws UserError if it has more tokens than the model reads. */
export async function prepareQuery(
  snapshot: Pick<Snapshot, "frequencies">,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
): Promise<Query> {
  const vector = await embedder.embedQuestion(question);
  const terms = [...new Set(termsOf(question))];
  const idf = inverseFrequencies(await snapshot.frequencies(terms));
  return { vector, terms, totalIdf: idf.reduce((sum, value) => sum + value, 0) };
}
