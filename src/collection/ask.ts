/** @module Answering: from a question to an answer, on one snapshot. */

import { UNKNOWN } from "../corpus/languages/languages.ts";
import type { EmbeddedQuestion, Embedder } from "../model/embedder.ts";
import { carriedWords, isElliptical } from "../search/follow-up.ts";
import { greetingLanguage, isGreeting } from "../search/greeting.ts";
import { checkQuestion, questionIn } from "../search/question.ts";
import { detectQuestionLanguage } from "../search/question-language.ts";
import { type AskedQuestion, CANDIDATES, rank, rankByTerms } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { correctSpelling } from "../search/spelling.ts";
import type { Answer, Marked, Marks, Quotation } from "./answer.ts";
import { type Entry, entryOf, groupEntries, type Group, quotationMaker } from "./quotations.ts";
import type { Freshness } from "../sources/source.ts";
import { greeted, noticeOf } from "./notice.ts";
import { pinFirst, selectGroups, type Selection } from "./selection.ts";

export interface AskOptions {
  /** The most quotations to return. */
  readonly top: number;
  /** The reader's, as Discord names it: evidence of the language of a short question. */
  readonly locale?: string;
  /** The question before, to which a short one may refer. */
  readonly before?: string | undefined;
  /** Parts of the question: the pin of one with the same words is used if none is near the whole. */
  readonly parts?: readonly string[];
  /** Return at most so many references to continue from the answer. */
  readonly marks?: number;
  /** Show the best passages whatever the outcome. */
  readonly always?: boolean;
  /** Ignore pins, as `always` does too. */
  readonly ignoresPins?: boolean;
  /** Return the signals of each quotation. */
  readonly explain?: boolean;
}

/** The surroundings of an answer besides the snapshot. */
export interface AskContext {
  readonly embedder: Pick<Embedder, "canRead" | "embedQuestion" | "isWord" | "model">;
  readonly freshness: Freshness;
  readonly findPinned?: FindPinned;
}

/**
 * Returns the ID of the passage that is pinned to a question; undefined if none is.
 * @param embedded the question; undefined if only its words count.
 */
type FindPinned = (
  question: string,
  embedded: EmbeddedQuestion | undefined,
) => Promise<string | undefined>;

const NEAREST_HEADINGS = 3;
/** The number of passages per shown one that are compared for equal text and conflicts. */
const POOL = 4;
export const LEAST_POOL = 12;

/**
 * Answers a question.
 * @throws UserError if the question is invalid, or a passage can't be proved.
 */
export async function ask(
  snapshot: Snapshot,
  typed: string,
  options: AskOptions,
  { freshness, ...searching }: AskContext,
): Promise<Answer> {
  if (isGreeting(typed)) {
    const language = greetingLanguage(typed) ?? mainLanguageOf(snapshot);
    return greeted(typed, language, await snapshot.examples());
  }
  const question = checkQuestion(typed);
  const { language, carried, corrected, isRead, mode, ranked, chosen } = await search(
    snapshot,
    question,
    options,
    searching,
  );
  const most = Math.max(LEAST_POOL, POOL * options.top);
  const pool = ranked.filter(({ candidate }, at) => at < most || candidate.passage.id === chosen);
  const grouped = groupEntries(await Promise.all(pool.map((entry) => entryOf(snapshot, entry))));
  const ranking = searching.embedder.model.settings.rankings[mode];
  const { passages } = snapshot.counts;
  const selection = selectGroups(grouped, ranked, { ...options, passages, ranking, isRead });
  const { groups, shown, isNear, ...decided } = pinFirst(grouped, selection, chosen);
  const decision = carried.length === 0 ? decided.decision : withDoubt(decided.decision);
  const asked = { text: withWords(question, carried), language, isRead };
  const notice = noticeOf(asked, decision.outcome, snapshot);
  const nearest = isNear && notice.notice !== "short" ? nearestOf(grouped) : [];
  const quotation = quotationMaker(groups, {
    snapshot,
    freshness,
    explain: options.explain,
    pinned: chosen,
  });
  const answers = await Promise.all(shown.map((group, at) => quotation(group, at + 1)));
  const { marks } = options;
  return {
    question,
    language,
    ...(corrected.length === 0 ? {} : { searchedFor: corrected }),
    ...(carried.length === 0 ? {} : { carried }),
    ...decision,
    answers,
    nearest: nearest.map(([heading]) => heading),
    ...notice,
    ...(marks === undefined ? {} : { marks: marksOf(answers, { groups, nearest, most: marks }) }),
  };
}

