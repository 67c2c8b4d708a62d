/** @module Vocabulary: synonyms, and words that say nothing about the subject of a sentence. */

import { languageFor } from "../../corpus/languages/languages.ts";
import { analyserFor } from "../terms.ts";
import type { Words } from "./languages/language.ts";

/** Returns the term of a word in lower case: one for all synonyms, "" for a word without a subject. */
export type Vocabulary = (word: string) => string;

/** Longer strings are no words, and slow to stem. */
const MAX_WORD = 60;
const MAX_CACHED = 10_000;

/** Creates the vocabulary of a language, by its primary subtag; it keeps the terms of recent words. */
export function createVocabulary({ synonyms = [], light = "" }: Words, code: string): Vocabulary {
  const { termsOf } = analyserFor(code);
  const { fold, stem } = languageFor(code);
  const stemOf = (word: string): string => withoutE(stem(fold(word)));
  const groups = new Map(
    synonyms.flatMap((line) => {
      const words = line.split(" ");
      return words.map((word): [string, string] => [stemOf(word), words[0] ?? word]);
    }),
  );
  const canonical = (term: string): string => groups.get(term) ?? term;
  const lightTerms = new Set(light.split(" ").map((word) => canonical(stemOf(word))));
  const terms = new Map<string, string>();
  return (word) => {
    const cached = terms.get(word);
    if (cached !== undefined) return cached;
    const term = word.length > MAX_WORD ? "" : canonical(withoutE(termsOf(word)[0] ?? ""));
    if (terms.size >= MAX_CACHED) terms.clear();
    terms.set(word, lightTerms.has(term) ? "" : term);
    return lightTerms.has(term) ? "" : term;
  };
}

/** Gives "bake" and "baked" one stem. */
const withoutE = (term: string): string => (term.length > 3 ? term.replace(/e$/, "") : term);
