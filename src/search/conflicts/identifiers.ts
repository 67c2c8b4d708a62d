/** @module Identifiers: numbers that name instead of counting, such as F-16, Article 5, version 4.2, [12]. */

import { doubtsOf } from "./doubts.ts";
import type { Language } from "./languages/language.ts";
import { isCapitalised, isDash, isNumber, isWord, setOf, type Token, tokenAt } from "./tokens.ts";
import { unitsOf } from "./units.ts";

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
