/** @module Suggestions of passages for a partly typed ID. */

import { locatorOf } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { languageFor } from "../corpus/languages/languages.ts";
import type { Passage } from "../corpus/passage.ts";
import type { Completion } from "../search/snapshot.ts";

/**
 * Returns a function that suggests passages for a typed text: those whose ID begins with it, then those with each of its
 * words in their title or headings, folded as their language is; for an empty text, the first passage of each document.
 */
export function completer(
  documents: readonly Document[],
  passages: readonly Passage[],
): (typed: string, limit: number) => Completion[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const all = passages.map((passage) => {
    const document = byPath.get(passage.path);
    const { fold } = languageFor(passage.language);
    return { passage, document, fold, folded: fold(labelOf(document, passage)) };
  });
  const folds = new Set(all.map(({ fold }) => fold));
  const firsts = all.filter(({ passage }, at) => passage.path !== all[at - 1]?.passage.path);
  const completion = ({ document, passage }: (typeof all)[number]): Completion =>
    toCompletion(document, passage);
  return (typed, limit) => {
    const query = typed.trim();
    if (query === "") return firsts.slice(0, limit).map(completion);
    const words = new Map([...folds].map((fold) => [fold, fold(query).split(/\s+/)]));
    const start = query.toLowerCase();
    const byId = firstOf(all, limit, ({ passage }) => passage.id.startsWith(start));
    const byLabel = firstOf(all, limit, ({ fold, folded }) =>
      (words.get(fold) ?? []).every((word) => folded.includes(word)),
    );
    return [...new Set([...byId, ...byLabel])].slice(0, limit).map(completion);
  };
}

/** Returns the title and the headings of a passage. */
export const labelOf = (
  document: Pick<Document, "title"> | undefined,
  { path, headings }: Pick<Passage, "path" | "headings">,
): string => [document?.title ?? path, ...headings].join(" > ");

/** Returns the first items that fit, without examining the rest: it runs on each key stroke. */
function firstOf<Item>(items: readonly Item[], limit: number, fits: (item: Item) => boolean) {
  const found: Item[] = [];
  for (const item of items) {
    if (found.length >= limit) break;
    if (fits(item)) found.push(item);
  }
  return found;
}

/** Returns the suggestion of a passage. */
export const toCompletion = (document: Document | undefined, passage: Passage): Completion => ({
  id: passage.id,
  label: labelOf(document, passage),
  locator: locatorOf(document ?? {}, passage),
});
