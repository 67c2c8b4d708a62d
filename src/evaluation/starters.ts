/** @module Questions for an operator to begin with, made from headings. */

import { excerptOf } from "../corpus/hidden.ts";
import type { TestQuestion } from "./questions.ts";
import { contentOf } from "../search/snapshot.ts";
import { notBuilt, type Store } from "../storage/store.ts";

/**
 * A question for the first passage under each heading of the index in service, its first words as what shows it. They
 * want putting into the words of those who ask.
 */
export async function starters(store: Store): Promise<TestQuestion[]> {
  const id = await store.active();
  if (id === undefined) throw notBuilt(store);
  const snapshot = await store.open(id, "copy");
  const content = await contentOf(snapshot).finally(() => snapshot.close());
  const documents = new Map(content.documents.map((document) => [document.path, document]));
  const questions = new Map<string, TestQuestion>();
  for (const passage of content.passages) {
    const document = documents.get(passage.path);
    const about = [document?.title ?? passage.path, ...passage.headings].join(", ").slice(0, 250);
    const gold = document ? [firstWords(excerptOf(document, passage))] : [];
    if (!questions.has(about))
      questions.set(about, { question: `What is said under “${about}”?`, gold });
  }
  return [...questions.values()];
}

/** Eight at most, as they stand, white space and all, so that they are found in the passage. */
const firstWords = (excerpt: string): string => /^(?:\S+\s+){0,7}\S+/.exec(excerpt)?.[0] ?? excerpt;
