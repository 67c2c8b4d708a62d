/** @module Negations of what both of two sentences say. */

import { setOf, type Token, type TokenSpan, tokenAt } from "./tokens.ts";

/** From the negating word, or the auxiliary before it, to the negated word. */
export interface Negation extends TokenSpan {
  /** The term of the negated word. */
  readonly term: string;
}

/** Words that negate the next content word. */
export const NEGATORS: Readonly<Record<string, RegExp>> = {
  particles: /^(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot)$/,
  contractions: /.n't$/,
  verbs:
    /^(?:deny|denied|denies|denying|fail|fails|failed|refuse|refuses|refused|unable|untrue|false)$/,
  prohibitions: /^(?:forbidden|forbids|prohibited|prohibits)$/,
};
/** Shown with the negation: "did not fire". */
const AUXILIARIES = setOf(
  "is are was were be been do does did has have had may might can could must shall should will would",
);
/** The most tokens from a negator to the negated word. */
const REACH = 8;

/** Returns the negations of terms that both sentences have. */
export function negationsOf(
  tokens: readonly Token[],
  shared: ReadonlySet<string>,
  negators: readonly RegExp[],
): Negation[] {
  return tokens.flatMap(({ lower }, at) =>
    negators.some((negator) => negator.test(lower)) ? (negationAt(tokens, at, shared) ?? []) : [],
  );
}

/** Returns the negation of the first content word, unless it is not shared or the clause ends before it. */
function negationAt(
  tokens: readonly Token[],
  negator: number,
  shared: ReadonlySet<string>,
): Negation | undefined {
  for (let at = negator + 1; at <= negator + REACH && at < tokens.length; at += 1) {
    const { lower, term } = tokenAt(tokens, at);
    if (/^(?:[,;:.()]|and|but)$/.test(lower)) return undefined;
    if (term === "") continue;
    const from = AUXILIARIES.has(tokenAt(tokens, negator - 1).lower) ? negator - 1 : negator;
    return shared.has(term) ? { from, to: at + 1, term } : undefined;
  }
  return undefined;
}

const CONDITIONS = setOf("until unless except since but only if than yet before instead");

/** Returns the conditions of a sentence, which can reverse a negation: "not until May" means "in May". */
export const conditionsOf = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ lower }) => CONDITIONS.has(lower))
    .map(({ lower }) => lower)
    .sort()
    .join(" ");
