/** @module The evaluation of a library on questions with known passages. */

import { z } from "zod";
import { messageOf, UserError } from "../base/errors.ts";
import { type Outcome, MOST_CLAIMED, sectionOf } from "../search/outcome.ts";
import type { Answer } from "../collection/answer.ts";
import type { Library } from "../collection/library.ts";

const Answerable = z.object({
  question: z.string(),
  gold: z.array(z.string().min(1)).min(1),
  answerable: z.literal(true).optional(),
});
const Unanswerable = z.object({ question: z.string(), answerable: z.literal(false) });

/** A question with substrings that show the right passage (any one counts), or one that nothing answers. */
export type TestQuestion = Readonly<z.infer<typeof Answerable> | z.infer<typeof Unanswerable>>;

/** The ranks at which recall is measured. */
export const RANKS = [1, 3, 5, 10] as const;
const DEEPEST = 10;

type Outcomes = Readonly<Record<Outcome, number>>;

/** A question whose right passage was not the first, and the passage that was. */
export interface Miss {
  readonly question: string;
  readonly gold: readonly string[];
  /** From 1; null if it is not among the first ten. */
  readonly rank: number | null;
  readonly outcome: Outcome;
  readonly shown: { readonly id: string; readonly path: string; readonly excerpt: string } | null;
}

export interface Evaluation {
  readonly answerable: number;
  readonly unanswerable: number;
  /** The share of answerable questions with a right passage among the first so many. */
  readonly recall: Readonly<Record<`${(typeof RANKS)[number]}`, number>>;
  /** The mean of 1/rank of the first right passage, 0 where it is not among the first ten. */
  readonly mrr10: number;
  /** The share of answerable questions with a section of a right passage among the first three sections. */
  readonly ranked: number;
  /** The share of answerable questions whose reply shows a section of a right passage. */
  readonly shown: number;
  /** The share of replies with the outcome `found` that show one; null where there is none. */
  readonly kept: number | null;
  /** The mean number of passages in a reply that has some. */
  readonly passagesShown: number;
  readonly outcomes: { readonly answerable: Outcomes; readonly unanswerable: Outcomes };
  readonly misses: readonly Miss[];
}

/**
 * Reads questions, one a line of JSON.
 * @throws UserError that names the first line of another form.
 */
export function parseQuestions(text: string): TestQuestion[] {
  const lines = text.split("\n").map((line, at) => ({ line: line.trim(), number: at + 1 }));
  return lines
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => parseQuestion(line, number));
}

function parseQuestion(line: string, number: number): TestQuestion {
  try {
    const question = z.union([Unanswerable, Answerable]).safeParse(JSON.parse(line));
    if (question.success) return question.data;
    throw malformed(number, "neither");
  } catch (error) {
    throw error instanceof UserError ? error : malformed(number, messageOf(error));
  }
}

const malformed = (line: number, found: string): UserError =>
  new UserError(
    {
      expected: `{"question": …, "gold": [substring, …]} or {"question": …, "answerable": false} on line ${line}`,
      found,
      remedy: "Correct the line; eval --make writes a valid file.",
    },
    { exitCode: 2 },
  );

/** Asks every question and computes the measures. @param onProgress receives the number of questions done. */
export async function evaluate(
  library: Pick<Library, "ask">,
  questions: readonly TestQuestion[],
  onProgress: (done: number) => void = () => {},
): Promise<Evaluation> {
  const results: Result[] = [];
  for (const question of questions) {
    const ranked = await library.ask(question.question, { top: DEEPEST, always: true });
    const reply = await library.ask(question.question, { top: MOST_CLAIMED });
    results.push({ question, ranked, reply, ...judgeReply(question, ranked, reply) });
    onProgress(results.length);
  }
  const answerable = results.filter(({ question }) => isAnswerable(question));
  const unanswerable = results.filter(({ question }) => !isAnswerable(question));
  const ranks = answerable.map(({ rank }) => rank ?? Infinity);
  const within = (k: number): number => recallAt(ranks, k);
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    recall: { "1": within(1), "3": within(3), "5": within(5), "10": within(10) },
    ranked: mean(answerable.map(({ isRanked }) => Number(isRanked))),
    shown: mean(answerable.map(({ isShown }) => Number(isShown))),
    kept: keptOf(results),
    passagesShown: mean(
      results.map(({ reply }) => reply.answers.length).filter((count) => count > 0),
    ),
    mrr10: meanReciprocalRank(ranks, DEEPEST),
    outcomes: { answerable: countOutcomes(answerable), unanswerable: countOutcomes(unanswerable) },
    misses: answerable.filter(({ rank }) => rank !== 1).map(toMiss),
  };
}

interface Result {
  readonly question: TestQuestion;
  /** The first ten passages, whatever the outcome. */
  readonly ranked: Answer;
  readonly reply: Answer;
  readonly rank: number | null;
  readonly isRanked: boolean;
  readonly isShown: boolean;
}

/** Finds the right passages in the ranking and in the reply. */
function judgeReply(
  question: TestQuestion,
  ranked: Answer,
  reply: Answer,
): Pick<Result, "rank" | "isRanked" | "isShown"> {
  const gold = goldOf(question);
  const right = ranked.answers.filter(({ excerpt }) => gold.some((part) => excerpt.includes(part)));
  const isRight = new Set(right.map(({ citation }) => sectionOf(citation)));
  const sections = [...new Set(ranked.answers.map(({ citation }) => sectionOf(citation)))];
  return {
    rank: right[0]?.rank ?? null,
    isRanked: sections.slice(0, MOST_CLAIMED).some((section) => isRight.has(section)),
    isShown: reply.answers.some(({ citation }) => isRight.has(sectionOf(citation))),
  };
}

function keptOf(results: readonly Result[]): number | null {
  const claimed = results.filter(({ reply }) => reply.outcome === "found");
  return claimed.length === 0 ? null : mean(claimed.map(({ isShown }) => Number(isShown)));
}

const isAnswerable = (question: TestQuestion): boolean => question.answerable !== false;
const goldOf = (question: TestQuestion): readonly string[] =>
  "gold" in question ? question.gold : [];

function countOutcomes(results: readonly Result[]): Outcomes {
  const count = (outcome: Outcome): number =>
    results.filter(({ reply }) => reply.outcome === outcome).length;
  return { found: count("found"), unsure: count("unsure"), nothing: count("nothing") };
}

function toMiss({ question, ranked, reply, rank }: Result): Miss {
  const [first] = ranked.answers;
  const shown = first
    ? { id: first.citation.id, path: first.citation.path, excerpt: first.excerpt }
    : null;
  return {
    question: question.question,
    gold: goldOf(question),
    rank,
    outcome: reply.outcome,
    shown,
  };
}

/** Returns the mean; 0 of nothing. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the share of ranks up to `k`; ranks are from 1, infinity for none. */
export const recallAt = (ranks: readonly number[], k: number): number =>
  mean(ranks.map((rank) => Number(rank <= k)));

/** Returns the mean of 1/rank, with 0 for a rank beyond `k`. */
export const meanReciprocalRank = (ranks: readonly number[], k: number): number =>
  mean(ranks.map((rank) => (rank <= k ? 1 / rank : 0)));
