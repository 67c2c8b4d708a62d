/** @module Notices on a question besides its outcome, and the languages of the documents. */

import { isForeign, languagesIn } from "../corpus/language.ts";
import type { Outcome } from "../search/outcome.ts";
import { plainQuestion } from "../search/question.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { termsOf } from "../search/terms.ts";
import type { Answer } from "./answer.ts";

/** Answers a greeting, without a search. */
export const greeted = (typed: string, examples: readonly string[]): Answer => ({
  question: plainQuestion(typed),
  outcome: "nothing",
  confidence: 0,
  answers: [],
  nearest: [],
  notice: "greeting",
  examples,
});

/** Returns the notice on a question; none with a find. */
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

/** Whether a question for the documents found nothing. */
export const isUnanswered = ({ outcome, notice }: Pick<Answer, "outcome" | "notice">): boolean =>
  outcome === "nothing" && notice !== "greeting" && notice !== "short";

/** The number of documents, evenly spread, of which the beginning is read. */
const SAMPLED = 40;
const BEGINNING = 2_000;

/** Results by snapshot, which never changes. */
const known = new WeakMap<Readable, Promise<readonly string[]>>();

type Readable = Pick<Snapshot, "counts" | "documents">;

/** Returns the languages of the documents, as subtags of BCP 47, the most used first; none if unknown. */
export function languagesOf(snapshot: Readable): Promise<readonly string[]> {
  const languages = known.get(snapshot) ?? readLanguages(snapshot);
  known.set(snapshot, languages);
  languages.catch(() => known.delete(snapshot));
  return languages;
}

async function readLanguages(snapshot: Readable): Promise<readonly string[]> {
  const { documents } = snapshot.counts;
  const step = Math.max(1, Math.ceil(documents / SAMPLED));
  const beginnings: string[] = [];
  for (let at = 0; at < documents; at += step) {
    const [entry] = await snapshot.documents(at, 1);
    beginnings.push(entry?.document.text.slice(0, BEGINNING) ?? "");
  }
  return languagesIn(beginnings.join("\n"));
}
