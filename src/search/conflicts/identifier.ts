/** @module Numbers that name instead of counting: 82nd, F-16, Article 5, version 4.2, [12]. */

import { isCapitalised, isDash, isWord, setOf, type Token, tokenAt } from "./token.ts";
import { readUnit } from "./unit.ts";

const NAMED = setOf(
  "article articles chapter section figure fig table page pages line lines version release rfc iso no nr number level step " +
    "issue volume vol part rule rules phase grade room gate route highway flight code status error season episode act " +
    "verse note footnote type model class group stage week day year round lane track channel ticket bug paragraph clause " +
    "amendment resolution python node java windows",
);
/** A capital tells nothing of these: they open a sentence, or are words of any. */
const FREE = setOf(
  "about around some nearly almost over at in on of only by the a an with from just under up more exactly between " +
    "sunday monday tuesday wednesday thursday friday saturday",
);

/** Whether the number at tokens `at` to `next` is a name or a part of one. */
export function isIdentifier(tokens: readonly Token[], at: number, next: number): boolean {
  const before = tokenAt(tokens, at - 1);
  const after = tokenAt(tokens, next);
  if (/^[#§№[^_/]$/u.test(before.text) || NAMED.has(before.lower)) return true;
  if (isPartOfCode(tokens, at) || isOrdinal(after)) return true;
  if (after.glued && isWord(after) && readUnit(tokens, next) === undefined) return true;
  if (isDash(after) && ORDINALS.includes(tokenAt(tokens, next + 1).lower)) return true;
  return isName(before, at, /^\p{L}/u.test(after.text));
}

/** Glued to letters, with or without a dash: AH-64, COVID-19, A4. */
function isPartOfCode(tokens: readonly Token[], at: number): boolean {
  const token = tokenAt(tokens, at);
  const before = tokenAt(tokens, at - 1);
  if (!token.glued) return false;
  if (isWord(before) || before.text === ".") return true;
  return isDash(before) && before.glued && isWord(tokenAt(tokens, at - 2));
}

const isOrdinal = ({ glued, lower }: Token): boolean => glued && /^(?:st|nd|rd|th)$/.test(lower);

/** After a name in the sentence (Boeing 737); after its first word only where nothing is counted (Windows 11 is …). */
function isName(before: Token, at: number, isFollowed: boolean): boolean {
  if (!isCapitalised(before) || FREE.has(before.lower)) return false;
  return at > 1 || !isFollowed;
}

const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );

/** What marks out one of several alike: ordinals as numbers, and names with digits, each with the word before it. */
export function markersOf(
  tokens: readonly Token[],
  taken: (index: number) => boolean,
): ReadonlySet<string> {
  const markers = new Set<string>();
  tokens.forEach((token, at) => {
    const ordinal = ORDINALS.indexOf(token.lower) + 1;
    const isSecond = token.lower === "second" && /^\d|^one$/.test(tokenAt(tokens, at - 1).lower);
    if (ordinal > 0 && !isSecond) markers.add(`${tensBefore(tokens, at)}${ordinal}th`);
    else if (/^\d/.test(token.text) && !taken(at)) {
      const next = tokenAt(tokens, at + 1);
      if (isOrdinal(next)) markers.add(`${token.text}th`);
      else if (isIdentifier(tokens, at, at + 1)) markers.add(codeAt(tokens, at));
    }
  });
  return markers;
}

/** "twenty" of "twenty-first". */
const tensBefore = (tokens: readonly Token[], at: number): string =>
  isDash(tokenAt(tokens, at - 1)) ? tokenAt(tokens, at - 2).lower : "";

function codeAt(tokens: readonly Token[], at: number): string {
  const before = tokenAt(tokens, at - 1);
  const name = isDash(before) ? tokenAt(tokens, at - 2) : before;
  return `${isWord(name) ? name.lower : ""}${tokenAt(tokens, at).text}`;
}
