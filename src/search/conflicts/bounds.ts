/** @module Bounds: "about 500", "at least 25", "up to 100" as the values that they may stand for. */

import { setOf, type Token, tokenAt } from "./tokens.ts";

/** Phrases before a number, and the values it may then stand for. */
export interface Bound {
  readonly phrases: string;
  readonly widen: (low: number, high: number) => readonly [number, number];
}

export const BOUNDS: Readonly<Record<string, Bound>> = {
  about: {
    phrases:
      "about|around|some|roughly|approximately|approx|circa|ca|~|≈|estimated|nearly|almost|close to|just under|just over|" +
      "as many as|as much as|a total of about|more or less|or so",
    widen: (low, high) => [low * 0.85, high * 1.15],
  },
  least: {
    phrases:
      "at least|no fewer than|no less than|not less than|more than|over|above|upwards of|in excess of|exceeding|" +
      "a minimum of|minimum of|greater than",
    widen: (low) => [low * 0.95, Infinity],
  },
  most: {
    phrases:
      "up to|at most|no more than|not more than|less than|fewer than|under|below|within|a maximum of|maximum of",
    widen: (_, high) => [0, high * 1.02],
  },
};

const ARTICLES = setOf("a an the every another");
const LONGEST_PHRASE = 4;

/** Creates a reader of the bound before a number; `from` is the first token of the amount with it. */
export function createBoundReader(
  bounds: Readonly<Record<string, Bound>>,
): (tokens: readonly Token[], at: number) => { readonly bound: string; readonly from: number } {
  const names = new Map(
    Object.entries(bounds).flatMap(([name, { phrases }]) =>
      phrases.split("|").map((phrase): [string, string] => [phrase, name]),
    ),
  );
  return (tokens, at) => {
    const end = ARTICLES.has(tokenAt(tokens, at - 1).lower) ? at - 1 : at;
    for (let from = Math.max(0, end - LONGEST_PHRASE); from < end; from += 1) {
      const words = tokens.slice(from, end).map(({ lower }) => lower);
      const bound = names.get(words.join(" "));
      if (bound !== undefined) return { bound, from };
    }
    return { bound: "", from: at };
  };
}
