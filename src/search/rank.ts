/** @module Which passages answer a question, the best first. */

import type { Embedder } from "./embedder.ts";
import type { RankingSettings } from "./model.ts";
import { prepareQuery, type Query } from "./query.ts";
import { judgeAll, type Judged, type Signals } from "./signals.ts";
import type { Snapshot } from "./snapshot.ts";
import { maxSimTo } from "./tokens.ts";

/** A candidate with how well it answers. */
export interface Ranked extends Judged {
  /** The weighted sum of its signals. */
  readonly score: number;
  /** The same without the closer look. */
  readonly baseScore: number;
}

/** How many of the nearest passages, and how many of the best by BM25, are looked at. */
export const CANDIDATES = 50;

/** How many of the first are held against the question token by token. */
export const CLOSER = 5;

/**
 * The candidates for a question in the order of their scores, the best first. The first few by the signals of all are
 * looked at closer; as that adds to their scores, they stay the first.
 * @param closer how many; for fitting more than the product looks at.
 */
export async function rank(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "embedQuestion" | "model">,
  question: string,
  closer = CLOSER,
): Promise<Ranked[]> {
  const { weights } = embedder.model.settings.ranking;
  const query = await prepareQuery(snapshot, embedder, question);
  const candidates = await snapshot.load(await candidatesFor(snapshot, query), query.terms);
  const ranked = judgeAll(query, candidates)
    .map(({ candidate, signals, best }) => {
      const baseScore = weigh(signals, weights);
      return { candidate, signals, best, score: baseScore, baseScore };
    })
    .toSorted(byScore);
  const first = await lookCloser(snapshot, query, ranked.slice(0, closer), weights);
  return [...first.toSorted(byScore), ...ranked.slice(closer)];
}

async function lookCloser(
  snapshot: Snapshot,
  { tokens, tokenIdf }: Query,
  ranked: readonly Ranked[],
  weights: RankingSettings["weights"],
): Promise<Ranked[]> {
  const maxSim = maxSimTo(tokens, tokenIdf);
  const passages = await snapshot.tokens(ranked.map(({ candidate }) => candidate.passage.id));
  return ranked.map((entry, at) => {
    const passage = passages[at];
    const signals = { ...entry.signals, maxSim: passage ? maxSim(passage.vectors) : 0 };
    return { ...entry, signals, score: weigh(signals, weights) };
  });
}

async function candidatesFor(snapshot: Snapshot, { vector, terms }: Query): Promise<string[]> {
  const near = await snapshot.nearest(vector, CANDIDATES);
  const matching = await snapshot.matching(terms, CANDIDATES);
  return [...new Set([...near, ...matching].map(({ id }) => id))];
}

/** Equal scores are put in the order of their IDs, so that the same question has the same answer everywhere. */
const byScore = (a: Ranked, b: Ranked): number =>
  b.score - a.score || (a.candidate.passage.id < b.candidate.passage.id ? -1 : 1);

/** Written out, as it is worked out for each of some hundred candidates of a question. */
const weigh = (signals: Signals, weights: RankingSettings["weights"]): number =>
  weights.maxSim * signals.maxSim +
  weights.passage * signals.passage +
  weights.sentence * signals.sentence +
  weights.bm25 * signals.bm25 +
  weights.sentenceShare * signals.sentenceShare;
