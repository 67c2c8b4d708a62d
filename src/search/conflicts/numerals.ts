/** @module Numerals: numbers in digits or in the words of a language. */

import type { Language, NumeralWords } from "./languages/language.ts";
import { isDash, setOf, type Token, tokenAt } from "./tokens.ts";

export interface Numeral {
  readonly low: number;
  readonly high: number;
  /** The index of the first token after it. */
  readonly next: number;
  /** Whether it is written in words. */
  readonly isInWords?: true;
}

export type NumeralForm = (tokens: readonly Token[], at: number) => Numeral | undefined;

/** Returns the forms of numbers in a language; the first that matches is read. */
export function numeralsOf(language: Language): Readonly<Record<string, NumeralForm>> {
  const digits = digitForm(language);
  const words = wordForm(language);
  const exactly: NumeralForm = (tokens, at) => digits(tokens, at) ?? words(tokens, at);
  return {
    range: rangeForm(language.numerals, exactly),
    digits,
    vague: vagueForm(language.numerals),
    words,
  };
}

/** Returns a test of words that are a numeral or a part of one. */
export const createNumeralWordTest =
  ({ values, fused, scales, vague }: NumeralWords): ((word: string) => boolean) =>
  (word) =>
    values.has(word) || scales.has(word) || vague.has(word) || fused?.(word) !== undefined;

const exact = (value: number, next: number): Numeral => ({ low: value, high: value, next });

function digitForm({ numerals, isStrict }: Language): NumeralForm {
  const { scales } = numerals;
  const valueOf = numerals.decimal === "." ? valueWithPoint : valueWithComma;
  return (tokens, at) => {
    const value = valueOf(tokenAt(tokens, at).text);
    if (value === undefined) return undefined;
    const scale = scales.get(tokenAt(tokens, at + 1).lower);
    if (scale === undefined) return exact(value, at + 1);
    const isAbbreviated = isStrict && isDotAfter(tokens, at + 2);
    return exact(value * scale, isAbbreviated ? at + 3 : at + 2);
  };
}

/** Whether a full stop at an index ends an abbreviation: a word in lower case, a name or a sign comes after it. */
const isDotAfter = (tokens: readonly Token[], at: number): boolean =>
  tokenAt(tokens, at).text === "." && tokenAt(tokens, at).glued && at + 1 < tokens.length;

/** Longer numbers are no amounts. */
const LONGEST = 15;

/** Returns undefined for what is no number (4.2.1) or too long for an amount. */
function valueWithPoint(written: string): number | undefined {
  if (written.length > LONGEST) return undefined;
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(written)) return undefined;
  return Number(written.replaceAll(",", ""));
}

