/** @module Vectors: rows of one Float32Array, unit length. */

/** The vector at unit length, in place. @throws Error if it has no direction: a zero, an infinity, not a number. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 0) || !Number.isFinite(length))
    throw new Error("an embedding without a direction");
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

/** The inner product; of unit vectors, their cosine. Four sums side by side are half as fast again as one. */
export function dot(a: Float32Array, b: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let at = 0; at < a.length; at += 4) {
    first += (a[at] ?? 0) * (b[at] ?? 0);
    second += (a[at + 1] ?? 0) * (b[at + 1] ?? 0);
    third += (a[at + 2] ?? 0) * (b[at + 2] ?? 0);
    fourth += (a[at + 3] ?? 0) * (b[at + 3] ?? 0);
  }
  return first + second + third + fourth;
}

/** Vectors of one dimension, end to end. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly dimensions: number;
}

/** A matrix over row-major numbers. */
export const matrixOf = (data: Float32Array, dimensions: number): Matrix => ({
  data,
  rows: data.length / dimensions,
  dimensions,
});

/** A row of a matrix: a view, not a copy. */
export const rowOf = ({ data, dimensions }: Matrix, at: number): Float32Array =>
  data.subarray(at * dimensions, (at + 1) * dimensions);
