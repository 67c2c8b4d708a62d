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
    const label = labelOf(document, passage);
    const { fold } = languageFor(passage.language);
    return { passage, document, label, fold, folded: fold(label) };
  });
  const folds = new Set(all.map(({ fold }) => fold));
  const firsts = all.filter(({ passage }, at) => passage.path !== all[at - 1]?.passage.path);
  return (typed, limit) => {
    const query = typed.trim();
    if (query === "") return firsts.slice(0, limit).map(toCompletion);
    const words = new Map([...folds].map((fold) => [fold, fold(query).split(/\s+/)]));
    const start = query.toLowerCase();
    const byId = firstOf(all, limit, ({ passage }) => passage.id.startsWith(start));
    const byLabel = firstOf(all, limit, ({ fold, folded }) =>
      (words.get(fold) ?? []).every((word) => folded.includes(word)),
    );
    return [...new Set([...byId, ...byLabel])].slice(0, limit).map(toCompletion);
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

interface Suggested {
  readonly passage: Passage;
  readonly document: Document | undefined;
  readonly label: string;
}

const toCompletion = ({ passage, document, label }: Suggested): Completion => ({
  id: passage.id,
  label,
  locator: locatorOf(document ?? {}, passage),
});
