/** @module Numerals: numbers in digits or English words. */

import { isDash, setOf, type Token, tokenAt } from "./tokens.ts";

export interface Numeral {
  readonly low: number;
  readonly high: number;
  /** The index of the first token after it. */
  readonly next: number;
}

export type NumeralForm = (tokens: readonly Token[], at: number) => Numeral | undefined;

const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** Zero to nineteen and the tens. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, at): [string, number] => [word, 10 * (at + 2)]),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);
/** The values that a plural may stand for: "hundreds" is said of 150 and of 1,200. */
const VAGUE: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["tens", [15, 120]],
  ["dozens", [18, 140]],
  ["scores", [30, 140]],
  ["hundreds", [150, 1400]],
  ["thousands", [1500, 14_000]],
  ["millions", [1.5e6, 9e7]],
  ["billions", [1.5e9, 9e10]],
]);
/** "Several hundred" is as vague as "hundreds". */
const FEW = setOf("several few couple many");

const exact = (value: number, next: number): Numeral => ({ low: value, high: value, next });

const readDigits: NumeralForm = (tokens, at) => {
  const value = valueOf(tokenAt(tokens, at).text);
  if (value === undefined) return undefined;
  const scale = SCALES.get(tokenAt(tokens, at + 1).lower);
  return scale === undefined ? exact(value, at + 1) : exact(value * scale, at + 2);
};

/** Returns undefined for what is no number (4.2.1) or too long for an amount. */
function valueOf(written: string): number | undefined {
  if (written.length > 15) return undefined;
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(written)) return undefined;
  return Number(written.replaceAll(",", ""));
}

/** Reads "forty-one", "a hundred and twenty", "two million": sums units up to each scale. */
const readWords: NumeralForm = (tokens, from) => {
  let [total, current, at] = [0, 0, from];
  for (let part = readPart(tokens, at, from); part; part = readPart(tokens, at, from)) {
    const { value, next, isScale } = part;
    if (!isScale) current += value;
    else if (value === 100) current *= 100;
    else [total, current] = [total + current * value, 0];
    at = next;
  }
  return at === from ? undefined : exact(total + current, at);
};

interface Part {
  readonly value: number;
  readonly next: number;
  readonly isScale: boolean;
}

/** Reads the next word of a number; "a" may begin one before a scale. */
function readPart(tokens: readonly Token[], at: number, from: number): Part | undefined {
  const { lower } = tokenAt(tokens, at);
  if (at === from) {
    const isA = lower === "a" && SCALES.has(tokenAt(tokens, at + 1).lower);
    const value = isA ? 1 : UNITS.get(lower);
    return value === undefined ? undefined : { value, next: at + 1, isScale: false };
  }
  const scale = SCALES.get(lower);
  if (scale !== undefined) return { value: scale, next: at + 1, isScale: true };
  return readUnitAfter(tokens, at);
}

/** Reads a unit after a ten ("forty-one") or a scale ("a hundred and ten"), never after a unit ("two three"). */
function readUnitAfter(tokens: readonly Token[], at: number): Part | undefined {
  const before = tokenAt(tokens, at - 1).lower;
  const isAnd = tokenAt(tokens, at).lower === "and";
  const unit = isAnd || isDash(tokenAt(tokens, at)) ? at + 1 : at;
  const value = UNITS.get(tokenAt(tokens, unit).lower);
  if (value === undefined) return undefined;
  const isAfterTen = TENS.includes(before) && value < 10 && !isAnd;
  return isAfterTen || SCALES.has(before) ? { value, next: unit + 1, isScale: false } : undefined;
}

/** Reads "hundreds of", "tens of thousands of", "several hundred", with the "of". */
const readVague: NumeralForm = (tokens, at) => {
  const [first = "", second = "", third = ""] = [0, 1, 2].map(
    (step) => tokenAt(tokens, at + step).lower,
  );
  if (FEW.has(first) && VAGUE.has(`${second}s`)) return vague(`${second}s`, 1, at + 2);
  if (!VAGUE.has(first) || second !== "of") return undefined;
  const scale = third.endsWith("s") ? SCALES.get(third.slice(0, -1)) : undefined;
  if (scale === undefined) return vague(first, 1, at + 2);
  return vague(first, scale, at + (tokenAt(tokens, at + 3).lower === "of" ? 4 : 3));
};

function vague(word: string, scale: number, next: number): Numeral | undefined {
  const [low, high] = VAGUE.get(word) ?? [0, 0];
  return { low: low * scale, high: high * scale, next };
}

/** Reads "15-20", "between 15 and 20", "two or three". */
const readRange: NumeralForm = (tokens, at) => {
  const first = readExact(tokens, at);
  if (first === undefined) return undefined;
  const join = tokenAt(tokens, first.next);
  const isBetween = tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => lower === "between");
  const joins = isDash(join) || /^(?:to|or)$/.test(join.lower);
  if (!joins && !(isBetween && join.lower === "and")) return undefined;
  const second = readExact(tokens, first.next + 1);
  if (second === undefined || second.low <= first.low) return undefined;
  return { low: first.low, high: second.high, next: second.next };
};

const readExact: NumeralForm = (tokens, at) => readDigits(tokens, at) ?? readWords(tokens, at);

/** The forms of numbers; the first that matches is read. */
export const NUMERALS: Readonly<Record<string, NumeralForm>> = {
  range: readRange,
  digits: readDigits,
  vague: readVague,
  words: readWords,
};
