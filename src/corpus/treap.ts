/** @module Grouping of units into spans that fit, split at boundaries that depend only on nearby text (a treap). */

import { fnv1a } from "../base/hash.ts";
import { firstWhere, type Span } from "./span.ts";

/** Whether a span of the text is short enough for one passage. */
export type Fits = (span: Span) => boolean;

/** The least distance of a split from both ends of its span, in UTF-16 units, if any boundary is that far. */
const MARGIN = 300;

/**
 * Joins units to spans that fit. Splits at the boundary of the lowest rank, then each side again until it fits (R. Seidel
 * and C. R. Aragon, "Randomized search trees", 1996). An edit moves no split that is much farther from it than a passage
 * is long, whereas filling from the start would move all.
 */
export function group(units: readonly Span[], ranks: readonly number[], fits: Fits): Span[] {
  const spans: Span[] = [];
  const boundary = boundaryFinder(units, ranks);
  // An explicit stack: in a hostile document each split takes off one end, thousands deep.
  const left = [{ from: 0, to: units.length }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { from, to } = next;
    const span = { start: units[from]?.start ?? 0, end: units[to - 1]?.end ?? 0 };
    if (to - from <= 1 || fits(span)) spans.push(span);
    else {
      const at = boundary(from, to);
      left.push({ from: at, to }, { from, to: at });
    }
  }
  return spans;
}

/** The number of UTF-16 units at the beginning of a unit that determine its rank, so that most edits change none. */
const HASHED = 16;

/** The first splits are between whole parts, then inside one, and last between units that belong together. */
const LEVEL = 2 ** 32;

/** Computes the rank of the boundary before a unit; the lowest is split first. */
export function rankOf(text: string, unit: Span, isPart: boolean, isBoundToLast: boolean): number {
  const value = hash(text, unit.start, Math.min(unit.end, unit.start + HASHED));
  if (isBoundToLast) return value + 2 * LEVEL;
  return isPart ? value : value + LEVEL;
}

/** Hashes a part of the text, mixed once more because the high bits of FNV-1a are poor on short texts. */
function hash(text: string, start: number, end: number): number {
  const plain = fnv1a(text, start, end);
  const value = Math.imul(plain ^ (plain >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/**
 * Returns a function that finds the unit in `from + 1 .. to - 1` to split before: of the lowest rank beyond the margins;
 * of equal ranks, the nearest to the middle.
 */
function boundaryFinder(units: readonly Span[], ranks: readonly number[]) {
  const least = rangeMin(ranks);
  const startOf = (at: number): number => units[at]?.start ?? Infinity;
  const endOf = (at: number): number => units[at]?.end ?? Infinity;
  return (from: number, to: number): number => {
    const [start, end] = [startOf(from), endOf(to - 1)];
    const margin = Math.min(MARGIN, (end - start) / 4);
    const low = firstWhere(from + 1, to, (at) => endOf(at - 1) - start >= margin);
    const high = firstWhere(low, to, (at) => end - startOf(at) < margin) - 1;
    if (low > high) return Math.ceil((from + to) / 2);
    const middle = firstWhere(low, high + 1, (at) => 2 * startOf(at) >= start + end);
    const before = middle > low ? least.last(low, middle - 1) : undefined;
    const after = middle <= high ? least.first(middle, high) : undefined;
    if (before === undefined || after === undefined) return before ?? after ?? low;
    const [one, other] = [ranks[before] ?? 0, ranks[after] ?? 0];
    if (one !== other) return one < other ? before : after;
    return start + end - 2 * startOf(before) <= 2 * startOf(after) - start - end ? before : after;
  };
}

/** Range minimum queries. */
export interface RangeMin {
  /** The index of the first minimum in `from … to`, both included. */
  readonly first: (from: number, to: number) => number;
  /** The index of the last minimum. */
  readonly last: (from: number, to: number) => number;
}

/** Builds a segment tree; a query takes logarithmic time. */
export function rangeMin(values: readonly number[]): RangeMin {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, values.length)));
  const tree = new Float64Array(2 * size).fill(Infinity);
  tree.set(values, size);
  const at = (node: number): number => tree[node] ?? Infinity;
  for (let node = size - 1; node > 0; node -= 1)
    tree[node] = Math.min(at(2 * node), at(2 * node + 1));

  const minimum = (from: number, to: number): number => {
    let least = Infinity;
    for (let [low, high] = [from + size, to + size + 1]; low < high; low >>= 1, high >>= 1) {
      if (low % 2 === 1) least = Math.min(least, at(low++));
      if (high % 2 === 1) least = Math.min(least, at(--high));
    }
    return least;
  };
  /** Finds the leaf nearest to a start, in one direction, with at most this value; one exists. `near`: 0 right, 1 left. */
  const nearest = (start: number, least: number, near: 0 | 1): number => {
    let node = start + size;
    while (at(node) > least) {
      while (node % 2 !== near) node >>= 1;
      node += near === 0 ? 1 : -1;
    }
    while (node < size) node = 2 * node + (at(2 * node + near) <= least ? near : 1 - near);
    return node - size;
  };
  return {
    first: (from, to) => nearest(from, minimum(from, to), 0),
    last: (from, to) => nearest(to, minimum(from, to), 1),
  };
}
