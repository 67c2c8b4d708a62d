/** @module Notices on a question besides its outcome. */

import type { QuestionResult } from "../base/observation.ts";
import { UNKNOWN } from "../corpus/languages/languages.ts";
import type { Outcome } from "../search/outcome.ts";
import { plainQuestion } from "../search/question.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { AskedQuestion } from "../search/rank.ts";
import { analyserFor } from "../search/terms.ts";
import type { Answer } from "./answer.ts";

/** Answers a greeting, without a search. @param language its own, else the documents' main one. */
export const greeted = (typed: string, language: string, examples: readonly string[]): Answer => ({
  question: plainQuestion(typed),
  language,
  outcome: "nothing",
  confidence: 0,
  isSure: false,
  answers: [],
  nearest: [],
  notice: "greeting",
  examples,
});

/** The most languages of documents that are named. */
const MOST_NAMED = 3;
/** The least share of the passages that makes a language one of the documents'. */
const LEAST_SHARE = 0.1;

/** Returns the notice on a question; none with a find. */
export function noticeOf(
  { text, language, isRead }: AskedQuestion & { readonly isRead: boolean },
  outcome: Outcome,
  { languages, counts }: Pick<Snapshot, "languages" | "counts">,
): Pick<Answer, "notice" | "languages"> {
  if (outcome === "found") return {};
  if (!isRead) return { notice: "unread" };
  const isTooShort = analyserFor(language).termsOf(text).length === 0;
  if (outcome === "nothing" && isTooShort) return { notice: "short" };
  const known = languages
    .filter((held) => held.language !== UNKNOWN && held.passages >= LEAST_SHARE * counts.passages)
    .map((held) => held.language);
  return known.length === 0 || known.includes(language)
    ? {}
    : { notice: "language", languages: known.slice(0, MOST_NAMED) };
}

/** Whether a question for the documents found nothing. */
export const isUnanswered = ({ outcome, notice }: Pick<Answer, "outcome" | "notice">): boolean =>
  outcome === "nothing" && notice !== "greeting" && notice !== "short";

/** Returns what a question counts as. */
export function resultOf({ outcome, notice }: Answer): QuestionResult {
  if (notice === "greeting") return "greeting";
  return notice === "short" ? "unfit" : outcome;
}
