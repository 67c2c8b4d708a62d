/** @module Questions that ask much the same, brought together by the cosines of their embeddings. */

import { dot } from "../model/vector.ts";

/**
 * Groups unit vectors: the two groups whose members are nearest on average are joined, as long as that average is at
 * least the limit. Gives the rows of each group in order, the largest group first.
 */
export function groupByLikeness(vectors: readonly Float32Array[], limit: number): number[][] {
  const cosines = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
  let groups = vectors.map((_, row) => ({ at: row, rows: [row] }));
  for (let pair = nearestPair(cosines, groups); pair.cosine >= limit;) {
    const { a, b } = pair;
    average(cosines, a, b);
    groups = groups.filter((group) => group !== b);
    a.rows.push(...b.rows);
    pair = nearestPair(cosines, groups);
  }
  return groups
    .map(({ rows }) => rows.toSorted((a, b) => a - b))
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

interface Group {
  /** Its row and column among the cosines. */
  readonly at: number;
  readonly rows: number[];
}
interface Pair {
  readonly a: Group;
  readonly b: Group;
  readonly cosine: number;
}

/** With fewer than two groups, a pair that is never near enough. */
function nearestPair(cosines: readonly Float64Array[], groups: readonly Group[]): Pair {
  const none: Group = { at: -1, rows: [] };
  let nearest: Pair = { a: none, b: none, cosine: -Infinity };
  for (const [place, a] of groups.entries())
    for (let next = place + 1; next < groups.length; next += 1) {
      const b = groups[next] ?? none;
      const cosine = cosines[a.at]?.[b.at] ?? -Infinity;
      if (cosine > nearest.cosine) nearest = { a, b, cosine };
    }
  return nearest;
}

/** Makes the first group's cosines those of both: the average over members, to each other group. */
function average(cosines: readonly Float64Array[], a: Group, b: Group): void {
  const [rowA, rowB] = [cosines[a.at], cosines[b.at]];
  if (!rowA || !rowB) return;
  const share = a.rows.length / (a.rows.length + b.rows.length);
  for (const [other, row] of cosines.entries()) {
    const joined = share * (rowA[other] ?? 0) + (1 - share) * (rowB[other] ?? 0);
    rowA[other] = joined;
    row[a.at] = joined;
  }
}

/** The row that is nearest to all of its group on average: the one to stand for it. */
export function middleOf(vectors: readonly Float32Array[], rows: readonly number[]): number {
  const sum = (row: number): number =>
    rows.reduce((total, other) => total + cosineOf(vectors, row, other), 0);
  return rows.reduce((best, row) => (sum(row) > sum(best) ? row : best), rows[0] ?? 0);
}

const cosineOf = (vectors: readonly Float32Array[], a: number, b: number): number =>
  dot(vectors[a] ?? EMPTY, vectors[b] ?? EMPTY);
const EMPTY = new Float32Array();
