/** @module Initialisms of capitalised phrases (HP for Hit Points). */

import { termsOf } from "./terms.ts";

/** Words in lower case inside a phrase: Terms of Service. */
const SMALL = "an|a|and|at|by|for|from|in|of|on|or|the|to|with";
const SMALL_WORD = new RegExp(`^(?:${SMALL})$`, "i");
/** A word in capitals does not count: a heading may be set in them. */
const CAPITALISED = String.raw`\p{Lu}\p{Ll}[\p{L}\p{N}]*(?:['’ʼ]\p{L}+)*`;
const BETWEEN = String.raw`[ \u00a0\-‑]`;
const BETWEEN_WORDS = new RegExp(BETWEEN, "u");
/** Capitalised words on one line, with only blanks, hyphens and small words between them. */
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}\p{N}]['’ʼ]?)${CAPITALISED}(?:${BETWEEN}(?:${CAPITALISED}|(?:${SMALL}|A)(?![\p{L}\p{N}])))+`,
  "gu",
);

const LEAST = 2;
const MOST = 5;

/**
 * Returns the initials of each phrase of 2 to 5 capitalised words, one term an occurrence. With small words inside: the
 * initials with and without theirs, and those of the phrases between them.
 */
export const initialismsOf = (text: string): string[] =>
  (text.normalize("NFC").match(PHRASE) ?? [])
    .flatMap((phrase) => formsOf(withoutStopWords(phrase.split(BETWEEN_WORDS))))
    .filter(({ length }) => length >= LEAST && length <= MOST)
    .flatMap((words) => termsOf(words.map(initialOf).join("")));

/** Drops stop words at the edges: a sentence begins with a capital too. */
function withoutStopWords(words: readonly string[]): string[] {
  const tells = (word: string): boolean => termsOf(word).length > 0;
  return words.slice(words.findIndex(tells), words.findLastIndex(tells) + 1);
}

function formsOf(phrase: readonly string[]): (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of phrase)
    if (SMALL_WORD.test(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  return parts.length === 1 ? parts : [...parts, parts.flat(), phrase];
}

const initialOf = (word: string): string => Array.from(word)[0] ?? "";
