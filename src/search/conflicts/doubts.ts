/** @module Doubts: numbers that may mean something else than they seem to, and are left unread in strict languages. */

import type { IdentifierTest } from "./identifiers.ts";
import type { Language, NumeralWords } from "./languages/language.ts";
import { createNumeralWordTest } from "./numerals.ts";
import { isCapitalised, isDash, isNumber, isWord, setOf, type Token, tokenAt } from "./tokens.ts";
import { isUnknownCurrency, type Units, unitsOf } from "./units.ts";

/** Returns the tests of a language by name. */
export function doubtsOf(language: Language): Readonly<Record<string, IdentifierTest>> {
  const units = unitsOf(language.units);
  return {
    ordinal: ordinalTest(units),
    sum: isPartOfSum,
    part: partTest(language.numerals),
    currency: (tokens, at) => isUnknownCurrency(tokens, at, units),
    year: yearTest(language, units),
  };
}

/** Recognises "3. Platz", "3-й", "2e", "10-Euro-Schein"; but not "3km". */
const ordinalTest =
  (units: Units): IdentifierTest =>
  (tokens, at, next) => {
    const [mark, after] = [tokenAt(tokens, next), tokenAt(tokens, next + 1)];
    if (!isNumber(tokenAt(tokens, at)) || !mark.glued) return false;
    if (mark.text === ".") return isWord(after) && !after.glued;
    if (isDash(mark)) return after.glued && isWord(after);
    return isWord(mark) && !units.has(mark.lower);
  };

/** Recognises "3:1", "1/2", "-5", "3²". */
const isPartOfSum: IdentifierTest = (tokens, at, next) => {
  const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, next)];
  return (
    (after.glued && /^[:/º°²³½¼¾]$/u.test(after.text)) ||
    (tokenAt(tokens, at).glued && /^[-‐‑–−:/+]$/u.test(before.text))
  );
};

/** Recognises "1 23 45", "fünf und zwanzig", "deux et demi", "einige hundert". */
function partTest(words: NumeralWords): IdentifierTest {
  const [ands, halves, few] = [setOf(words.and), setOf(words.halves ?? ""), setOf(words.few)];
  const isNumeral = createNumeralWordTest(words);
  const isPart = (token: Token): boolean => isNumber(token) || isNumeral(token.lower);
  const isMore = (token: Token): boolean => isPart(token) || halves.has(token.lower);
  return (tokens, at, next) => {
    const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, next)];
    if (few.has(before.lower) || isPart(before) || isMore(after)) return true;
    return (
      (ands.has(before.lower) && isPart(tokenAt(tokens, at - 2))) ||
      (ands.has(after.lower) && isMore(tokenAt(tokens, next + 1)))
    );
  };
}

/** After a short preposition, a number of four digits may be a year: "w 1931". */
const LONGEST_PREPOSITION = 2;

/** Recognises 1931 with neither a unit nor a noun after it: a year or a count. */
function yearTest({ areNounsCapitalised = false }: Language, units: Units): IdentifierTest {
  const isNoun = (token: Token, { lower: before }: Token): boolean =>
    token.term !== "" &&
    (areNounsCapitalised ? isCapitalised(token) : before.length > LONGEST_PREPOSITION);
  return (tokens, at, next) => {
    if (next !== at + 1 || !/^(?:1\d|20)\d\d$/.test(tokenAt(tokens, at).text)) return false;
    const after = tokenAt(tokens, next);
    return !units.has(after.lower) && !isNoun(after, tokenAt(tokens, at - 1));
  };
}
