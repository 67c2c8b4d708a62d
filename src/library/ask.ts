/** @module From a question to an answer, on one snapshot. */

import { type Citation, cite } from "../corpus/citation.ts";
import type { Embedder } from "../search/embedder.ts";
import { decide } from "../search/outcome.ts";
import { checkQuestion } from "../search/question.ts";
import { rank } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { Answer, Quotation } from "./answer.ts";
import { disagreementFinder } from "./disagreement.ts";
import { bestSentence, type Entry, entryOf, excerptOf } from "./entry.ts";
import type { Freshness } from "./freshness.ts";
import { groupEntries, type Group } from "./grouping.ts";

export interface AskOptions {
  /** The most quotations to give. */
  readonly top: number;
  /** Show what ranks first whatever the outcome. */
  readonly always?: boolean;
  /** Tell the signals of each quotation. */
  readonly explain?: boolean;
}

/** What answering needs besides the snapshot. */
export interface AskContext {
  readonly embedder: Pick<Embedder, "embedQuestion" | "model">;
  readonly freshness: Freshness;
}

const NEAREST_HEADINGS = 3;
/** So many passages for each that is shown are held against one another for the same text and for differences. */
const POOL = 4;
const LEAST_POOL = 12;

/**
 * The answer to a question.
 * @throws UserError if the question can't be one, or a passage can't be proved.
 */
export async function ask(
  snapshot: Snapshot,
  typed: string,
  { top, always = false, explain = false }: AskOptions,
  { embedder, freshness }: AskContext,
): Promise<Answer> {
  const question = checkQuestion(typed);
  const ranked = await rank(snapshot, embedder, question);
  const { ranking } = embedder.model.settings;
  const decision = decide(ranked, snapshot.counts.passages, ranking);
  const pool = ranked.slice(0, Math.max(LEAST_POOL, POOL * top));
  const groups = groupEntries(await Promise.all(pool.map((entry) => entryOf(snapshot, entry))));
  const isShown = always || decision.outcome !== "nothing";
  const shown = isShown ? groups.slice(0, top) : [];
  const quotation = quotationMaker(groups, freshness, explain);
  return {
    question,
    ...decision,
    answers: await Promise.all(shown.map((group, at) => quotation(group, at + 1))),
    nearest: nearestHeadings(groups),
  };
}

function quotationMaker(
  groups: readonly Group[],
  freshness: Freshness,
  explain: boolean,
): (group: Group, rankFromOne: number) => Promise<Quotation> {
  const citationOf = async ({ document, ranked }: Entry): Promise<Citation> =>
    cite(document, ranked.candidate.passage, await freshness(document));
  const differing = disagreementFinder(groups);
  return async ({ first, others }, rankFromOne) => ({
    rank: rankFromOne,
    score: first.ranked.score,
    excerpt: excerptOf(first),
    highlight: bestSentence(first),
    citation: await citationOf(first),
    alsoReportedIn: await Promise.all(others.map(citationOf)),
    differsFrom: await Promise.all(
      differing(first).map(async ({ other, what }) => ({
        citation: await citationOf(other),
        excerpt: excerptOf(other),
        highlight: bestSentence(other),
        what,
      })),
    ),
    ...(explain ? { signals: first.ranked.signals } : {}),
  });
}

function nearestHeadings(groups: readonly Group[]): string[] {
  const headings = groups.map(
    ({ first: { document, ranked } }) => ranked.candidate.passage.headings.at(-1) ?? document.title,
  );
  return [...new Set(headings)].slice(0, NEAREST_HEADINGS);
}
