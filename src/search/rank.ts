/** @module Ranking: a question prepared for a collection, and its candidates, the best first. */

import type { Embedder, EmbeddedQuestion } from "../model/embedder.ts";
import type { Rankings, RankingSettings } from "../model/model.ts";
import { inverseFrequencies, inverseFrequency } from "./bm25.ts";
import { type Mode, modesFor } from "./mode.ts";
import { oddsAt, scoreAt } from "./outcome.ts";
import { judgeAll, type Judged, type Signals } from "./signals.ts";
import type { Snapshot, TermsByLanguage } from "./snapshot.ts";
import { queryTerms } from "./terms.ts";

/** A question and its language, by the primary subtag of BCP 47. */
export interface AskedQuestion {
  readonly text: string;
  readonly language: string;
}

/** A candidate with its score. */
export interface Ranked extends Judged {
  /** The weighted sum of its signals, in the mode of the ranking. */
  readonly score: number;
}

/** The candidates for a question, the best first. */
export interface Ranking {
  /** The mode of the best, in which all scores are given; `native` if there are none. */
  readonly mode: Mode;
  readonly ranked: readonly Ranked[];
  /** See `RankedPassages.choose`. */
  readonly chosen?: string | undefined;
}

/** The number of nearest passages, and of the best by BM25 in each language, that are scored. */
export const CANDIDATES = 50;

type QuestionEmbedder = Pick<Embedder, "embedQuestion" | "model">;

/** The passages that are ranked. */
export interface RankedPassages {
  /** The most by either search. */
  readonly candidates?: number;
  /**
   * Returns the ID of a passage that is ranked although no search may find it.
   * @param embedded the question; undefined if no model reads it.
   */
  readonly choose?: (embedded: EmbeddedQuestion | undefined) => Promise<string | undefined>;
}

const chooseNone = async (): Promise<undefined> => undefined;

/** Ranks the candidates for a question. */
export async function rank(
  snapshot: Snapshot,
  embedder: QuestionEmbedder,
  question: AskedQuestion,
  { candidates = CANDIDATES, choose = chooseNone }: RankedPassages = {},
): Promise<Ranking> {
  const query = await prepareQuery(snapshot, embedder, question);
  const chosen = await choose(query);
  const judged = await judgeQuery(snapshot, query, candidates, chosen);
  const modeOf = modesFor(question.language, embedder.model.settings);
  const { rankings } = embedder.model.settings;
  const ranking = { modeOf: ({ candidate }: Judged) => modeOf(candidate.passage), rankings };
  return { ...rankJudged(judged, ranking), chosen };
}

/**
 * Ranks the candidates that have a term of a question that no model reads. All are in one mode: without other signals, the
 * odds of modes are no measure of each other.
 */
export async function rankByTerms(
  snapshot: Snapshot,
  { model }: Pick<Embedder, "model">,
  question: AskedQuestion,
  { candidates = CANDIDATES, choose = chooseNone }: RankedPassages = {},
): Promise<Ranking> {
  const { embedding, rankings } = model.settings;
  const vector = new Float32Array(embedding.general.dimensions);
  const blind = { model, embedQuestion: async () => ({ vector }) };
  const query = await prepareQuery(snapshot, blind, question);
  const chosen = await choose(undefined);
  const judged = await judgeQuery(snapshot, query, candidates, chosen);
  const found = judged.filter(
    ({ signals, candidate }) => signals.bm25 > 0 || candidate.passage.id === chosen,
  );
  return { ...rankJudged(found, { modeOf: () => "across", rankings }), chosen };
}

interface RankOptions {
  readonly modeOf: (judged: Judged) => Mode;
  readonly rankings: Rankings;
}

/**
 * Orders candidates. Scores of different modes are no measure of each other: they are compared by their log-odds, and given
 * in the mode of the best.
 */
export function rankJudged(judged: readonly Judged[], { modeOf, rankings }: RankOptions): Ranking {
  const scored = judged.map((entry) => {
    const mode = modeOf(entry);
    const score = weigh(entry.signals, rankings[mode].weights);
    return { entry, mode, score, odds: oddsAt(score, rankings[mode]) };
  });
  const best = scored.reduce((a, b) => (b.odds > a.odds ? b : a), scored[0] ?? NOTHING);
  const ranked = scored.map(({ entry, mode, score, odds }) => ({
    ...entry,
    score: mode === best.mode ? score : scoreAt(odds, rankings[best.mode]),
  }));
  return { mode: best.mode, ranked: ranked.toSorted(byScore) };
}

