/** @module Detection of passages with the same text, by shingles. */

import { fnv1a } from "../base/hash.ts";

/** The distinct hashes of every five consecutive words, ascending. */
export type Shingles = Uint32Array;

const WORDS_IN_A_ROW = 5;
/** The share of the shorter text's shingles that the longer must contain. */
const SHARED = 0.8;
/** `1 - SHARED` is a little less than a fifth. */
const ROUNDING = 1e-9;
/** References such as "[12]" are no words of the text. */
const FOOTNOTE_MARK = /\[\d{1,3}\]/g;
const WORD = /[\p{L}\p{N}]+/gu;

/** Computes the shingles of a text (A. Broder, "On the resemblance and containment of documents", 1997). */
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

/** Whether two texts are nearly equal, or one is an extract of the other. */
export function isSameText(a: Shingles, b: Shingles): boolean {
  return a.length <= b.length ? isWithin(a, b) : isWithin(b, a);
}

/**
 * Whether the longer contains enough of the shorter's shingles. Containment in the shorter is at least the Jaccard
 * similarity, so nearly equal texts pass too.
 */
function isWithin(shorter: Shingles, longer: Shingles): boolean {
  let mayMiss = Math.floor(shorter.length * (1 - SHARED) + ROUNDING);
  for (let left = 0, right = 0; left < shorter.length;) {
    const difference = (shorter[left] ?? 0) - (longer[right] ?? Infinity);
    if (difference < 0 && --mayMiss < 0) return false;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return true;
}

/**
 * Groups items with the same text, members and groups in order of appearance. Similarity is transitive here: no two groups
 * have the same text.
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
