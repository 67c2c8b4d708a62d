/** @module A check of follow-ups: questions of our own, asked with and without the question before. */

import { join } from "node:path";
import { z } from "zod";
import type { Embedder } from "../../src/model/embedder.ts";
import { embedRows } from "./collection.ts";
import { readDocuments, readLines } from "./data.ts";
import { type Place, type Reply, replyTo } from "./replies.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The folders of the documents, by their names in the file. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  samples: join(ROOT, "seeds"),
  de: join(ROOT, "test/data/languages/de/documents"),
  fr: join(ROOT, "test/data/languages/fr/documents"),
};

const Pair = z.object({
  documents: z.string(),
  language: z.string(),
  before: z.string(),
  question: z.string(),
  /** Substrings of right passages. */
  gold: z.array(z.string()),
});
type Pair = z.infer<typeof Pair>;

export interface FollowedUp extends Pick<Pair, "documents" | "language"> {
  readonly alone: Reply;
  readonly after: Reply;
}

/** Asks each pair's second question alone, and after the first. @param say takes a line before each step. */
export async function askFollowUps(
  embedder: Embedder,
  say: (line: string) => void,
): Promise<FollowedUp[]> {
  const pairs = await readLines(z.array(Pair), join(ROOT, "test/data/follow-ups.jsonl"));
  const asked: FollowedUp[] = [];
  for (const [documents, folder] of Object.entries(DOCUMENTS)) {
    say(`embedding ${documents}`);
    const rows = await embedRows(await readDocuments(folder, embedder), embedder, () => {});
    for (const pair of pairs.filter((one) => one.documents === documents))
      asked.push(await askPair(pair, { rows, embedder }));
  }
  return asked;
}

async function askPair(
  { documents, language, before, question, gold }: Pair,
  place: Place,
): Promise<FollowedUp> {
  const isRight = (_: unknown, text: string): boolean => gold.some((part) => text.includes(part));
  const posed = { question, locale: language, isRight };
  const alone = await replyTo(posed, place);
  return { documents, language, alone, after: await replyTo({ ...posed, before }, place) };
}
