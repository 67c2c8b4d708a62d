/** @module Identifiers: numbers that name instead of counting, such as F-16, Article 5, version 4.2, [12]. */

import type { Language } from "./languages/language.ts";
import { createNumeralWordTest } from "./numerals.ts";
import { isCapitalised, isDash, isNumber, isWord, setOf, type Token, tokenAt } from "./tokens.ts";
import { isUnknownCurrency, unitsOf } from "./units.ts";

/** Whether the number at tokens `at` to `next` is a name or a part of one. */
export type IdentifierTest = (tokens: readonly Token[], at: number, next: number) => boolean;

/** Returns the tests of a language by name; the strict ones also find numbers that cannot be read for certain. */
export const identifiersOf = (language: Language): Readonly<Record<string, IdentifierTest>> => ({
  sign: (tokens, at) => /^[#§№[^_/]$/u.test(tokenAt(tokens, at - 1).text),
  numbered: numberedTest(language),
  code: isPartOfCode,
  name: nameTest(language),
  ...(language.isStrict ? doubtsOf(language) : {}),
});

/** Recognises a number after "article" or, in strict languages, "art." and a month. */
function numberedTest({ identifiers, isStrict, dates }: Language): IdentifierTest {
  const numbered = setOf([identifiers.numbered, ...(isStrict ? dates.months : [])].join(" "));
  return (tokens, at) => {
    const isDotted = isStrict && tokenAt(tokens, at - 1).text === ".";
    return numbered.has(tokenAt(tokens, isDotted ? at - 2 : at - 1).lower);
  };
}

/** Recognises a number joined to letters: AH-64, COVID-19, A4, 82nd. */
const isPartOfCode: IdentifierTest = (tokens, at, next) => {
  const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, next)];
  if (after.glued && /^(?:st|nd|rd|th)$/.test(after.lower)) return true;
  if (!tokenAt(tokens, at).glued) return false;
  if (isWord(before) || before.text === ".") return true;
  return isDash(before) && before.glued && isWord(tokenAt(tokens, at - 2));
};

/** Recognises a number after a name (Boeing 737); after the first word only if nothing is counted (Windows 11 is …). */
function nameTest({ identifiers, isStrict, units }: Language): IdentifierTest {
  const noNames = setOf(identifiers.noNames);
  const measures = unitsOf(units);
  return (tokens, at, next) => {
    const before = tokenAt(tokens, at - 1);
    if (!isCapitalised(before) || noNames.has(before.lower)) return false;
    const isCounted = !isNumber(tokenAt(tokens, at)) || measures.has(tokenAt(tokens, next).lower);
    if (isStrict && isCounted) return false;
    return at > 1 || !isWord(tokenAt(tokens, next));
  };
}

/** After a short preposition, a number of four digits may be a year: "w 1931". */
const LONGEST_PREPOSITION = 2;

/** Returns the tests for numbers that may mean something else than they seem to. */
function doubtsOf(language: Language): Readonly<Record<string, IdentifierTest>> {
  const units = unitsOf(language.units);
  const isNumeral = createNumeralWordTest(language.numerals);
  const [and, halves, few] = [
    setOf(language.numerals.and),
    setOf(language.numerals.halves ?? ""),
    setOf(language.numerals.few),
  ];
  const isNoun = (token: Token, { lower: before }: Token): boolean =>
    token.term !== "" &&
    (language.areNounsCapitalised ? isCapitalised(token) : before.length > LONGEST_PREPOSITION);
  const isPart = (token: Token): boolean => isNumber(token) || isNumeral(token.lower);
  return {
    /** "3. Platz", "3-й", "2e", "10-Euro-Schein"; but "3km". */
    ordinal: (tokens, at, next) => {
      const [mark, after] = [tokenAt(tokens, next), tokenAt(tokens, next + 1)];
      if (!isNumber(tokenAt(tokens, at)) || !mark.glued) return false;
      if (mark.text === ".") return isWord(after) && !after.glued;
      if (isDash(mark)) return after.glued && isWord(after);
      return isWord(mark) && !units.has(mark.lower);
    },
    /** "3:1", "1/2", "-5", "3²". */
    sum: (tokens, at, next) =>
      (tokenAt(tokens, next).glued && /^[:/º°²³½¼¾]$/u.test(tokenAt(tokens, next).text)) ||
      (tokenAt(tokens, at).glued && /^[-‐‑–−:/+]$/u.test(tokenAt(tokens, at - 1).text)),
    /** "1 23 45", "fünf und zwanzig", "deux et demi", "einige hundert". */
    part: (tokens, at, next) => {
      const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, next)];
      return (
        few.has(before.lower) ||
        isPart(before) ||
        isPart(after) ||
        halves.has(after.lower) ||
        (and.has(before.lower) && isPart(tokenAt(tokens, at - 2))) ||
        (and.has(after.lower) &&
          (isPart(tokenAt(tokens, next + 1)) || halves.has(tokenAt(tokens, next + 1).lower)))
      );
    },
    currency: (tokens, at) => isUnknownCurrency(tokens, at, units),
    /** 1931 with neither a unit nor a noun after it: a year or a count. */
    year: (tokens, at, next) =>
      /^(?:1\d|20)\d\d$/.test(tokenAt(tokens, at).text) &&
      next === at + 1 &&
      !units.has(tokenAt(tokens, next).lower) &&
      !isNoun(tokenAt(tokens, next), tokenAt(tokens, at - 1)),
  };
}

/** Returns an identifier with the word before it, which distinguishes one of several things of a kind; "" for none. */
export function markerAt(
  tokens: readonly Token[],
  at: number,
  isIdentifier: IdentifierTest,
): string {
  const { text } = tokenAt(tokens, at);
  if (!/^\d/.test(text) || !isIdentifier(tokens, at, at + 1)) return "";
  const before = tokenAt(tokens, at - 1);
  const name = isDash(before) ? tokenAt(tokens, at - 2) : before;
  return `${isWord(name) ? name.lower : ""}${text}`;
}
