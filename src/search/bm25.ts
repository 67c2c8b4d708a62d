/** @module BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework", 2009). */

import type { Candidate, Frequencies } from "./snapshot.ts";

const K1 = 1.2;
const B = 0.75;

/** Returns the inverse document frequency: never negative, and higher for rarer terms. */
export const inverseFrequency = (passages: number, documentFrequency: number): number =>
  Math.log(1 + (passages - documentFrequency + 0.5) / (documentFrequency + 0.5));

/** Returns the inverse frequencies of the terms that `frequencies` was asked for, in their order. */
export const inverseFrequencies = ({ passages, documentFrequencies }: Frequencies): number[] =>
  documentFrequencies.map((count) => inverseFrequency(passages, count));

/**
 * Returns the weight of a term that a passage has `count` times.
 * @param relativeLength the passage's length, 1 being the average.
 */
export const termWeight = (idf: number, count: number, relativeLength: number): number =>
  count === 0 ? 0 : (idf * count * (K1 + 1)) / (count + K1 * (1 - B + B * relativeLength));

/** Returns a passage's score. @param idf one for each of its terms. */
export function scoreBm25(
  { terms, length }: Pick<Candidate, "terms" | "length">,
  idf: readonly number[],
  averageLength: number,
): number {
  let score = 0;
  for (let at = 0; at < terms.length; at += 1)
    score += termWeight(idf[at] ?? 0, terms[at]?.count ?? 0, length / averageLength);
  return score;
}
