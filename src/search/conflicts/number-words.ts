/** @module Numbers written in English words. */

import { isDash, setOf, type Token, tokenAt } from "./token.ts";

const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** Zero to nineteen and the tens. */
export const UNITS: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, at): [string, number] => [word, 10 * (at + 2)]),
]);
export const SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);
const NOT_COUNTED_ONE = setOf("no any every each this that the which some");
const NOT_COUNTING_ONE = setOf("of another who that can is must may should 's or and to");

/** "Forty-one", "a hundred and twenty", "two million": units gathered up to each scale. */
export function readWords(
  tokens: readonly Token[],
  from: number,
): { readonly value: number; readonly next: number } | undefined {
  if (isPronoun(tokens, from)) return undefined;
  let [total, current, at] = [0, 0, from];
  for (let next = step(tokens, at, from); next; next = step(tokens, at, from)) {
    const { value, after, isScale } = next;
    if (!isScale) current += value;
    else if (value === 100) current *= 100;
    else [total, current] = [total + current * value, 0];
    at = after;
  }
  return at === from ? undefined : { value: total + current, next: at };
}

interface Step {
  readonly value: number;
  readonly after: number;
  readonly isScale: boolean;
}

/** The next word of a number in words; "a" begins one before a scale, "and" and a hyphen may join its parts. */
function step(tokens: readonly Token[], at: number, from: number): Step | undefined {
  const { lower } = tokenAt(tokens, at);
  const following = tokenAt(tokens, at + 1).lower;
  if (at === from) {
    if (lower === "a" && SCALES.has(following)) return { value: 1, after: at + 1, isScale: false };
    const value = UNITS.get(lower);
    return value === undefined ? undefined : { value, after: at + 1, isScale: false };
  }
  const scale = SCALES.get(lower);
  if (scale !== undefined) return { value: scale, after: at + 1, isScale: true };
  return continued(tokens, at);
}

/** A unit after a ten ("forty-one") or after a scale ("a hundred and ten"), never one after one ("two three"). */
function continued(tokens: readonly Token[], at: number): Step | undefined {
  const before = tokenAt(tokens, at - 1).lower;
  const joins = isDash(tokenAt(tokens, at)) || tokenAt(tokens, at).lower === "and";
  const value = UNITS.get(tokenAt(tokens, joins ? at + 1 : at).lower);
  if (value === undefined) return undefined;
  const afterTen = TENS.includes(before) && value < 10 && tokenAt(tokens, at).lower !== "and";
  if (!afterTen && !SCALES.has(before)) return undefined;
  return { value, after: joins ? at + 2 : at + 1, isScale: false };
}

/** "No one", "one of", "one another" count nothing. */
function isPronoun(tokens: readonly Token[], at: number): boolean {
  if (tokenAt(tokens, at).lower !== "one") return false;
  const before = tokenAt(tokens, at - 1).lower;
  return NOT_COUNTED_ONE.has(before) || NOT_COUNTING_ONE.has(tokenAt(tokens, at + 1).lower);
}
