/** @module Similarity of vectors, by the kernel: cosines of rows, and MaxSim of tokens. */

import { type CompactMatrix, copySteps } from "../model/compact.ts";
import { createKernel, upToGroup } from "../model/kernel.ts";
import type { Tokens } from "../model/embedder.ts";

export interface Cosines {
  /** Cosine of the vector and each row. */
  readonly toVector: readonly number[];
  /** Cosine of each row but the last and the next one. */
  readonly toNext: readonly number[];
}

const [HALF, WORD, DOUBLE] = [2, 4, 8];
const { loops, reserve } = createKernel();

/** Returns the cosines of a unit vector and others. */
export function cosinesTo(vector: Float32Array, others: readonly Float32Array[]): Float32Array {
  const width = upToGroup(vector.length);
  const rows = (1 + others.length) * width;
  const { f32 } = reserve((rows + others.length) * WORD);
  f32.fill(0, 0, rows);
  f32.set(vector);
  let at = width;
  for (const other of others) {
    f32.set(other, at);
    at += width;
  }
  loops.dots(0, width * WORD, others.length, width, rows * WORD);
  return f32.slice(rows, rows + others.length);
}

/** The cosines of no rows. */
export const NONE: Cosines = { toVector: [], toNext: [] };

/** Returns the cosines of the rows of a matrix and a unit vector, and of neighbouring rows. */
export const cosinesOf = (vector: Float32Array, matrix: CompactMatrix): Cosines =>
  cosinesOfAll(vector, [matrix])[0] ?? NONE;

/** Returns the cosines of many matrices, all rows in one call of the kernel. */
export function cosinesOfAll(vector: Float32Array, matrices: readonly CompactMatrix[]): Cosines[] {
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const width = upToGroup(vector.length);
  const results = upToGroup(rows);
  const [toVector, toNext, question] = [0, results * WORD, 2 * results * WORD];
  const steps = question + width * WORD;
  const { i8, i32, f32 } = reserve(steps + rows * width);
  f32.fill(0, question / WORD, steps / WORD);
  f32.set(vector, question / WORD);
  copyAll(matrices, i8, steps, width);
  loops.products(question, steps, rows, width, toVector);
  loops.neighbours(steps, rows, width, toNext);
  return scaledAll(matrices, f32, i32, results);
}

function copyAll(
  matrices: readonly CompactMatrix[],
  to: Int8Array,
  start: number,
  width: number,
): void {
  let at = start;
  for (const matrix of matrices) {
    copySteps(matrix, to, at, width);
    at += matrix.rows * width;
  }
}

/** Scales the results of the loops: `toVector` of all rows from the start, `toNext` from `second` on. */
function scaledAll(
  matrices: readonly CompactMatrix[],
  one: Float32Array,
  two: Int32Array,
  second: number,
): Cosines[] {
  const all: Cosines[] = [];
  let from = 0;
  for (const { scales, first, rows } of matrices) {
    const toVector: number[] = [];
    const toNext: number[] = [];
    for (let row = 0; row < rows; row += 1) {
      const scale = scales[first + row] ?? 0;
      toVector.push(scale * (one[from + row] ?? 0));
      if (row + 1 < rows)
        toNext.push(scale * (scales[first + row + 1] ?? 0) * (two[second + from + row] ?? 0));
    }
    all.push({ toVector, toNext });
    from += rows;
  }
  return all;
}

/**
 * Returns a function that computes MaxSim (O. Khattab and M. Zaharia, "ColBERT", 2020): for each token of the question the
 * best cosine of a token of the passage, at least 0; then their weighted mean, from 0 to 1.
 * @param weights one for each of the question's tokens, at least 0.
 */
export function maxSimTo(
  { vectors }: Pick<Tokens, "vectors">,
  weights: readonly number[],
): (passage: CompactMatrix) => number {
  const { scales, first } = vectors;
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = weights.map((weight, at) => (weight / total) * (scales[first + at] ?? 0));
  const bestOf = productsWith(vectors);
  return (passage) => {
    const best = bestOf(passage);
    let sum = 0;
    for (let at = 0; at < shares.length; at += 1) sum += (shares[at] ?? 0) * (best[at] ?? 0);
    return sum;
  };
}

/** Widens steps to two bytes each, padded to a multiple of four rows. */
function halves({ steps, first, rows, dimensions }: CompactMatrix): Int16Array {
  const width = upToGroup(dimensions);
  const result = new Int16Array(Math.ceil(rows / 4) * 4 * width);
  for (let row = 0; row < rows; row += 1)
    result.set(
      steps.subarray((first + row) * dimensions, (first + row + 1) * dimensions),
      row * width,
    );
  return result;
}

/** Returns a function that gives, for each row of the question, its highest product with a row of a passage; void at the next call. */
function productsWith(question: CompactMatrix): (passage: CompactMatrix) => Float64Array {
  const numbers = halves(question);
  const width = upToGroup(question.dimensions);
  const asked = numbers.length / width;
  const [best, numbersAt] = [0, asked * DOUBLE];
  const stepsAt = numbersAt + numbers.length * HALF;
  return (passage) => {
    const scalesAt = stepsAt + passage.rows * width;
    const { i8, i16, f32, f64 } = reserve(scalesAt + passage.rows * WORD);
    f64.fill(0, 0, asked);
    i16.set(numbers, numbersAt / HALF);
    copySteps(passage, i8, stepsAt, width);
    f32.set(passage.scales.subarray(passage.first, passage.first + passage.rows), scalesAt / WORD);
    loops.raise(best, numbersAt, asked, stepsAt, scalesAt, passage.rows, width);
    return f64.subarray(0, asked);
  };
}
