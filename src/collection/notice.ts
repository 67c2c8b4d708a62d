/** @module Notices: remarks on a question, besides the outcome. */

import { isForeign } from "../corpus/language.ts";
import type { Outcome } from "../search/outcome.ts";
import { plainQuestion } from "../search/question.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { termsOf } from "../search/terms.ts";
import type { Answer } from "./answer.ts";
import { languagesOf } from "./languages.ts";

/** Answers a greeting; nothing is searched for. */
export const greeted = (typed: string, examples: readonly string[]): Answer => ({
  question: plainQuestion(typed),
  outcome: "nothing",
  confidence: 0,
  answers: [],
  nearest: [],
  notice: "greeting",
  examples,
});

/** Returns the notice on a question; none beside a find. */
export async function noticeOf(
  question: string,
  outcome: Outcome,
  snapshot: Pick<Snapshot, "counts" | "documents">,
): Promise<Pick<Answer, "notice" | "languages">> {
  if (outcome === "found") return {};
  if (outcome === "nothing" && termsOf(question).length === 0) return { notice: "short" };
  const languages = await languagesOf(snapshot);
  return isForeign(question, languages) ? { notice: "language", languages } : {};
}

/** Tells whether the documents were asked, and nothing was found. */
export const isUnanswered = ({ outcome, notice }: Pick<Answer, "outcome" | "notice">): boolean =>
  outcome === "nothing" && notice !== "greeting" && notice !== "short";
