/** @module Which amounts of two sentences count the same thing, and whether they can both be right. */

import type { Amount } from "./amount.ts";

/** Two amounts that count the same thing and cannot both be right. */
export interface Conflict {
  readonly left: Amount;
  readonly right: Amount;
}

/** Least or most against another of its kind: 2 GB and 2.4 GB may pass for one, 2 and 4 not. */
const SAME_BOUND = 1.25;
/** What a number loses by conversion from another unit. */
const CONVERSION = 0.02;
/** How far a number may be rounded off: 3,000 stands for 3,120, 10 not for 12. */
const ROUNDING = 0.05;

/** A sentence of more amounts is a table, and which stands against which is not plain. */
const MAX_AMOUNTS = 40;

/** The conflicts between two sentences' amounts, where it is plain which stands against which. */
export function conflictsOf(a: readonly Amount[], b: readonly Amount[]): Conflict[] {
  if (Math.max(a.length, b.length) > MAX_AMOUNTS) return [];
  const freeA = a.filter((x) => !b.some((y) => isSaid(x, y)));
  const freeB = b.filter((y) => !a.some((x) => isSaid(x, y)));
  return freeA.flatMap((left) => {
    const rivals = freeB.filter((y) => sameThing(left, y));
    const right = rivals[0];
    if (right === undefined || rivals.length > 1) return [];
    return freeA.filter((x) => sameThing(x, right)).length === 1 ? [{ left, right }] : [];
  });
}

/** The same value in the same dimension is the other sentence's number, whatever words stand around it. */
const isSaid = (a: Amount, b: Amount): boolean =>
  a.dimension === b.dimension &&
  a.rate === b.rate &&
  compatible(a, b) &&
  (sameThing(a, b) || (a.low === b.low && a.high === b.high));

/** Whether two amounts count or measure the same, as far as the words around them tell. */
export function sameThing(a: Amount, b: Amount): boolean {
  if (a.dimension !== b.dimension || a.rate !== b.rate || a.isPart !== b.isPart) return false;
  if (a.fate !== b.fate || a.noun !== b.noun) return false;
  if (a.dimension === "" && a.noun === "") return false;
  if (a.aspect !== "" && b.aspect !== "" && a.aspect !== b.aspect) return false;
  const [few, many] = a.qualities.length < b.qualities.length ? [a, b] : [b, a];
  return few.qualities.length === 0 || few.qualities.some((word) => many.qualities.includes(word));
}

/** Whether one number may be meant by both. */
export function compatible(a: Amount, b: Amount): boolean {
  if (a.bound === "score" || b.bound === "score") return sameScore(a, b);
  if (a.bound === b.bound && a.bound === "least") return near(a.low, b.low, SAME_BOUND);
  if (a.bound === b.bound && a.bound === "most") return near(a.high, b.high, SAME_BOUND);
  const slack = a.factor === b.factor ? 0 : CONVERSION;
  const overlaps = a.low <= b.high * (1 + slack) && b.low <= a.high * (1 + slack);
  return overlaps || rounded(a, b) || rounded(b, a);
}

const near = (a: number, b: number, ratio: number): boolean =>
  Math.max(a, b) <= ratio * Math.min(a, b) || a === b;

const sameScore = (a: Amount, b: Amount): boolean =>
  (a.low === b.low && a.high === b.high) || (a.low === b.high && a.high === b.low);

/** Whether `a` is what `b` gives when it is rounded to the place that `a` is written to. */
function rounded(a: Amount, b: Amount): boolean {
  if (a.low !== a.high || a.place <= b.place || a.place === 1 * a.factor) return false;
  const isClose = Math.abs(a.low - b.low) <= ROUNDING * a.low;
  return isClose && Math.abs(a.low - b.low) <= a.place / 2;
}
