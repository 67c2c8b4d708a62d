/** @module The little linear algebra that fitting takes, on plain arrays. */

export type Vector = readonly number[];

export const zeros = (width: number): number[] => Array.from({ length: width }, () => 0);

export const inner = (a: Vector, b: Vector): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

export const sum = (values: Vector): number => values.reduce((total, value) => total + value, 0);

/** 0 of nothing. */
export const mean = (values: Vector): number =>
  values.length === 0 ? 0 : sum(values) / values.length;

export const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Probabilities from scores; one of minus infinity has none. */
export function softmax(scores: Vector): number[] {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/** The mean of rows of `width` numbers, each with its share. */
export function meanRow(rows: readonly Vector[], shares: Vector, width: number): number[] {
  const centre = zeros(width);
  for (const [at, row] of rows.entries())
    for (let k = 0; k < width; k += 1)
      centre[k] = (centre[k] ?? 0) + (shares[at] ?? 0) * (row[k] ?? 0);
  return centre;
}

/** A symmetric matrix that sums of outer products are added to. */
export interface Curvature {
  add(row: Vector, share: number): void;
  readonly rows: readonly Vector[];
}

/** @param diagonal what the matrix has to begin with: the penalty's own part. */
export function curvature(diagonal: Vector): Curvature {
  const rows = diagonal.map((value, at) => zeros(diagonal.length).with(at, value));
  const add = (row: Vector, share: number): void =>
    rows.forEach((target, k) =>
      row.forEach((value, j) => (target[j] = (target[j] ?? 0) + share * (row[k] ?? 0) * value)),
    );
  return { rows, add };
}

/** The solution of a few linear equations, by Gaussian elimination with pivots. */
export function solve(matrix: readonly Vector[], right: Vector): number[] {
  let rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < right.length; column += 1) rows = eliminate(rows, column);
  return rows.map((row, at) => (row[right.length] ?? 0) / (row[at] ?? 1));
}

function eliminate(rows: readonly Vector[], column: number): number[][] {
  const size = (row: Vector | undefined): number => Math.abs(row?.[column] ?? 0);
  let best = column;
  for (let at = column; at < rows.length; at += 1) if (size(rows[at]) > size(rows[best])) best = at;
  const swapped = rows.with(column, rows[best] ?? []).with(best, rows[column] ?? []);
  const pivot = swapped[column] ?? [];
  return swapped.map((row, at) => {
    const factor = at === column ? 0 : (row[column] ?? 0) / (pivot[column] ?? 1);
    return row.map((value, k) => value - factor * (pivot[k] ?? 0));
  });
}
