/** @module Tokens: the words, numbers and punctuation of a sentence, with their offsets. */

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

const TOKEN = /\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\d]/gu;

/** Returns the tokens of a sentence in order: whole numbers, words with their apostrophes, single signs. */
export function tokensOf(sentence: string, vocabulary: Vocabulary): Token[] {
  let end = -1;
  return Array.from(sentence.matchAll(TOKEN), ({ index: start, 0: text }) => {
    const glued = start === end;
    end = start + text.length;
    const lower = text.toLowerCase().replaceAll("’", "'");
    const term = /^\p{L}/u.test(text) ? vocabulary(lower) : "";
    return { start, end, text, lower, glued, term };
  });
}

/** Returns the token at an index, an empty one beyond either end. */
export const tokenAt = (tokens: readonly Token[], at: number): Token => tokens[at] ?? EMPTY;

const EMPTY: Token = { start: 0, end: 0, text: "", lower: "", glued: false, term: "" };

export const isWord = ({ text }: Token): boolean => /^\p{L}/u.test(text);
export const isCapitalised = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);
export const isDash = ({ text }: Token): boolean => /^[-‐‑–—−]$/u.test(text);

/** Returns the words of a string as a set. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
