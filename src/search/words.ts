/** @module The words of a collection as written, and a search for those one edit away. */

import { firstWhere } from "../corpus/span.ts";

/** Sorts words into the order that `wordsNear` reads, each once: by length, then by their letters. */
export const sortWords = (words: Iterable<string>): string[] =>
  [...new Set(words)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));

/** Two are enough to show that the correction is ambiguous. */
const MOST_NEAR = 2;

/** Returns the first two words, of words sorted by `sortWords`, that are one edit away from a word, or fewer. */
export function wordsNear(words: readonly string[], word: string): string[] {
  const firstOf = (length: number): number =>
    firstWhere(0, words.length, (at) => (words[at]?.length ?? Infinity) >= length);
  const near: string[] = [];
  const end = firstOf(word.length + 2);
  for (let at = firstOf(word.length - 1); at < end && near.length < MOST_NEAR; at += 1) {
    const other = words[at] ?? "";
    if (isOneEditAway(word, other)) near.push(other);
  }
  return near;
}

/** Whether the words differ by one insertion, deletion, substitution or transposition of neighbours. */
export function isOneEditAway(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one.charCodeAt(start) === other.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)
  )
    end += 1;
  const left = one.length - start - end;
  const right = other.length - start - end;
  if (left <= 1 && right <= 1) return left + right > 0;
  const isSwap = one[start] === other[start + 1] && one[start + 1] === other[start];
  return left === 2 && right === 2 && isSwap;
}
