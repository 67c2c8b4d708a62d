/** @module Initialisms: the initials of capitalised phrases, by which people ask for them (HP for Hit Points). */

import { termsOf } from "./terms.ts";

/** What may stand inside a phrase: Terms of Service. */
const SMALL = "an|a|and|at|by|for|from|in|of|on|or|the|to|with";
const SMALL_WORD = new RegExp(`^(?:${SMALL})$`, "i");
/** All capitals are no capitalised word: a heading may be set in them. */
const CAPITALISED = String.raw`\p{Lu}\p{Ll}[\p{L}\p{N}]*(?:['’ʼ]\p{L}+)*`;
const BETWEEN = String.raw`[ \u00a0\-‑]`;
const BETWEEN_WORDS = new RegExp(BETWEEN, "u");
/** Capitalised words on one line with blanks, hyphens and small words alone between them. */
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}\p{N}]['’ʼ]?)${CAPITALISED}(?:${BETWEEN}(?:${CAPITALISED}|(?:${SMALL}|A)(?![\p{L}\p{N}])))+`,
  "gu",
);

const LEAST = 2;
const MOST = 5;

/**
 * Returns a term for each phrase of 2 to 5 capitalised words, as often as it stands: their initials. With small words
 * inside, there are the initials with and without theirs, and those of the phrases between them.
 */
export const initialismsOf = (text: string): string[] =>
  (text.normalize("NFC").match(PHRASE) ?? [])
    .flatMap((phrase) => formsOf(withoutStopWords(phrase.split(BETWEEN_WORDS))))
    .filter(({ length }) => length >= LEAST && length <= MOST)
    .flatMap((words) => termsOf(words.map(initialOf).join("")));

/** A sentence begins with a capital too: a stop word at an edge is no part of the phrase. */
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
