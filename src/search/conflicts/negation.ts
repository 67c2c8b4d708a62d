/** @module Negations of what both of two sentences say. */

import type { Language, NegationWords } from "./languages/language.ts";
import { isWord, setOf, type Token, type TokenSpan, tokenAt } from "./tokens.ts";

/** From the negating word, or the auxiliary before it, to the negated word. */
export interface Negation extends TokenSpan {
  /** The term of the negated word. */
  readonly term: string;
}

/** The most tokens from a negator to the negated word. */
const REACH = 8;

/** Reads the negations of terms that both sentences have. */
export type NegationReader = (
  tokens: readonly Token[],
  shared: ReadonlySet<string>,
) => readonly Negation[];

/** Creates a reader of the negations of a language. */
export function createNegationReader(
  { negation, isStrict }: Language,
  negators: Readonly<Record<string, RegExp>>,
): NegationReader {
  const tests = Object.values(negators);
  const auxiliaries = setOf(negation.auxiliaries);
  const isEnd = endTest(negation);
  const fromAuxiliary = (tokens: readonly Token[], negator: number): number =>
    auxiliaries.has(tokenAt(tokens, negator - 1).lower) ? negator - 1 : negator;
  /** Returns the negation of the first content word, unless it is not shared or the clause ends before it. */
  const after: ClauseReader = (tokens, negator, shared) => {
    for (let at = negator + 1; at <= negator + REACH && at < tokens.length; at += 1) {
      const token = tokenAt(tokens, at);
      if (isEnd(token)) return isStrict ? before(tokens, negator, at, shared) : undefined;
      const { term } = token;
      if (term === "") continue;
      return shared.has(term)
        ? { from: fromAuxiliary(tokens, negator), to: at + 1, term }
        : undefined;
    }
    return isStrict ? before(tokens, negator, tokens.length, shared) : undefined;
  };
  return (tokens, shared) =>
    tokens.flatMap(({ lower }, at) =>
      tests.some((test) => test.test(lower)) ? (after(tokens, at, shared) ?? []) : [],
    );
}

type ClauseReader = (
  tokens: readonly Token[],
  negator: number,
  shared: ReadonlySet<string>,
) => Negation | undefined;

/** Returns the negation of the nearest content word before a negator that only light words follow: "verfällt nicht". */
function before(
  tokens: readonly Token[],
  negator: number,
  end: number,
  shared: ReadonlySet<string>,
): Negation | undefined {
  if (!tokens.slice(negator, end).every(isWord)) return undefined;
  for (let at = negator - 1; at >= negator - REACH && isWord(tokenAt(tokens, at)); at -= 1) {
    const { term } = tokenAt(tokens, at);
    if (term !== "") return shared.has(term) ? { from: at, to: negator + 1, term } : undefined;
  }
  return undefined;
}

/**
 * Creates a counter of the negations of a sentence, whatever is negated. "Никто не" is one: words that agree with a
 * negation count only without it, and only once.
 */
export function createNegationCounter({
  negators,
  agreeing = /$^/,
}: NegationWords): (tokens: readonly Token[]) => number {
  const tests = Object.values(negators);
  return (tokens) => {
    const found = tokens.filter(({ lower }) => tests.some((test) => test.test(lower)));
    const own = found.filter(({ lower }) => !agreeing.test(lower)).length;
    return own === 0 ? found.length : own;
  };
}

function endTest({ conjunctions }: NegationWords): (token: Token) => boolean {
  const words = setOf(conjunctions);
  return ({ lower }) => /^[,;:.()]$/.test(lower) || words.has(lower);
}

/** Creates a reader of the conditions of a sentence, which can reverse a negation: "not until May" means "in May". */
export function createConditionReader(conditions: string): (tokens: readonly Token[]) => string {
  const words = setOf(conditions);
  return (tokens) =>
    tokens
      .filter(({ lower }) => words.has(lower))
      .map(({ lower }) => lower)
      .sort()
      .join(" ");
}
