/** @module Alignment of amounts: which of two sentences count the same thing, and whether both can be right. */

import type { Amount } from "./amounts.ts";

/** A test of two amounts. */
export type AmountTest = (a: Amount, b: Amount) => boolean;

/** Whether two amounts of one noun or dimension are of different things all the same. */
export const DISTINCTIONS: Readonly<Record<string, AmountTest>> = {
  outcomeVerb: (a, b) => a.outcomeVerb !== b.outcomeVerb,
  aspect: (a, b) => a.aspect !== "" && b.aspect !== "" && a.aspect !== b.aspect,
};

/** How far values of one thing may be apart, as a part of the larger. */
export const TOLERANCES: Readonly<Record<string, number>> = { conversion: 0.02 };

export interface AlignmentRules {
  readonly distinctions: Readonly<Record<string, AmountTest>>;
  readonly tolerances: Readonly<Record<string, number>>;
}

/** Two amounts of the same thing that cannot both be right. */
export interface AmountConflict {
  readonly left: Amount;
  readonly right: Amount;
}

/** A sentence of more amounts is a table, where it is unclear which amounts belong together. */
const MAX_AMOUNTS = 40;

/** Returns the conflicts between the amounts of two sentences, where just one amount of each counts a thing. */
export function conflictingAmounts(
  a: readonly Amount[],
  b: readonly Amount[],
  { distinctions, tolerances }: AlignmentRules,
): AmountConflict[] {
  if (Math.max(a.length, b.length) > MAX_AMOUNTS) return [];
  const differ = Object.values(distinctions);
  const isSameThing: AmountTest = (x, y) =>
    isSameKind(x, y) && !differ.some((isDistinct) => isDistinct(x, y));
  const agree: AmountTest = (x, y) =>
    x.dimension === y.dimension &&
    (isEqual(x, y) || (isSameThing(x, y) && isCompatible(x, y, tolerances.conversion)));
  const openA = a.filter((x) => !b.some((y) => agree(x, y)));
  const openB = b.filter((y) => !a.some((x) => agree(x, y)));
  return openA.flatMap((left) => {
    const [right, ...others] = openB.filter((y) => isSameThing(left, y));
    if (right === undefined || others.length > 0) return [];
    return openA.filter((x) => isSameThing(x, right)).length === 1 ? [{ left, right }] : [];
  });
}

const isEqual: AmountTest = (a, b) => a.low === b.low && a.high === b.high;

const isSameKind: AmountTest = (a, b) =>
  a.dimension === b.dimension && a.noun === b.noun && (a.dimension !== "" || a.noun !== "");

/** Whether one number may be meant by both amounts; two lower or two upper bounds have to be equal. */
function isCompatible(a: Amount, b: Amount, conversion = 0): boolean {
  const slack = a.factor === b.factor ? 1 : 1 + conversion;
  const isOpen = a.bound !== "" && a.bound === b.bound && (a.high === Infinity || a.low === 0);
  const [x, y] = isOpen ? [limitOf(a), limitOf(b)] : [a, b];
  return x.low <= y.high * slack && y.low <= x.high * slack;
}

/** Returns the limit of an open range as a range of one value. */
function limitOf({ low, high }: Amount): Pick<Amount, "low" | "high"> {
  const limit = high === Infinity ? low : high;
  return { low: limit, high: limit };
}
