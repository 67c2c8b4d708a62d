/** @module Numerals: a number read from digits or English words. */

import { readWords, SCALES, UNITS } from "./number-words.ts";
import { setOf, type Token, tokenAt } from "./token.ts";

export interface Numeral {
  readonly low: number;
  readonly high: number;
  /** What it is a multiple of as written: 1 for 206, 10 for 60, 100,000 for 1.2 million; it may be rounded to that. */
  readonly place: number;
  /** `vague` for "hundreds", `near` for dozens counted, which are seldom meant to the unit. */
  readonly manner: "exact" | "near" | "vague";
  /** The index of the first token after it. */
  readonly next: number;
}

/** Written right after the digits: 1.2bn. */
const SHORT_SCALES: ReadonlyMap<string, number> = new Map([
  ["k", 1000],
  ["mn", 1e6],
  ["bn", 1e9],
]);
/** What a plural amount may stand for: wide, as "hundreds" may be said of 150 and of 1,200. */
const VAGUE: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["tens", [15, 120]],
  ["dozens", [18, 140]],
  ["scores", [30, 140]],
  ["hundreds", [150, 1400]],
  ["thousands", [1500, 14_000]],
  ["millions", [1.5e6, 9e7]],
  ["billions", [1.5e9, 9e10]],
]);
/** "Several hundred" tells no more than "hundreds" does. */
const FEW = setOf("several few couple many");
/** The number whose first token stands at an index, or undefined. */
export function readNumeral(tokens: readonly Token[], at: number): Numeral | undefined {
  const first = tokenAt(tokens, at);
  if (/^\d/.test(first.text)) return readDigits(tokens, at);
  const vagueOrDozens = readVague(tokens, at) ?? readDozens(tokens, at);
  if (vagueOrDozens) return vagueOrDozens;
  const words = readWords(tokens, at);
  return words && exact(words.value, placeOf(String(words.value)), words.next);
}

function readDigits(tokens: readonly Token[], at: number): Numeral | undefined {
  const first = tokenAt(tokens, at).text;
  const spaced = /^\d{1,3}$/.test(first) && /^\d{3}$/.test(tokenAt(tokens, at + 1).text);
  const written = spaced ? first + tokenAt(tokens, at + 1).text : first;
  const value = valueOf(written);
  if (value === undefined) return undefined;
  const next = at + (spaced ? 2 : 1);
  const scale = scaleAt(tokens, next);
  if (scale === undefined) return exact(value, placeOf(written), next);
  return exact(value * scale, placeOf(written) * scale, next + 1);
}

function scaleAt(tokens: readonly Token[], at: number): number | undefined {
  const { lower, glued } = tokenAt(tokens, at);
  return SCALES.get(lower) ?? (glued ? SHORT_SCALES.get(lower) : undefined);
}

/** Undefined for what may be read in two ways (1.500), is no number (4.2.1) or is too long to be an amount. */
function valueOf(written: string): number | undefined {
  if (written.length > 15 || /^[1-9]\d{0,2}\.\d{3}$/.test(written)) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (!/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written)) return undefined;
  return Number(written.replaceAll(",", ""));
}

function placeOf(written: string): number {
  const plain = written.replaceAll(",", "");
  const decimals = plain.split(".")[1]?.length ?? 0;
  if (decimals > 0) return 10 ** -decimals;
  let zeros = 0;
  while (zeros < plain.length - 1 && plain[plain.length - 1 - zeros] === "0") zeros += 1;
  return 10 ** zeros;
}

const exact = (value: number, place: number, next: number): Numeral => ({
  low: value,
  high: value,
  place,
  manner: "exact",
  next,
});

/** "Hundreds of", "tens of thousands of", "several hundred": the "of" is read with them. */
function readVague(tokens: readonly Token[], at: number): Numeral | undefined {
  const first = tokenAt(tokens, at).lower;
  const second = tokenAt(tokens, at + 1).lower;
  if (FEW.has(first) && VAGUE.has(`${second}s`)) return vague(`${second}s`, 1, at + 2);
  if (!VAGUE.has(first) || second !== "of") return undefined;
  const third = tokenAt(tokens, at + 2).lower;
  const scale = SCALES.get(third.replace(/s$/, ""));
  if (scale === undefined || !third.endsWith("s")) return vague(first, 1, at + 2);
  return vague(first, scale, at + (tokenAt(tokens, at + 3).lower === "of" ? 4 : 3));
}

function vague(word: string, scale: number, next: number): Numeral | undefined {
  const [low, high] = VAGUE.get(word) ?? [0, 0];
  return { low: low * scale, high: high * scale, place: low * scale, manner: "vague", next };
}

/** "A dozen", "two dozen", "3 dozen", "half a dozen". */
function readDozens(tokens: readonly Token[], at: number): Numeral | undefined {
  const [first, second, third] = [0, 1, 2].map((step) => tokenAt(tokens, at + step).lower);
  const isHalf = first === "half" && second === "a" && third === "dozen";
  if (isHalf) return { ...exact(6, 1, at + 3), manner: "near" };
  const count = first === "a" ? 1 : UNITS.get(first ?? "");
  if (count === undefined || second !== "dozen") return undefined;
  return { ...exact(12 * count, 1, at + 2), manner: "near" };
}
