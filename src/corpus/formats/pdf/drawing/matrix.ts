/** @module Affine transformations in the form of PDF: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. */

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Composes two transformations; the inner one is applied first. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * t + c * u + e,
    b * t + d * u + f,
  ];
}

export const transform = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** Returns the scale along each axis. */
export const scalesOf = ([a, b, c, d]: Matrix): Point => [Math.hypot(a, b), Math.hypot(c, d)];

/** Reads a matrix from a list of six numbers; anything else is the identity. */
export function toMatrix(value: unknown): Matrix {
  const list = listOf(value);
  const matrix: Matrix = [
    numberAt(list, 0),
    numberAt(list, 1),
    numberAt(list, 2),
    numberAt(list, 3),
    numberAt(list, 4),
    numberAt(list, 5),
  ];
  // A missing or infinite number makes the sum not finite.
  return Number.isFinite(matrix[0] + matrix[1] + matrix[2] + matrix[3] + matrix[4] + matrix[5])
    ? matrix
    : IDENTITY;
}

/** An array or typed array; an empty one for anything else. */
export const listOf = (value: unknown): ArrayLike<unknown> =>
  Array.isArray(value) || value instanceof Float32Array ? value : [];

/** A number of a list; `NaN` where there is none. */
export function numberAt(list: ArrayLike<unknown>, at: number): number {
  const value = list[at];
  return typeof value === "number" ? value : NaN;
}
