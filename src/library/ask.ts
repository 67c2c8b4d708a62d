/** @module From a question to an answer, on one snapshot. */

import { cite, quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { Embedder } from "../search/embedder.ts";
import { checkQuestion } from "../search/question.ts";
import { rank, type Ranked } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { Answer, Quotation } from "./answer.ts";
import type { Freshness } from "./freshness.ts";

export interface AskOptions {
  /** The most quotations to give. */
  readonly top: number;
  /** Show what ranks first whatever the outcome. */
  readonly always?: boolean;
}

/** What answering needs besides the snapshot. */
export interface AskContext {
  readonly embedder: Pick<Embedder, "embedQuestion">;
  readonly freshness: Freshness;
}

const NEAREST_HEADINGS = 3;

/**
 * The answer to a question.
 * @throws UserError if the question can't be one, or a passage can't be proved.
 */
export async function ask(
  snapshot: Snapshot,
  typed: string,
  { top }: AskOptions,
  context: AskContext,
): Promise<Answer> {
  const question = checkQuestion(typed);
  const ranked = await rank(snapshot, context.embedder, question);
  const shown = ranked.slice(0, top);
  const answers = await Promise.all(
    shown.map((entry, at) => toQuotation(snapshot, entry, at + 1, context)),
  );
  const nearest = await headingsOf(snapshot, ranked);
  return { question, outcome: "unsure", confidence: null, answers, nearest };
}

async function toQuotation(
  snapshot: Snapshot,
  { candidate: { passage }, score }: Ranked,
  rankFromOne: number,
  { freshness }: AskContext,
): Promise<Quotation> {
  const document = await documentOf(snapshot, passage.path);
  const excerpt = quote(document, passage);
  const citation = cite(document, passage, await freshness(document));
  const bare = { highlight: null, alsoReportedIn: [], differsFrom: [] };
  return { rank: rankFromOne, score, excerpt, citation, ...bare };
}

async function documentOf(snapshot: Snapshot, path: string): Promise<Document> {
  const document = await snapshot.document(path);
  if (!document) throw new Error(`no document ${path} in generation ${snapshot.generation}`);
  return document;
}

async function headingsOf(snapshot: Snapshot, ranked: readonly Ranked[]): Promise<string[]> {
  const headings = new Set<string>();
  for (const { candidate } of ranked) {
    if (headings.size === NEAREST_HEADINGS) break;
    const { path, headings: own } = candidate.passage;
    headings.add(own.at(-1) ?? (await documentOf(snapshot, path)).title);
  }
  return [...headings];
}
