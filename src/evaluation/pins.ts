/** @module The evaluation of pins: what they show first, and for which questions they should not. */

import type { Answer } from "../collection/answer.ts";
import type { Library } from "../collection/library.ts";
import { MOST_CLAIMED } from "../search/outcome.ts";
import type { TestQuestion } from "./questions.ts";

/** A question that shows the passage of a pin first, which is not a right one. */
export interface FalseMatch {
  readonly question: string;
  /** The ID of the passage. */
  readonly shown: string;
  readonly excerpt: string;
}

export interface PinEvaluation {
  /** The number of pins that are used, and of those that are set aside. */
  readonly pins: number;
  readonly setAside: number;
  /** The number of pins whose passage is the first that their question shows, with and without them. */
  readonly first: { readonly with: number; readonly without: number };
  /** The number of questions of the file, and of those that show the passage of a pin first, right or not. */
  readonly questions: number;
  readonly matched: number;
  readonly falseMatches: readonly FalseMatch[];
}

type Asked = Pick<Library, "ask" | "pins">;

/** Asks the question of every pin with and without pins, and each of the other questions. */
export async function evaluatePins(
  library: Asked,
  questions: readonly TestQuestion[],
): Promise<PinEvaluation> {
  const all = await library.pins();
  const active = all.filter(({ status }) => status === "active");
  const first = { with: 0, without: 0 };
  for (const { question, passage } of active) {
    if (idOfFirst(await reply(library, question)) === passage) first.with += 1;
    if (idOfFirst(await reply(library, question, true)) === passage) first.without += 1;
  }
  const matches = await matchesOf(library, questions);
  return {
    pins: active.length,
    setAside: all.length - active.length,
    first,
    questions: questions.length,
    matched: matches.length,
    falseMatches: matches.filter(({ isRight }) => !isRight).map(({ match }) => match),
  };
}

const reply = (library: Asked, question: string, ignoresPins = false): Promise<Answer> =>
  library.ask(question, { top: MOST_CLAIMED, ignoresPins });

const idOfFirst = ({ answers }: Answer): string | undefined => answers[0]?.citation.id;

interface Match {
  readonly match: FalseMatch;
  readonly isRight: boolean;
}

/** Lists the questions that show the passage of a pin first. */
async function matchesOf(library: Asked, questions: readonly TestQuestion[]): Promise<Match[]> {
  const matches: Match[] = [];
  for (const asked of questions) {
    const { question } = asked;
    const [first] = (await reply(library, question)).answers;
    if (!first?.isPinned) continue;
    const { excerpt, citation } = first;
    const isRight = "gold" in asked && asked.gold.some((part) => excerpt.includes(part));
    matches.push({ match: { question, shown: citation.id, excerpt }, isRight });
  }
  return matches;
}
