/** @module Telling passages that are the same text from those that only speak of the same thing. */

import { fnv1a } from "../corpus/fnv.ts";

/** What is compared of a text: the hashes of every five words in a row, each once, ascending. */
export type Shingles = Uint32Array;

const WORDS_IN_A_ROW = 5;
/** Of all runs of words that either has, the share that both have (Jaccard). */
const SAME_SHARE = 0.8;
/** Of the runs of the shorter, the share that stands in the longer too: an extract of it. */
const CONTAINED_SHARE = 0.8;
/** A mark such as "[12]" is no word of the text. */
const FOOTNOTE_MARK = /\[\d{1,3}\]/g;
const WORD = /[\p{L}\p{N}]+/gu;

/** The shingles of a text (A. Broder, "On the resemblance and containment of documents", 1997). */
export function shinglesOf(text: string): Shingles {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(FOOTNOTE_MARK, " ")
    .replace(/['’]/g, "");
  const words = Array.from(plain.matchAll(WORD), ([word]) => fnv1a(word));
  const runs = Math.max(1, words.length - WORDS_IN_A_ROW + 1);
  const shingles = Array.from({ length: runs }, (_, at) => combine(words, at));
  return Uint32Array.from(new Set(shingles)).sort();
}

function combine(words: readonly number[], from: number): number {
  let value = 0x9e3779b9;
  for (const word of words.slice(from, from + WORDS_IN_A_ROW))
    value = Math.imul(value ^ word ^ (value >>> 15), 0x85ebca6b);
  return value >>> 0;
}

/** Whether two texts are the same passage: nearly equal, or one an extract of the other. */
export function isSameText(a: Shingles, b: Shingles): boolean {
  const shared = countShared(a, b);
  const either = a.length + b.length - shared;
  return shared >= SAME_SHARE * either || shared >= CONTAINED_SHARE * Math.min(a.length, b.length);
}

function countShared(a: Shingles, b: Shingles): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return shared;
}

/**
 * Puts the same texts into one group, each group in the order of its members, groups in the order of their first. Two
 * groups never hold the same text: likeness is followed from one to the next.
 */
export function groupSame<Item>(
  items: readonly Item[],
  shinglesFor: (item: Item) => Shingles,
): Item[][] {
  const shingles = items.map(shinglesFor);
  const groupOf = items.map((_, at) => at);
  for (let at = 1; at < items.length; at += 1)
    for (let before = 0; before < at; before += 1) {
      const [mine, other] = [groupOf[at] ?? at, groupOf[before] ?? before];
      if (mine !== other && isSameText(shingles[at] ?? NONE, shingles[before] ?? NONE))
        groupOf.forEach((group, member) => {
          if (group === Math.max(mine, other)) groupOf[member] = Math.min(mine, other);
        });
    }
  const groups = new Map<number, Item[]>();
  items.forEach((item, at) =>
    groups.set(groupOf[at] ?? at, [...(groups.get(groupOf[at] ?? at) ?? []), item]),
  );
  return [...groups.values()];
}

const NONE: Shingles = new Uint32Array();
