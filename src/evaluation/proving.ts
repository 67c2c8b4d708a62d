/** @module The proof of examples: each is asked, and kept if it is found. */

import { EXAMPLES_FILE } from "../sources/source.ts";
import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { contentOf, type Snapshot } from "../search/snapshot.ts";
import type { Answer } from "../collection/answer.ts";
import { ask } from "../collection/ask.ts";
import type { Proven } from "../storage/store.ts";
import { type HeadingQuestion, headingQuestions } from "./heading-questions.ts";

/** The operator's examples. */
export interface Given {
  readonly questions: readonly string[];
  /** The reason why their file could not be read. */
  readonly fault?: string;
}

/** The most questions asked; each costs a run of the model. */
const MOST_ASKED = 40;
/** The most examples made from headings. */
const MOST_KEPT = 6;

type Ask = (question: string) => Promise<Answer>;

/** Returns the operator's questions that are found; if there are none, the first few made from headings. */
export async function proveExamples(
  snapshot: Snapshot,
  given: Given,
  embedder: Embedder,
): Promise<Proven> {
  const context = { embedder, freshness: async () => ({ state: "current" }) as const };
  const askIt: Ask = (question) => ask(snapshot, question, { top: 1 }, context);
  const proven = await proveGiven(given, askIt);
  if (proven.kept.length > 0) return proven;
  return {
    ...proven,
    kept: await proveHeadings(headingQuestions(await contentOf(snapshot)), askIt),
  };
}

async function proveGiven({ questions, fault }: Given, askIt: Ask): Promise<Proven> {
  const kept: string[] = [];
  const refused: Proven["refused"][number][] = [];
  if (fault !== undefined) refused.push({ question: EXAMPLES_FILE, reason: fault });
  for (const question of questions.slice(0, MOST_ASKED)) {
    const reason = await faultOf(question, askIt);
    if (reason === undefined) kept.push(question);
    else refused.push({ question, reason });
  }
  const beyond = questions.slice(MOST_ASKED);
  const reason = `more than ${MOST_ASKED} are not read`;
  return { kept, refused: [...refused, ...beyond.map((question) => ({ question, reason }))] };
}

async function faultOf(question: string, askIt: Ask): Promise<string | undefined> {
  try {
    const { outcome } = await askIt(question);
    return outcome === "found" ? undefined : `the outcome is ${outcome}, not found`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Keeps a question only if its first passage is under the heading that it is made from. */
async function proveHeadings(questions: readonly HeadingQuestion[], askIt: Ask): Promise<string[]> {
  const kept: string[] = [];
  for (const { question, path, headings } of questions.slice(0, MOST_ASKED)) {
    if (kept.length === MOST_KEPT) break;
    const { outcome, answers } = await askIt(question);
    const citation = answers[0]?.citation;
    const isOfSection =
      citation?.path === path && headings.every((heading, at) => heading === citation.headings[at]);
    if (outcome === "found" && isOfSection) kept.push(question);
  }
  return kept;
}
