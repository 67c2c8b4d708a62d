/** @module Arbitrary words, sentences and paragraphs, in several scripts. */

import fc from "fast-check";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A word of small Latin letters: quickly made, and seldom made twice. */
export const plainWord: fc.Arbitrary<string> = fc
  .nat(LETTERS.length ** 6 - 1)
  .map((number) => spell(number + LETTERS.length ** 2));

const spell = (number: number): string =>
  number < LETTERS.length
    ? LETTERS.charAt(number)
    : spell(Math.floor(number / LETTERS.length)) + LETTERS.charAt(number % LETTERS.length);

/** Letters beyond ASCII: combining marks, surrogate pairs, right to left, none between them. */
const foreignWord = fc.constantFrom(
  "naïve",
  "e\u0301te\u0301",
  "Ελλάδα",
  "Ёлка",
  "שלום",
  "مرحبا",
  "می\u200cخواهم",
  "नमस्ते",
  "ภาษาไทย",
  "東京都",
  "👩‍👩‍👧x",
  "𝔘𝔫𝔦",
  "🇮🇶a",
  "o\uFFFDo",
  "a\u00A0b",
  "3.14",
  "1,200",
  "x\u0000y",
  "\u0007bell",
);

const word = fc.oneof({ weight: 8, arbitrary: plainWord }, { weight: 1, arbitrary: foreignWord });

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const sentenceOf = (
  words: fc.Arbitrary<string>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(words, { minLength, maxLength }), fc.constantFrom(".", ".", ".", "!", "?"))
    .map(([all, stop]) => `${capitalised(all.join(" "))}${stop}`);

/** A sentence of Latin words, without any mark inside. */
export const plainSentence: fc.Arbitrary<string> = sentenceOf(plainWord, 4, 28);

/** Three words at least, so that none is boilerplate. */
export const sentence: fc.Arbitrary<string> = fc
  .tuple(plainWord, sentenceOf(word, 2, 20))
  .map(([first, rest]) => `${capitalised(first)} ${rest}`);

/** A few words without a stop, as a title or a cell has them. */
export const phrase: fc.Arbitrary<string> = fc
  .array(plainWord, { minLength: 2, maxLength: 6 })
  .map((words) => capitalised(words.join(" ")));

/** Sentences, most often few. */
export const sentences = (maxLength: number): fc.Arbitrary<readonly string[]> =>
  fc.array(sentence, { minLength: 1, maxLength });

/** One word that no passage has room for. */
export const hugeWord: fc.Arbitrary<string> = fc
  .tuple(
    plainWord,
    fc.constantFrom("", "é", "😀", "e\u0301", "东"),
    fc.integer({ min: 1, max: 900 }),
  )
  .map(([base, mark, times]) => (base + mark).repeat(times));
