/** @module The words, numbers and marks of a sentence, each with where it stands. */

import { stem, termsOf } from "../terms.ts";

export interface Token {
  /** Half-open, in UTF-16 units of the sentence. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In lower case with straight apostrophes. */
  readonly lower: string;
  /** Whether nothing stands between it and the token before. */
  readonly glued: boolean;
  /** The word's stem, "" for a number, a mark or a word that tells nothing. */
  readonly term: string;
}

/** Half-open, in tokens. */
export interface TokenSpan {
  readonly from: number;
  readonly to: number;
}

const TOKEN = /\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\d]/gu;

/** The tokens of a sentence in order: numbers as they are written, words with their apostrophes, single marks. */
export function tokensOf(sentence: string): Token[] {
  let end = -1;
  return Array.from(sentence.matchAll(TOKEN), ({ index: start, 0: text }) => {
    const glued = start === end;
    end = start + text.length;
    const lower = text.toLowerCase().replaceAll("’", "'");
    return { start, end, text, lower, glued, term: /^\p{L}/u.test(text) ? termOf(lower) : "" };
  });
}

/** No English word is longer; stemming what is would take long. */
const MAX_WORD = 60;

/** The terms of words that were read of late: texts use few words, and use them often. */
const recent = new Map<string, string>();
const MOST_RECENT = 10_000;

function termOf(word: string): string {
  const known = recent.get(word);
  if (known !== undefined) return known;
  const term = word.length > MAX_WORD ? "" : withoutE(termsOf(word)[0] ?? "");
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(word, term);
  return term;
}

/** A word's stem, also of a word that the lexical index would leave out. */
export const stemOf = (word: string): string => withoutE(stem(word));

/** "Bake" and "baked" meet in one stem, which the index need not care for. */
const withoutE = (term: string): string => (term.length > 3 ? term.replace(/e$/, "") : term);

/** The token at an index; one of no length where there is none, so that a reader need not ask. */
export const tokenAt = (tokens: readonly Token[], at: number): Token => tokens[at] ?? NOTHING;

const NOTHING: Token = { start: 0, end: 0, text: "", lower: "", glued: false, term: "" };

export const isWord = (token: Token): boolean => /^\p{L}/u.test(token.text);
export const isCapitalised = (token: Token): boolean => /^\p{Lu}/u.test(token.text);
export const isDash = (token: Token): boolean => /^[-‐‑–—−]$/u.test(token.text);

/** The words at hand as a set, for tables written as one string. */
export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