const NOTHING = { mode: "native", odds: -Infinity } as const;

/** Computes the signals of the candidates for a question, in no order. */
export async function judge(
  snapshot: Snapshot,
  embedder: QuestionEmbedder,
  question: AskedQuestion,
  candidates = CANDIDATES,
): Promise<Judged[]> {
  return judgeQuery(snapshot, await prepareQuery(snapshot, embedder, question), candidates);
}

async function judgeQuery(
  snapshot: Snapshot,
  query: Query,
  candidates: number,
  chosen?: string,
): Promise<Judged[]> {
  const found = await candidatesFor(snapshot, query, candidates);
  const ids = chosen === undefined ? found : [...new Set([...found, chosen])];
  const [loaded, tokens] = await Promise.all([
    snapshot.load(ids, termsByLanguage(query)),
    query.native === undefined ? [] : snapshot.tokens(ids),
  ]);
  const byId = new Map(tokens.map((own, at) => [loaded[at]?.passage.id ?? "", own]));
  return judgeAll(query, loaded, byId);
}

async function candidatesFor(snapshot: Snapshot, query: Query, most: number): Promise<string[]> {
  const found = await Promise.all([
    snapshot.nearest(query.vector, most),
    ...Array.from(query.languages, ([language, { terms }]) =>
      snapshot.matching(language, terms, most),
    ),
  ]);
  return [...new Set(found.flat().map(({ id }) => id))];
}

const termsByLanguage = ({ languages }: Query): TermsByLanguage =>
  new Map([...languages].map(([language, { terms }]) => [language, terms]));

/** Orders by score, then by ID, so that a question has the same answer on every machine. */
const byScore = (a: Ranked, b: Ranked): number =>
  b.score - a.score || (a.candidate.passage.id < b.candidate.passage.id ? -1 : 1);

/** Returns the weighted sum of signals; unrolled, as it runs for each candidate. */
const weigh = (signals: Signals, weights: RankingSettings["weights"]): number =>
  weights.passage * signals.passage +
  weights.sentence * signals.sentence +
  weights.bm25 * signals.bm25 +
  weights.nativeSentence * signals.nativeSentence +
  weights.maxSim * signals.maxSim;

/** The terms of a question as the passages in one language have them. */
export interface LanguageQuery {
  /** Each once. */
  readonly terms: readonly string[];
  /** For each term its inverse frequency, the highest for one that no passage has. */
  readonly idf: readonly number[];
  readonly totalIdf: number;
  /** The average length of a passage, in terms. */
  readonly averageLength: number;
}

export interface Query extends EmbeddedQuestion {
  /** Of the question. */
  readonly language: string;
  /** For each language of the collection. */
  readonly languages: ReadonlyMap<string, LanguageQuery>;
  /** For each token of the native model its inverse frequency. */
  readonly tokenIdf: readonly number[];
}

/** Prepares a question for a collection. */
export async function prepareQuery(
  snapshot: Pick<Snapshot, "frequencies" | "tokenFrequencies" | "languages">,
  embedder: QuestionEmbedder,
  { text, language }: AskedQuestion,
): Promise<Query> {
  const own = snapshot.languages.find((held) => held.language === language)?.passages ?? 0;
  const isNative = own > 0 && embedder.model.settings.embedding.native.languages.includes(language);
  const embedded = await embedder.embedQuestion(text, isNative);
  const languages = new Map(
    await Promise.all(
      snapshot.languages.map(async (held) => {
        const terms = queryTerms(text, language, held.language);
        return [held.language, await termsIn(snapshot, terms, held.language)] as const;
      }),
    ),
  );
  const counts = await snapshot.tokenFrequencies([...(embedded.native?.tokens.ids ?? [])]);
  const tokenIdf = counts.map((count) => inverseFrequency(own, count));
  return { ...embedded, language, languages, tokenIdf };
}

async function termsIn(
  snapshot: Pick<Snapshot, "frequencies">,
  all: readonly string[],
  language: string,
): Promise<LanguageQuery> {
  const terms = [...new Set(all)];
  const frequencies = await snapshot.frequencies(language, terms);
  const idf = inverseFrequencies(frequencies);
  const totalIdf = idf.reduce((sum, one) => sum + one, 0) || 1;
  return { terms, idf, totalIdf, averageLength: frequencies.averageLength };
}
