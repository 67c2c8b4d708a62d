/** @module Tokens: the words, numbers and punctuation of a sentence, with their offsets. */

import type { Language } from "./languages/language.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Token {
  /** Half-open, in UTF-16 units of the sentence. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In lower case with straight apostrophes. */
  readonly lower: string;
  /** Whether it follows the token before without a space. */
  readonly glued: boolean;
  /** A word's stem, the same for synonyms; "" for numbers, punctuation and words without a subject. */
  readonly term: string;
}

/** Half-open, in tokens. */
export interface TokenSpan {
  readonly from: number;
  readonly to: number;
}

/** Returns the indexes of the tokens in some spans. */
export const indexesOf = (spans: readonly TokenSpan[]): ReadonlySet<number> =>
  new Set(
    spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );

const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
/** Thousands apart by a blank or, in Switzerland, an apostrophe: 1 234,50. */
const SPACED_NUMBER = String.raw`\d{1,3}(?:(?<gap>[ \u00a0\u202f\u2009'’])\d{3}(?:\k<gap>\d{3})*)(?!\d)(?:[.,]\d+)*`;
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*`;
/** A word with the apostrophe that ends it: "l'". */
const ELIDED_WORD = String.raw`\p{L}[\p{L}\p{M}]*['’]?`;
const SIGN = String.raw`[^\s\p{L}\d]`;

const regularly = (...parts: readonly string[]): RegExp => new RegExp(parts.join("|"), "gu");
const FITTED = regularly(NUMBER, WORD, SIGN);
const STRICT = regularly(SPACED_NUMBER, NUMBER, WORD, SIGN);
const ELIDED = regularly(SPACED_NUMBER, NUMBER, ELIDED_WORD, SIGN);

/** Returns the form of tokens in a language. */
const tokenForm = ({ isStrict, hasElision }: Language): RegExp =>
  isStrict ? (hasElision ? ELIDED : STRICT) : FITTED;

/** Returns the tokens of a sentence in order: whole numbers, words with their apostrophes, single signs. */
export function tokensOf(sentence: string, language: Language, vocabulary: Vocabulary): Token[] {
  let end = -1;
  return Array.from(sentence.matchAll(tokenForm(language)), ({ index: start, 0: text }) => {
    const glued = start === end;
    end = start + text.length;
    const lower = text.toLowerCase().replaceAll("’", "'");
    const term = /^\p{L}.*[^'’]$|^\p{L}$/u.test(text) ? vocabulary(lower) : "";
    return { start, end, text, lower, glued, term };
  });
}

/** Returns the token at an index, an empty one beyond either end. */
export const tokenAt = (tokens: readonly Token[], at: number): Token => tokens[at] ?? EMPTY;

const EMPTY: Token = { start: 0, end: 0, text: "", lower: "", glued: false, term: "" };

export const isWord = ({ text }: Token): boolean => /^\p{L}/u.test(text);
export const isNumber = ({ text }: Token): boolean => /^\d/.test(text);
export const isCapitalised = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);
export const isDash = ({ text }: Token): boolean => /^[-‐‑–—−]$/u.test(text);

/** Returns the words of a string as a set. */
export const setOf = (words: string): ReadonlySet<string> =>
  new Set(words.split(" ").filter((word) => word !== ""));
