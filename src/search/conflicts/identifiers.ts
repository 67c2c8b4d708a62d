/** @module Identifiers: numbers that name instead of counting, such as F-16, Article 5, version 4.2, [12]. */

import { isCapitalised, isDash, isWord, setOf, type Token, tokenAt } from "./tokens.ts";

/** Whether the number at tokens `at` to `next` is a name or a part of one. */
export type IdentifierTest = (tokens: readonly Token[], at: number, next: number) => boolean;

const NUMBERED = setOf(
  "article articles chapter section figure fig table page pages line lines version release rfc iso no nr number level step " +
    "issue volume vol part rule rules phase grade room gate route highway flight code status error season episode act " +
    "verse note footnote type model class group stage week day year round lane track channel ticket bug paragraph clause " +
    "amendment resolution python node java windows",
);
/** Capitalised as the first word of a sentence, or always; no names. */
const NO_NAMES = setOf(
  "about around some nearly almost over at in on of only by the a an with from just under up more exactly between " +
    "sunday monday tuesday wednesday thursday friday saturday",
);

/** Recognises a number joined to letters: AH-64, COVID-19, A4, 82nd. */
const isPartOfCode: IdentifierTest = (tokens, at, next) => {
  const [before, after] = [tokenAt(tokens, at - 1), tokenAt(tokens, next)];
  if (after.glued && /^(?:st|nd|rd|th)$/.test(after.lower)) return true;
  if (!tokenAt(tokens, at).glued) return false;
  if (isWord(before) || before.text === ".") return true;
  return isDash(before) && before.glued && isWord(tokenAt(tokens, at - 2));
};

/** Recognises a number after a name (Boeing 737); after the first word only if nothing is counted (Windows 11 is …). */
const followsName: IdentifierTest = (tokens, at, next) => {
  const before = tokenAt(tokens, at - 1);
  if (!isCapitalised(before) || NO_NAMES.has(before.lower)) return false;
  return at > 1 || !isWord(tokenAt(tokens, next));
};

export const IDENTIFIERS: Readonly<Record<string, IdentifierTest>> = {
  sign: (tokens, at) => /^[#§№[^_/]$/u.test(tokenAt(tokens, at - 1).text),
  numbered: (tokens, at) => NUMBERED.has(tokenAt(tokens, at - 1).lower),
  code: isPartOfCode,
  name: followsName,
};

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
