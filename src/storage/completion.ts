/** @module Suggestions while an ID is typed. */

import { foldDiacritics } from "../base/text.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { Completion } from "../search/snapshot.ts";

/**
 * Suggests passages for what was typed so far: those whose ID begins with it, then those with every typed word in their
 * title or headings. With nothing typed, the first passage of each document.
 */
export function completer(
  documents: readonly Document[],
  passages: readonly Passage[],
): (typed: string, limit: number) => Completion[] {
  const titles = new Map(documents.map(({ path, title }) => [path, title]));
  const entries = passages.map(({ id, path, headings, startLine }) => ({
    id,
    path,
    label: [titles.get(path) ?? path, ...headings].join(" > ") + ` (line ${startLine})`,
  }));
  const folded = entries.map(({ label }) => foldDiacritics(label));
  const firsts = entries.filter(({ path }, at) => path !== entries[at - 1]?.path);
  return (typed, limit) => {
    const query = foldDiacritics(typed).trim();
    if (query === "") return firsts.slice(0, limit).map(toCompletion);
    const words = query.split(/\s+/);
    const byId = firstOf(entries, limit, ({ id }) => id.startsWith(query));
    const byLabel = firstOf(entries, limit, (_, at) =>
      words.every((word) => folded[at]?.includes(word)),
    );
    return [...new Set([...byId, ...byLabel])].slice(0, limit).map(toCompletion);
  };
}

/** Looks no further than to the last that is wanted: this is done with each key that someone presses. */
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