const GROUPED = /^\d{1,3}(?:([. \u00a0\u202f\u2009'’])\d{3}(?:\1\d{3})*)?(?:,\d+)?$/u;
const PLAIN = /^\d+(?:,\d+)?$/;
/** 1,234 is a fraction, or thousands in the English form. */
const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;

/** Returns undefined for what may be a number of another form, too. */
function valueWithComma(written: string): number | undefined {
  if (written.length > LONGEST || AMBIGUOUS.test(written)) return undefined;
  if (!PLAIN.test(written) && !GROUPED.test(written)) return undefined;
  return Number(written.replace(/[^\d,]/gu, "").replace(",", "."));
}

interface Part {
  readonly value: number;
  readonly next: number;
  readonly isScale: boolean;
}

/** In tokens; longer runs of numerals are no number. */
const LONGEST_RUN = 20;

/** Reads "forty-one", "a hundred and twenty", "two million": sums values up to each scale. */
function wordForm({ numerals: words, isStrict }: Language): NumeralForm {
  const readFirst = firstPart(words);
  const readNext = nextPart(words);
  const isBare = setOf(words.bareScales ?? "");
  const isPercent = setOf(words.percent ?? "");
  return (tokens, from) => {
    const isImplicit = isBare.has(tokenAt(tokens, from).lower);
    const first = isImplicit ? { value: 1, next: from, isScale: false } : readFirst(tokens, from);
    if (first === undefined) return undefined;
    let [total, current, at] = [0, first.value, first.next];
    for (let last = first; ;) {
      const part = readNext(tokens, at, last);
      if (part === undefined) {
        const value = total + current;
        if (value === 100 && isPercent.has(tokenAt(tokens, from - 1).lower)) return undefined;
        return { ...exact(value, at), isInWords: true };
      }
      const { value, next, isScale } = part;
      if (isStrict && ((isScale && current === 0) || next - from > LONGEST_RUN)) return undefined;
      if (!isScale) current += value;
      else if (value === 100) current *= 100;
      else [total, current] = [total + current * value, 0];
      at = next;
      last = part;
    }
  };
}

type PartReader = (tokens: readonly Token[], at: number) => Part | undefined;

/** Returns a reader of a value in one or two words: "forty", "quatre-vingt", "zweihundert". */
function valueReader({ values, fused }: NumeralWords): PartReader {
  const hasPairs = [...values.keys()].some((words) => words.includes(" "));
  return (tokens, at) => {
    const first = tokenAt(tokens, at).lower;
    const second = isDash(tokenAt(tokens, at + 1)) ? at + 2 : at + 1;
    const pair = hasPairs ? values.get(`${first} ${tokenAt(tokens, second).lower}`) : undefined;
    if (pair !== undefined) return { value: pair, next: second + 1, isScale: false };
    const value = values.get(first) ?? fused?.(first);
    return value === undefined ? undefined : { value, next: at + 1, isScale: false };
  };
}

/** Reads the first word of a number; an article may begin one before a scale. */
function firstPart(words: NumeralWords): PartReader {
  const { scales } = words;
  const articles = setOf(words.articles);
  const readValue = valueReader(words);
  return (tokens, at) => {
    if (!articles.has(tokenAt(tokens, at).lower)) return readValue(tokens, at);
    const isOne = scales.has(tokenAt(tokens, at + 1).lower);
    return isOne ? { value: 1, next: at + 1, isScale: false } : undefined;
  };
}

/**
 * Reads a scale, or a value after a ten ("forty-one"), a hundred or a scale ("a hundred and ten"), never after a unit
 * ("two three").
 */
function nextPart(words: NumeralWords): (...place: Place) => Part | undefined {
  const ands = setOf(words.and);
  const readValue = valueReader(words);
  const most = mostAfter(words);
  return (tokens, at, last) => {
    const scale = words.scales.get(tokenAt(tokens, at).lower);
    if (scale !== undefined) return { value: scale, next: at + 1, isScale: true };
    const isAnd = ands.has(tokenAt(tokens, at).lower);
    const part = readValue(tokens, isAnd || isDash(tokenAt(tokens, at)) ? at + 1 : at);
    return part && part.value < most(last, isAnd) ? part : undefined;
  };
}

type Place = readonly [tokens: readonly Token[], at: number, last: Part];

/** Returns the limit below which a value can follow a part of a number. */
const mostAfter =
  ({ teensAfter = [], isAndAfterTens = false }: NumeralWords) =>
  ({ value, isScale }: Part, isAnd: boolean): number => {
    if (isScale) return Infinity;
    if (value >= 100) return value >= 1000 ? 1000 : 100;
    if (value < 20 || (isAnd && !isAndAfterTens)) return 0;
    return teensAfter.includes(value) ? 20 : 10;
  };

/** Reads "hundreds of", "tens of thousands of", "several hundred", with the "of". */
function vagueForm({ vague: ranges, scales, few, of }: NumeralWords): NumeralForm {
  const isFew = setOf(few);
  const vague = (word: string, scale: number, next: number): Numeral => {
    const [low, high] = ranges.get(word) ?? [0, 0];
    return { low: low * scale, high: high * scale, next };
  };
  return (tokens, at) => {
    const [first = "", second = "", third = ""] = [0, 1, 2].map(
      (step) => tokenAt(tokens, at + step).lower,
    );
    if (isFew.has(first) && ranges.has(`${second}s`)) return vague(`${second}s`, 1, at + 2);
    if (!ranges.has(first) || second !== of) return undefined;
    const scale = third.endsWith("s") ? scales.get(third.slice(0, -1)) : undefined;
    if (scale === undefined) return vague(first, 1, at + 2);
    return vague(first, scale, at + (tokenAt(tokens, at + 3).lower === of ? 4 : 3));
  };
}

/** Reads "15-20", "between 15 and 20", "two or three". */
function rangeForm({ to, between, and }: NumeralWords, exactly: NumeralForm): NumeralForm {
  const [joins, isBetween, ands] = [setOf(to), setOf(between), setOf(and)];
  return (tokens, at) => {
    const first = exactly(tokens, at);
    if (first === undefined) return undefined;
    const join = tokenAt(tokens, first.next);
    const isJoined =
      isDash(join) ||
      joins.has(join.lower) ||
      (ands.has(join.lower) &&
        tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => isBetween.has(lower)));
    if (!isJoined) return undefined;
    const second = exactly(tokens, first.next + 1);
    if (second === undefined || second.low <= first.low) return undefined;
    return { low: first.low, high: second.high, next: second.next };
  };
}
