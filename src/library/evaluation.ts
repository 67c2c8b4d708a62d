/** @module How well a library answers questions of which the right passages are known. */

import { z } from "zod";
import { messageOf, UserError } from "../errors.ts";
import type { Outcome } from "../search/outcome.ts";
import type { Answer } from "./answer.ts";
import type { Library } from "./library.ts";

const Answerable = z.object({
  question: z.string(),
  gold: z.array(z.string().min(1)).min(1),
  answerable: z.literal(true).optional(),
});
const Unanswerable = z.object({ question: z.string(), answerable: z.literal(false) });

/** A question with substrings that show the right passage (any one counts), or one that nothing answers. */
export type TestQuestion = Readonly<z.infer<typeof Answerable> | z.infer<typeof Unanswerable>>;

/** The ranks at which recall is told. */
export const RANKS = [1, 3, 5, 10] as const;
const DEEPEST = 10;

type Outcomes = Readonly<Record<Outcome, number>>;

/** A question whose right passage was not the first, and what was. */
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
      remedy: "Mend the line; eval --make writes a file to begin with.",
    },
    { exitCode: 2 },
  );

/** Asks every question and counts. `onProgress` is told how many are done. */
export async function evaluate(
  library: Pick<Library, "ask">,
  questions: readonly TestQuestion[],
  onProgress: (done: number) => void = () => {},
): Promise<Evaluation> {
  const results: Result[] = [];
  for (const question of questions) {
    const answer = await library.ask(question.question, { top: DEEPEST, always: true });
    results.push({ question, answer, rank: rankOf(question, answer) });
    onProgress(results.length);
  }
  const answerable = results.filter(({ question }) => isAnswerable(question));
  const unanswerable = results.filter(({ question }) => !isAnswerable(question));
  const within = (limit: number): number =>
    mean(answerable.map(({ rank }) => (rank !== null && rank <= limit ? 1 : 0)));
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    recall: { "1": within(1), "3": within(3), "5": within(5), "10": within(10) },
    mrr10: mean(answerable.map(({ rank }) => (rank === null ? 0 : 1 / rank))),
    outcomes: { answerable: countOutcomes(answerable), unanswerable: countOutcomes(unanswerable) },
    misses: answerable.filter(({ rank }) => rank !== 1).map(toMiss),
  };
}

interface Result {
  readonly question: TestQuestion;
  readonly answer: Answer;
  readonly rank: number | null;
}

const isAnswerable = (question: TestQuestion): boolean => question.answerable !== false;
const goldOf = (question: TestQuestion): readonly string[] =>
  "gold" in question ? question.gold : [];
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function rankOf(question: TestQuestion, { answers }: Answer): number | null {
  const gold = goldOf(question);
  return answers.find(({ excerpt }) => gold.some((part) => excerpt.includes(part)))?.rank ?? null;
}

function countOutcomes(results: readonly Result[]): Outcomes {
  const count = (outcome: Outcome): number =>
    results.filter(({ answer }) => answer.outcome === outcome).length;
  return { found: count("found"), unsure: count("unsure"), nothing: count("nothing") };
}

function toMiss({ question, answer, rank }: Result): Miss {
  const [first] = answer.answers;
  const shown = first
    ? { id: first.citation.id, path: first.citation.path, excerpt: first.excerpt }
    : null;
  return {
    question: question.question,
    gold: goldOf(question),
    rank,
    outcome: answer.outcome,
    shown,
  };
}
