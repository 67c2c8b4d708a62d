/** @module BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework", 2009). */

import type { Frequencies } from "./snapshot.ts";

const K1 = 1.2;
const B = 0.75;

/** How much a term tells: never negative, and the more the fewer passages hold it. */
export const inverseFrequency = (passages: number, holding: number): number =>
  Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));

/** The weight of one term that a passage of `length` terms holds `count` times. */
export function termWeight(
  idf: number,
  count: number,
  length: number,
  averageLength: number,
): number {
  return count === 0
    ? 0
    : (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / averageLength));
}

/** The inverse frequencies of the terms that `frequencies` was asked for, in their order. */
export const inverseFrequencies = ({ passages, holding }: Frequencies): number[] =>
  holding.map((count) => inverseFrequency(passages, count));
