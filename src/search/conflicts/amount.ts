/** @module Amounts: the numbers of a sentence that count or measure something. */

import { type Bound, qualifierAfter, qualifierBefore, spread } from "./bound.ts";
import { type Counted, aspectAround, countedAround, rateWord, wordBefore } from "./counted.ts";
import { isIdentifier } from "./identifier.ts";
import { type Numeral, readNumeral } from "./numeral.ts";
import { isDash, isWord, type Token, type TokenSpan, tokenAt } from "./token.ts";
import { currencyOf, readUnit, toBase, type Unit } from "./unit.ts";

/** Its span holds the number with its unit and what qualifies it. */
export interface Amount extends Counted, TokenSpan {
  /** The values it may stand for, in the base unit of its dimension. */
  readonly low: number;
  readonly high: number;
  readonly bound: Bound | "score";
  /** In the base unit: what an exact number may have been rounded to. */
  readonly place: number;
  /** "" for what is counted. */
  readonly dimension: string;
  readonly factor: number;
  /** Which side of a thing is measured (length, height, …), "" where it is not said. */
  readonly aspect: string;
}

/** The amounts of a sentence in order, without what `taken` says is part of a date, and without identifiers. */
export function readAmounts(tokens: readonly Token[], taken: (index: number) => boolean): Amount[] {
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length;) {
    const amount = taken(at) ? undefined : amountAt(tokens, at);
    if (amount) amounts.push(amount);
    at = Math.max(amount?.to ?? 0, at + 1);
  }
  return merged(amounts, tokens);
}

function amountAt(tokens: readonly Token[], at: number): Amount | undefined {
  const first = readNumeral(tokens, at);
  if (first === undefined) return undefined;
  const number = rangeFrom(tokens, at, first);
  if (isIdentifier(tokens, at, number.next)) return undefined;
  return number.isScore ? scoreAt(at, number) : measured(tokens, at, number);
}

type Ranged = Numeral & { readonly isScore: boolean };

/** "15-20", "between 15 and 20", "two or three" are one number; "3–1" is a score. */
function rangeFrom(tokens: readonly Token[], at: number, first: Numeral): Ranged {
  const join = tokenAt(tokens, first.next);
  const opens = tokens.slice(Math.max(0, at - 2), at).some(({ lower }) => lower === "between");
  const joins = isDash(join) || /^(?:to|or)$/.test(join.lower) || (opens && join.lower === "and");
  const second = joins ? readNumeral(tokens, first.next + 1) : undefined;
  if (second === undefined || second.manner === "vague") return { ...first, isScore: false };
  const isGame = isDash(join) && !isWord(tokenAt(tokens, second.next)) && second.high < 100;
  if (second.low <= first.low && !(isDash(join) && isGame)) return { ...first, isScore: false };
  const isScore = isGame && readUnit(tokens, second.next) === undefined;
  return {
    ...first,
    high: second.high,
    place: Math.min(first.place, second.place),
    next: second.next,
    isScore,
  };
}

function scoreAt(at: number, number: Ranged): Amount {
  const nothing = { noun: "", qualities: [], fate: "", rate: "", isPart: false };
  const { low, high, next } = number;
  const what = { dimension: "score", factor: 1, aspect: "", place: 1 };
  return { ...nothing, ...what, from: at, to: next, low, high, bound: "score" };
}

function measured(tokens: readonly Token[], at: number, number: Numeral): Amount {
  const money = currencyOf(tokenAt(tokens, at - 1).text);
  const unit = unitAfter(tokens, number.next, money);
  const before = qualifierBefore(tokens, money ? at - 1 : at);
  const start = Math.min(before.from, money ? at - 1 : at);
  const after = qualifierAfter(tokens, unit.next);
  const bound = after?.bound ?? before.bound;
  const [low, high] = spread(number, bound).map((value) => toBase(value, unit.unit));
  const values = {
    low: low ?? 0,
    high: high ?? 0,
    bound,
    place: number.place * (unit.unit?.factor ?? 1),
  };
  const next = after?.next ?? unit.next;
  const range = { from: start, to: tokenAt(tokens, next - 1).lower === "of" ? next - 1 : next };
  return { ...what(tokens, at, unit), ...values, ...range };
}

interface UnitAfter {
  readonly unit: Unit | undefined;
  readonly next: number;
}

function unitAfter(tokens: readonly Token[], next: number, money: Unit | undefined): UnitAfter {
  if (money) return { unit: money, next };
  const at = isDash(tokenAt(tokens, next)) ? next + 1 : next;
  const found = readUnit(tokens, at);
  const isLetter =
    /^[mslthgc]$/.test(tokenAt(tokens, at).lower) &&
    tokenAt(tokens, at).text !== tokenAt(tokens, at).lower;
  return found === undefined || isLetter ? { unit: undefined, next } : found;
}

type What = Counted & Pick<Amount, "dimension" | "factor" | "aspect">;

function what(tokens: readonly Token[], at: number, { unit, next }: UnitAfter): What {
  const counted = countedAround(tokens, at, next);
  if (unit === undefined) {
    const noun = counted.noun || wordBefore(tokens, at);
    return { ...counted, noun, dimension: "", factor: 1, aspect: "" };
  }
  const rate = rateWord(tokens, next);
  const measure = {
    dimension: unit.dimension,
    factor: unit.factor,
    aspect: aspectAround(tokens, at, next),
  };
  return { ...counted, ...measure, noun: "", qualities: [], rate };
}

/** "2 hours 10 minutes" is one amount. */
function merged(amounts: readonly Amount[], tokens: readonly Token[]): Amount[] {
  const all: Amount[] = [];
  for (const amount of amounts) {
    const last = all.at(-1);
    if (last === undefined || !continues(last, amount, tokens)) all.push(amount);
    else {
      all.pop();
      all.push({ ...last, ...sum(last, amount) });
    }
  }
  return all;
}

const sum = (a: Amount, b: Amount): Pick<Amount, "to" | "low" | "high" | "place"> => ({
  to: b.to,
  low: a.low + b.low,
  high: a.high + b.high,
  place: b.place,
});

function continues(a: Amount, b: Amount, tokens: readonly Token[]): boolean {
  const between = tokens
    .slice(a.to, b.from)
    .map(({ lower }) => lower)
    .join(" ");
  const isSmaller = b.factor < a.factor && b.bound === "exact";
  return (
    a.dimension !== "" && a.dimension === b.dimension && isSmaller && /^(?:and|,)?$/.test(between)
  );
}
