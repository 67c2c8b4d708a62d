/** @module The projection of token states: from the model's dimensions to a few, less what all tokens have in common. */

import { type CompactMatrix, compactZeros, putVector } from "./compact.ts";
import { copyRows, createKernel, GROUP, upToGroup } from "./kernel.ts";
import { type Matrix, matrixOf } from "./vector.ts";

/** Directions in the space of a model's states, and the mean state that is taken off first. */
export interface TokenProjection {
  readonly mean: Float32Array;
  /** A direction a row: of length 1, at right angles to the others. */
  readonly directions: Matrix;
}

/** A projection as its file holds it: the mean, then the directions. @throws Error if it is not so long. */
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

/** What `projectionOver` takes. */
export function numbersOf({ mean, directions }: TokenProjection): Float32Array {
  const numbers = new Float32Array(mean.length + directions.data.length);
  numbers.set(mean);
  numbers.set(directions.data, mean.length);
  return numbers;
}

const WORD = Float32Array.BYTES_PER_ELEMENT;

/** Gives the states of tokens (row-major) projected, each as a compact vector of length 1. */
export function projector({
  mean,
  directions,
}: TokenProjection): (states: Float32Array) => CompactMatrix {
  const [width, to] = [upToGroup(directions.dimensions), upToGroup(directions.rows)];
  const { loops, room } = createKernel();
  const constants = room((to + 1) * width * WORD).f32;
  constants.set(mean);
  constants.set(grouped(directions), width);
  const rowsAt = (to + 1) * width * WORD;
  return (states) => {
    const result = compactZeros(states.length / directions.dimensions, directions.rows);
    const count = result.rows + (result.rows % 2);
    const projectedAt = rowsAt + count * width * WORD;
    const { f32 } = room(projectedAt + count * to * WORD);
    copyRows(states, directions.dimensions, f32.subarray(rowsAt / WORD, projectedAt / WORD), width);
    loops.project(rowsAt, count, width, 0, width * WORD, to, projectedAt);
    for (let row = 0; row < result.rows; row += 1) {
      const from = projectedAt / WORD + row * to;
      putVector(result, row, f32.subarray(from, from + directions.rows));
    }
    return result;
  };
}

/** Directions as the kernel reads them: in groups of sixteen, the first number of each, then the second, … */
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
