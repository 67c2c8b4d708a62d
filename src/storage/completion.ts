/** @module Suggestions of passages for a partly typed ID. */

import { foldDiacritics } from "../base/text.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { Completion } from "../search/snapshot.ts";

/**
 * Returns a function that suggests passages for a typed text: those whose ID begins with it, then those with each of its
 * words in their title or headings; for an empty text, the first passage of each document.
 */
export function completer(
  documents: readonly Document[],
  passages: readonly Passage[],
): (typed: string, limit: number) => Completion[] {
  const titles = new Map(documents.map(({ path, title }) => [path, title]));
  const all = passages.map(({ id, path, headings, startLine }) => ({
    id,
    path,
    label: [titles.get(path) ?? path, ...headings].join(" > ") + ` (line ${startLine})`,
  }));
  const folded = all.map(({ label }) => foldDiacritics(label));
  const firsts = all.filter(({ path }, at) => path !== all[at - 1]?.path);
  return (typed, limit) => {
    const query = foldDiacritics(typed).trim();
    if (query === "") return firsts.slice(0, limit).map(toCompletion);
    const words = query.split(/\s+/);
    const byId = firstOf(all, limit, ({ id }) => id.startsWith(query));
    const byLabel = firstOf(all, limit, (_, at) =>
      words.every((word) => folded[at]?.includes(word)),
    );
    return [...new Set([...byId, ...byLabel])].slice(0, limit).map(toCompletion);
  };
}

/** Returns the first items that fit, without examining the rest: it runs on each key stroke. */
function firstOf<Item>(
  items: readonly Item[],
  limit: number,
  fits: (item: Item, at: number) => boolean,
): Item[] {
  const found: Item[] = [];
  for (let at = 0; at < items.length && found.length < limit; at += 1) {
    const item = items[at];
    if (item !== undefined && fits(item, at)) found.push(item);
  }
  return found;
}

const toCompletion = ({ id, label }: Completion): Completion => ({ id, label });
