/** @module Vectors: rows of one Float32Array, unit length. */

import { copyRows, createKernel, upToGroup } from "./kernel.ts";

/** Scales a vector to unit length, in place. @throws Error if it has no direction: zero, infinite or NaN. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 0) || !Number.isFinite(length))
    throw new Error("an embedding without a direction");
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

/** Returns the inner product; of unit vectors, their cosine. Four partial sums run half as fast again as one. */
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

/** Returns a matrix over row-major numbers. */
export const matrixOf = (data: Float32Array, dimensions: number): Matrix => ({
  data,
  rows: data.length / dimensions,
  dimensions,
});

/** Returns a row of a matrix, as a view. */
export const rowOf = ({ data, dimensions }: Matrix, at: number): Float32Array =>
  data.subarray(at * dimensions, (at + 1) * dimensions);

const WORD = Float32Array.BYTES_PER_ELEMENT;
const { loops, reserve } = createKernel();

/** Adds row-major vectors in their order. */
export function sumOfRows(rows: Float32Array, dimensions: number): Float32Array {
  const [count, width] = [rows.length / dimensions, upToGroup(dimensions)];
  const { f32 } = reserve((count + 1) * width * WORD);
  copyRows(rows, dimensions, f32.subarray(width, (count + 1) * width), width);
  loops.sum(width * WORD, count, width, 0);
  return f32.slice(0, dimensions);
}
