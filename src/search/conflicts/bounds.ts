/** @module Bounds: "about 500", "at least 25", "up to 100" as the values that they may stand for. */

import type { BoundWords } from "./languages/language.ts";
import { isWord, setOf, type Token, tokenAt } from "./tokens.ts";

/** Phrases before or after a number, separated by "|", and the values it may then stand for. */
export interface Bound {
  readonly phrases: string;
  readonly after: string;
  readonly widen: (low: number, high: number) => readonly [number, number];
}

/** Returns the bounds of a language by name. */
export const boundsOf = (words: BoundWords): Readonly<Record<string, Bound>> => ({
  about: {
    phrases: words.about,
    after: "",
    widen: (low, high) => [low * 0.85, high * 1.15],
  },
  least: {
    phrases: words.least,
    after: words.leastAfter ?? "",
    widen: (low) => [low * 0.95, Infinity],
  },
  most: {
    phrases: words.most,
    after: words.mostAfter ?? "",
    widen: (_, high) => [0, high * 1.02],
  },
});

const LONGEST_PHRASE = 4;

interface FoundBound {
  readonly bound: string;
  /** The first token of the amount with its bound. */
  readonly from: number;
}

/** Reads the bound of a number at tokens `at` to `next`. */
type BoundReader = (tokens: readonly Token[], at: number, next: number) => FoundBound;

/** Creates a reader of the bound before or after a number. */
export function createBoundReader(
  bounds: Readonly<Record<string, Bound>>,
  articles: string,
): BoundReader {
  const before = namesByPhrase(bounds, "phrases");
  const after = namesByPhrase(bounds, "after");
  const isArticle = setOf(articles);
  return (tokens, at, next) => {
    const end = isArticle.has(tokenAt(tokens, at - 1).lower) ? at - 1 : at;
    for (let from = Math.max(0, end - LONGEST_PHRASE); from < end; from += 1) {
      const bound = before.get(phraseOf(tokens, from, end));
      if (bound !== undefined) return { bound, from };
    }
    return { bound: boundAfter(tokens, next, after), from: at };
  };
}

const namesByPhrase = (
  bounds: Readonly<Record<string, Bound>>,
  side: "phrases" | "after",
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(bounds).flatMap(([name, bound]) =>
      bound[side]
        .split("|")
        .flatMap((phrase): [string, string][] => (phrase ? [[phrase, name]] : [])),
    ),
  );

const phraseOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(" ");

/** Returns the bound after a number or the word that it counts, "" for none. */
function boundAfter(
  tokens: readonly Token[],
  next: number,
  phrases: ReadonlyMap<string, string>,
): string {
  if (phrases.size === 0) return "";
  const starts = isWord(tokenAt(tokens, next)) ? [next, next + 1, next + 2] : [next, next + 1];
  for (const start of starts)
    for (let to = start + LONGEST_PHRASE; to > start; to -= 1) {
      const bound = phrases.get(phraseOf(tokens, start, to));
      if (bound !== undefined) return bound;
    }
  return "";
}