/**
 * Detects the language of a question, completes and corrects it, and ranks passages; by its terms alone if no model reads it.
 */
async function search(
  snapshot: Snapshot,
  question: string,
  options: AskOptions,
  { embedder, findPinned }: Pick<AskContext, "embedder" | "findPinned">,
) {
  const language = await detectQuestionLanguage(question, snapshot, options.locale);
  const carried = await carry({ text: question, language }, snapshot, options);
  const asked = { text: withWords(question, carried), language };
  const { text, corrected } = await correctSpelling(asked, snapshot, embedder);
  const isRead = embedder.canRead(text);
  const rankPassages = isRead ? rank : rankByTerms;
  const { always, ignoresPins } = options;
  // A part that leaves words out may be about another thing than the question of a pin.
  const parts = (options.parts ?? []).filter((part) => !isElliptical({ text: part, language }));
  // With words carried over, the question by itself may be that of a pin by chance.
  const usesPins = !always && !ignoresPins && carried.length === 0 && findPinned;
  const ranking = await rankPassages(
    snapshot,
    embedder,
    { text, language },
    {
      candidates: candidatesFor(options),
      ...(usesPins ? { choose: pinChooser(question, parts, findPinned) } : {}),
    },
  );
  return { language, carried, corrected, isRead, ...ranking };
}

/** Returns a function that finds the pin near a question; else that of the first of its parts with the same words. */
const pinChooser =
  (question: string, parts: readonly string[], findPinned: FindPinned) =>
  async (embedded: EmbeddedQuestion | undefined): Promise<string | undefined> => {
    let found = await findPinned(question, embedded);
    for (const part of parts) found ??= await findPinned(part, undefined);
    return found;
  };

/** Returns the words that an elliptical question takes from the question before; none for a whole one. */
async function carry(
  question: AskedQuestion,
  snapshot: Snapshot,
  { before, locale }: AskOptions,
): Promise<readonly string[]> {
  if (before === undefined || !isElliptical(question)) return [];
  const text = questionIn(before);
  const language = await detectQuestionLanguage(text, snapshot, locale);
  return carriedWords(question, { text, language }, snapshot);
}

const withWords = (question: string, words: readonly string[]): string =>
  [question, ...words].join(" ");

/** Lowers a decision on a question with words carried over: probabilities and limits were fitted on whole questions. */
const withDoubt = (decision: Selection["decision"]): Selection["decision"] => ({
  ...decision,
  outcome: decision.outcome === "nothing" ? "nothing" : "unsure",
  isSure: false,
});

const mainLanguageOf = ({ languages }: Pick<Snapshot, "languages">): string =>
  languages[0]?.language ?? UNKNOWN;

/** Returns the number of candidates by either search that is enough for a number of passages, duplicates included. */
const candidatesFor = ({ top, always = false }: AskOptions): number =>
  always ? Math.max(CANDIDATES, 2 * top) : CANDIDATES;

interface MarkedGroups {
  readonly groups: readonly Group[];
  readonly nearest: readonly Near[];
  /** The most references in a list. */
  readonly most: number;
}

function marksOf(quotations: readonly Quotation[], { groups, nearest, most }: MarkedGroups): Marks {
  const named = quotations.flatMap(({ alsoReportedIn, differsFrom }) => [
    ...differsFrom.map(({ citation }) => citation),
    ...alsoReportedIn,
  ]);
  const shown = quotations.map(({ citation }) => citation);
  const next = quotations.length > 0 ? groups.map(({ first }) => markOf(first).id) : [];
  const ids = new Set([...[...shown, ...named].map(({ id }) => id), ...next]);
  const all = groups.flatMap(({ first, others }) => [first, ...others]).map(markOf);
  const passages = Array.from(ids).flatMap((id) => all.find((mark) => mark.id === id) ?? []);
  return {
    passages: passages.slice(0, most),
    nearest: nearest.map(([, first]) => markOf(first)),
  };
}

const markOf = ({ ranked: { candidate, best } }: Entry): Marked => ({
  id: candidate.passage.id,
  best,
});

/** A heading (or title), and a passage under it. */
type Near = readonly [heading: string, passage: Entry];

/** Lists the lowest headings (or titles) of the best, each once. */
function nearestOf(groups: readonly Group[]): Near[] {
  const byHeading = new Map<string, Entry>();
  for (const { first } of groups) {
    const { document, ranked } = first;
    const heading = ranked.candidate.passage.headings.at(-1) ?? document.title;
    if (!byHeading.has(heading)) byHeading.set(heading, first);
  }
  return [...byHeading].slice(0, NEAREST_HEADINGS);
}
