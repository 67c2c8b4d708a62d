/** @module Signals: the numbers by which a passage is compared with a question. */

import type { CompactMatrix } from "../model/compact.ts";
import { type Cosines, cosinesOfAll, cosinesTo, NONE, maxSimTo } from "./similarity.ts";
import { scoreBm25 } from "./bm25.ts";
import type { LanguageQuery, Query } from "./rank.ts";
import type { Candidate } from "./snapshot.ts";
import type { Tokens } from "../model/embedder.ts";

/** The names of the signals. Each is about 0 to 1; more is better. */
export const SIGNALS = ["passage", "sentence", "bm25", "nativeSentence", "maxSim"] as const;
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
 * terms lower it. `nativeSentence` and `maxSim` (see `maxSimTo`) are 0 unless the question and the passage are in one
 * language of the native model.
 * @param tokens those of the candidates, by ID; of others than native ones they are not read.
 */
export function judgeAll(
  query: Query,
  candidates: readonly Candidate[],
  tokens: ReadonlyMap<string, Tokens>,
): Judged[] {
  const passages = cosinesTo(query.vector, candidates.map(vectorOf));
  const sentences = cosinesOfAll(query.vector, candidates.map(sentencesOf));
  const native = judgeNative(query, candidates, tokens);
  return candidates.map((candidate, at) => {
    const { terms, idf, totalIdf, averageLength } =
      query.languages.get(candidate.passage.language) ?? NO_TERMS;
    const cosines = sentences[at] ?? NONE;
    const own = native.get(candidate);
    const signals = {
      passage: passages[at] ?? 0,
      sentence: bestOfOneOrTwo(cosines),
      bm25: terms.length === 0 ? 0 : scoreBm25(candidate, idf, averageLength) / totalIdf,
      nativeSentence: own === undefined ? 0 : bestOfOneOrTwo(own.cosines),
      maxSim: own?.maxSim ?? 0,
    };
    const best = bestSentence(
      (own?.cosines ?? cosines).toVector,
      idfOfSentences(candidate, idf),
      own === undefined ? TERMS_OF_GENERAL / totalIdf : TERMS_OF_NATIVE / totalIdf,
    );
    return { candidate, signals, best };
  });
}

/** The terms of a question in a language that no passage has. */
const NO_TERMS: LanguageQuery = { terms: [], idf: [], totalIdf: 1, averageLength: 1 };

/** The comparison of a native candidate with the question by the native model. */
interface NativeJudgement {
  readonly cosines: Cosines;
  readonly maxSim: number;
}

/** Compares the candidates in the question's language by the native model, where that reads it. */
function judgeNative(
  { native, language, tokenIdf }: Query,
  candidates: readonly Candidate[],
  tokens: ReadonlyMap<string, Tokens>,
): ReadonlyMap<Candidate, NativeJudgement> {
  if (native === undefined) return new Map();
  const own = candidates.filter(({ passage }) => passage.language === language);
  const cosines = cosinesOfAll(
    native.vector,
    own.map(({ nativeVectors }) => nativeVectors),
  );
  const maxSim = maxSimTo(native.tokens, tokenIdf);
  return new Map(
    own.map((candidate, at) => {
      const vectors = tokens.get(candidate.passage.id)?.vectors;
      return [
        candidate,
        { cosines: cosines[at] ?? NONE, maxSim: vectors === undefined ? 0 : maxSim(vectors) },
      ];
    }),
  );
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

/**
 * The weights of the share of terms relative to the cosine, chosen by how often they find the sentence with the answer
 * (docs/RETRIEVAL.md).
 */
const TERMS_OF_NATIVE = 0.7;
const TERMS_OF_GENERAL = 0.2;

/** Returns the index of the sentence with the highest sum of its cosine and its weighted inverse frequencies. */
function bestSentence(cosines: readonly number[], idf: readonly number[], weight: number): number {
  let best = 0;
  let highest = -Infinity;
  for (let at = 0; at < cosines.length; at += 1) {
    const score = (cosines[at] ?? 0) + weight * (idf[at] ?? 0);
    if (score <= highest) continue;
    best = at;
    highest = score;
  }
  return best;
}
