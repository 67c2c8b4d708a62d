/** @module How exactly a number is meant: "about 500", "at least 25", "16 or older", as the values it may stand for. */

import type { Numeral } from "./numeral.ts";
import { setOf, type Token, tokenAt } from "./token.ts";

export type Bound = "exact" | "about" | "least" | "most";

interface Qualifier {
  readonly bound: Bound;
  /** The first token of the amount with what qualifies it. */
  readonly from: number;
}

/** How far "about" may be off, as a part of the number: about 500 is said of 430 and of 570. */
const ABOUT = 0.15;

const PHRASES: ReadonlyMap<string, Bound> = new Map(
  Object.entries({
    about:
      "about|around|some|roughly|approximately|approx|circa|ca|~|≈|estimated|nearly|almost|close to|just under|just over|" +
      "as many as|as much as|a total of about|more or less|or so",
    least:
      "at least|no fewer than|no less than|not less than|more than|over|above|upwards of|in excess of|exceeding|" +
      "a minimum of|minimum of|greater than",
    most: "up to|at most|no more than|not more than|less than|fewer than|under|below|within|a maximum of|maximum of",
  }).flatMap(([bound, phrases]) =>
    phrases
      .split("|")
      .map((phrase): [string, Bound] => [
        phrase,
        bound === "least" ? "least" : bound === "most" ? "most" : "about",
      ]),
  ),
);
const SKIPPED = setOf("a an the every another");
const NEGATIVES = /^(?:not|never|cannot|.*n't)$/;

/** What qualifies the number at an index, looked for before it. "May not post more than 5" is "at most". */
export function qualifierBefore(tokens: readonly Token[], at: number): Qualifier {
  const skip = SKIPPED.has(tokenAt(tokens, at - 1).lower) ? at - 1 : at;
  for (const length of [4, 3, 2, 1]) {
    const from = skip - length;
    if (from < 0) continue;
    const phrase = tokens
      .slice(from, skip)
      .map(({ lower }) => lower)
      .join(" ");
    const bound = PHRASES.get(phrase);
    if (bound !== undefined) return { bound: turned(tokens, from, bound), from };
  }
  return { bound: "exact", from: at };
}

function turned(tokens: readonly Token[], from: number, bound: Bound): Bound {
  if (bound !== "least") return bound;
  const before = tokens.slice(Math.max(0, from - 3), from);
  return before.some(({ lower }) => NEGATIVES.test(lower)) ? "most" : bound;
}

/** "Or older", "or more", "or less" after a number or its unit, and the index after it. */
export function qualifierAfter(
  tokens: readonly Token[],
  at: number,
): { readonly bound: Bound; readonly next: number } | undefined {
  const joins = /^(?:or|and)$/.test(tokenAt(tokens, at).lower);
  const word = tokenAt(tokens, at + 1).lower;
  if (!joins) return undefined;
  if (/^(?:more|older|over|above|greater|higher|longer)$/.test(word))
    return { bound: "least", next: at + 2 };
  if (/^(?:less|fewer|under|below|younger|lower|shorter)$/.test(word))
    return { bound: "most", next: at + 2 };
  return undefined;
}

/** The values that a number may stand for when it is so meant: low and high, inclusive. */
export function spread({ low, high, manner }: Numeral, bound: Bound): readonly [number, number] {
  if (bound === "least") return [low * 0.95, Infinity];
  if (bound === "most") return [0, high * 1.02];
  if (manner === "vague") return [low, high];
  if (bound === "about") return [low * (1 - ABOUT), high * (1 + ABOUT)];
  return manner === "near" ? [low * 0.9, high * 1.1] : [low, high];
}
