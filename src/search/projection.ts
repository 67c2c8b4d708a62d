/** @module The projection of token states: from the model's dimensions to a few, less what all tokens have in common. */

import { type CompactMatrix, compactZeros, putVector } from "./compact.ts";
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

/** Directions that a state is multiplied by at once: its numbers are then read once for all of them. */
const LANES = 4;

/**
 * Gives the states of tokens (row-major) projected, each as a compact vector of length 1.
 * The directions number a multiple of four.
 */
export function projector({
  mean,
  directions,
}: TokenProjection): (states: Float32Array) => CompactMatrix {
  const { rows: width, dimensions } = directions;
  const lanes = interleaved(directions);
  const state = new Float64Array(dimensions);
  const projected = new Float64Array(width);
  return (states) => {
    const result = compactZeros(states.length / dimensions, width);
    for (let row = 0; row < result.rows; row += 1) {
      for (let at = 0; at < dimensions; at += 1)
        state[at] = (states[row * dimensions + at] ?? 0) - (mean[at] ?? 0);
      for (let block = 0; block < width; block += LANES) multiply(lanes, block, state, projected);
      putVector(result, row, projected);
    }
    return result;
  };
}

/** Four directions side by side, number by number; doubles, which need no conversion. */
function interleaved({ data, rows, dimensions }: Matrix): Float64Array {
  const result = new Float64Array(rows * dimensions);
  for (let row = 0; row < rows; row += 1) {
    const lane = (row - (row % LANES)) * dimensions + (row % LANES);
    for (let at = 0; at < dimensions; at += 1)
      result[lane + at * LANES] = data[row * dimensions + at] ?? 0;
  }
  return result;
}

function multiply(
  lanes: Float64Array,
  block: number,
  state: Float64Array,
  projected: Float64Array,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let at = 0, lane = block * state.length; at < state.length; at += 1, lane += LANES) {
    const value = state[at] ?? 0;
    s0 += value * (lanes[lane] ?? 0);
    s1 += value * (lanes[lane + 1] ?? 0);
    s2 += value * (lanes[lane + 2] ?? 0);
    s3 += value * (lanes[lane + 3] ?? 0);
  }
  projected[block] = s0;
  projected[block + 1] = s1;
  projected[block + 2] = s2;
  projected[block + 3] = s3;
}
