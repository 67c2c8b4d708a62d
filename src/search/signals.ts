/** @module Signals: the numbers by which a passage is compared with a question. */

import type { CompactMatrix } from "../model/compact.ts";
import { type Cosines, cosinesOfAll, cosinesTo, NONE, maxSimTo } from "./similarity.ts";
import { scoreBm25 } from "./bm25.ts";
import type { Query } from "./rank.ts";
import type { Candidate } from "./snapshot.ts";
import type { Tokens } from "../model/embedder.ts";

/** The names of the signals. Each is about 0 to 1; more is better. */
export const SIGNALS = ["passage", "sentence", "bm25", "maxSim"] as const;
export type Signals = Readonly<Record<(typeof SIGNALS)[number], number>>;

/** A passage's signals, and the index of its most relevant sentence. */
export interface Judged {
  readonly candidate: Candidate;
  readonly signals: Signals;
  readonly best: number;
}

/**
 * Computes the signals of candidates. `passage`: cosine of its embedding. `sentence`: best cosine of a sentence, or of two in
 * a row (the sum of their vectors). `bm25`: BM25 in proportion to the question's total inverse frequency, so that unknown
 * terms lower it. `maxSim`: see `maxSimTo`.
 * @param tokens those of each candidate, in the same order.
 */
export function judgeAll(
  query: Query,
  candidates: readonly Candidate[],
  tokens: readonly Tokens[],
): Judged[] {
  const totalIdf = query.idf.reduce((sum, idf) => sum + idf, 0) || 1;
  const passages = cosinesTo(query.vector, candidates.map(vectorOf));
  const sentences = cosinesOfAll(query.sentence, candidates.map(sentencesOf));
  const maxSim = maxSimTo(query.tokens, query.tokenIdf);
  return candidates.map((candidate, at) => {
    const cosines = sentences[at] ?? NONE;
    const own = tokens[at];
    const signals = {
      passage: passages[at] ?? 0,
      sentence: bestOfOneOrTwo(cosines),
      bm25: scoreBm25(candidate, query.idf, query.averageLength) / totalIdf,
      maxSim: own === undefined ? 0 : maxSim(own.vectors),
    };
    return {
      candidate,
      signals,
      best: bestSentence(cosines.toVector, idfOfSentences(candidate, query.idf), totalIdf),
    };
  });
}

const vectorOf = ({ vector }: Candidate): Float32Array => vector;
const sentencesOf = ({ sentenceVectors }: Candidate): CompactMatrix => sentenceVectors;

/** Returns for each sentence the sum of the inverse frequencies of the terms that it, a heading or the title has. */
function idfOfSentences(
  { sentenceVectors, terms }: Pick<Candidate, "sentenceVectors" | "terms">,
  idf: readonly number[],
): number[] {
  const sums: number[] = Array.from({ length: sentenceVectors.rows }, () => 0);
  for (const [at, { isInHeadings, sentences }] of terms.entries())
    for (const sentence of isInHeadings ? sums.keys() : sentences)
      sums[sentence] = (sums[sentence] ?? 0) + (idf[at] ?? 0);
  return sums;
}

function highestOf(values: readonly number[], least: number): number {
  let most = least;
  for (const value of values) if (value > most) most = value;
  return most;
}

/**
 * Returns the best cosine of a sentence, or of the sum of two neighbours, as answers often span two. Of unit vectors a and b,
 * the sum's cosine to q is (q·a + q·b) / √(2 + 2 a·b); a negative a·b counts as 0.
 */
function bestOfOneOrTwo({ toVector, toNext }: Cosines): number {
  let best = highestOf(toVector, -Infinity);
  for (let at = 0; at < toNext.length; at += 1) {
    const sum = (toVector[at] ?? 0) + (toVector[at + 1] ?? 0);
    best = Math.max(best, sum / Math.sqrt(2 + 2 * Math.max(0, toNext[at] ?? 0)));
  }
  return best;
}

/** Relative to the cosine; chosen by how often it finds the sentence with the answer (docs/RETRIEVAL.md). */
const SHARE_WEIGHT = 0.7;

function bestSentence(
  cosines: readonly number[],
  idf: readonly number[],
  totalIdf: number,
): number {
  let best = 0;
  let highest = -Infinity;
  for (let at = 0; at < cosines.length; at += 1) {
    const score = (cosines[at] ?? 0) + (SHARE_WEIGHT * (idf[at] ?? 0)) / totalIdf;
    if (score <= highest) continue;
    best = at;
    highest = score;
  }
  return best;
}
