/** @module The projection of token states to fewer dimensions, after subtracting their mean. */

import { type CompactMatrix, compactZeros, putVector } from "./compact.ts";
import { copyRows, createKernel, GROUP, upToGroup } from "./kernel.ts";
import { type Matrix, matrixOf } from "./vector.ts";

/** Directions in the space of a model's states, and the mean state that is subtracted first. */
export interface TokenProjection {
  readonly mean: Float32Array;
  /** One direction a row, orthonormal. */
  readonly directions: Matrix;
}

/** Reads a projection from its file: the mean, then the directions. @throws Error on another length. */
export function projectionOver(
  numbers: Float32Array,
  dimensions: number,
  to: number,
): TokenProjection {
  if (numbers.length !== (to + 1) * dimensions)
    throw new Error(`${numbers.length} numbers instead of ${(to + 1) * dimensions}`);
  const directions = matrixOf(numbers.subarray(dimensions), dimensions);
  return { mean: numbers.subarray(0, dimensions), directions };
}

/** Returns the numbers that `projectionOver` reads. */
export function numbersOf({ mean, directions }: TokenProjection): Float32Array {
  const numbers = new Float32Array(mean.length + directions.data.length);
  numbers.set(mean);
  numbers.set(directions.data, mean.length);
  return numbers;
}

const WORD = Float32Array.BYTES_PER_ELEMENT;

/** Returns a function that projects row-major states to compact unit vectors. */
export function projector({
  mean,
  directions,
}: TokenProjection): (states: Float32Array) => CompactMatrix {
  const [width, to] = [upToGroup(directions.dimensions), upToGroup(directions.rows)];
  const { loops, reserve } = createKernel();
  const constants = reserve((to + 1) * width * WORD).f32;
  constants.set(mean);
  constants.set(grouped(directions), width);
  const rowsAt = (to + 1) * width * WORD;
  return (states) => {
    const result = compactZeros(states.length / directions.dimensions, directions.rows);
    const count = result.rows + (result.rows % 2);
    const projectedAt = rowsAt + count * width * WORD;
    const { f32 } = reserve(projectedAt + count * to * WORD);
    copyRows(states, directions.dimensions, f32.subarray(rowsAt / WORD, projectedAt / WORD), width);
    loops.project(rowsAt, count, width, 0, width * WORD, to, projectedAt);
    for (let row = 0; row < result.rows; row += 1) {
      const from = projectedAt / WORD + row * to;
      putVector(result, row, f32.subarray(from, from + directions.rows));
    }
    return result;
  };
}

/** Arranges directions as the kernel reads them: in groups of 16, the first number of each, then the second, … */
function grouped({ data, rows, dimensions }: Matrix): Float32Array {
  const width = upToGroup(dimensions);
  const result = new Float32Array(upToGroup(rows) * width);
  for (let row = 0; row < rows; row += 1) {
    const within = row % GROUP;
    const group = (row - within) * width;
    for (let at = 0; at < dimensions; at += 1)
      result[group + at * GROUP + within] = data[row * dimensions + at] ?? 0;
  }
  return result;
}
