/** @module Ranking: a question prepared for a collection, and its candidates, the best first. */

import type { Embedder, EmbeddedQuestion } from "../model/embedder.ts";
import type { RankingSettings } from "../model/model.ts";
import { judgeAll, type Judged, type Signals } from "./signals.ts";
import type { Snapshot } from "./snapshot.ts";
import { inverseFrequencies, inverseFrequency } from "./bm25.ts";
import { termsOf } from "./terms.ts";

/** A candidate with its score. */
export interface Ranked extends Judged {
  /** The weighted sum of its signals. */
  readonly score: number;
}

/** The number of nearest passages, and of the best by BM25, that are scored. */
export const CANDIDATES = 50;

/**
 * Ranks the candidates for a question, the best first.
 * @param candidates the most by either search.
 */
export async function rank(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "embedQuestion" | "model">,
  question: string,
  candidates = CANDIDATES,
): Promise<Ranked[]> {
  const { weights } = embedder.model.settings.ranking;
  const judged = await judge(snapshot, embedder, question, candidates);
  return judged
    .map((entry) => ({ ...entry, score: weigh(entry.signals, weights) }))
    .toSorted(byScore);
}

/** Computes the signals of the candidates for a question, in no order. */
export async function judge(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
  candidates = CANDIDATES,
): Promise<Judged[]> {
  const query = await prepareQuery(snapshot, embedder, question);
  const ids = await candidatesFor(snapshot, query, candidates);
  return judgeAll(query, await snapshot.load(ids, query.terms), await snapshot.tokens(ids));
}

async function candidatesFor(
  snapshot: Snapshot,
  { vector, terms }: Query,
  most: number,
): Promise<string[]> {
  const near = await snapshot.nearest(vector, most);
  const matching = await snapshot.matching(terms, most);
  return [...new Set([...near, ...matching].map(({ id }) => id))];
}

/** Orders by score, then by ID, so that a question has the same answer on every machine. */
const byScore = (a: Ranked, b: Ranked): number =>
  b.score - a.score || (a.candidate.passage.id < b.candidate.passage.id ? -1 : 1);

/** Returns the weighted sum of signals; unrolled, as it runs for each candidate. */
const weigh = (signals: Signals, weights: RankingSettings["weights"]): number =>
  weights.passage * signals.passage +
  weights.sentence * signals.sentence +
  weights.bm25 * signals.bm25 +
  weights.maxSim * signals.maxSim;

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
