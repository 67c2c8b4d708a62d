/** @module Fitting the projection of token states: the directions in which they differ most. */

import { withoutSpecialTokens } from "../../src/model/embedder.ts";
import type { LoadedModel } from "../../src/model/session.ts";
import type { TokenProjection } from "../../src/model/projection.ts";
import { matrixOf, normalise, rowOf } from "../../src/model/vector.ts";

/** Twice as many changed no direction that shows. */
const STEPS = 60;

/**
 * The mean of the states of the texts' tokens, and the principal components (K. Pearson, 1901) of the states less their
 * mean, at length 1: as many as `width`. By orthogonal iteration from a fixed start, so the same on every run.
 */
export async function fitProjection(
  texts: readonly string[],
  { encode, run }: Pick<LoadedModel, "encode" | "run">,
  width: number,
): Promise<TokenProjection> {
  const states: Float32Array[] = [];
  for (const text of texts) {
    const { states: all } = await run(text);
    const dimensions = all.length / encode(text).length;
    const own = matrixOf(withoutSpecialTokens(encode(text), all).states, dimensions);
    for (let row = 0; row < own.rows; row += 1) states.push(rowOf(own, row));
  }
  const mean = meanOf(states);
  const covariance = momentsOf(
    states.map((state) => normalise(state.map((value, at) => value - (mean[at] ?? 0)))),
  );
  return { mean, directions: leadingDirections(covariance, mean.length, width) };
}

function meanOf(states: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(states[0]?.length ?? 0);
  for (const state of states)
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (state[at] ?? 0);
  return Float32Array.from(sum, (value) => value / states.length);
}

/** The sum of outer products, row-major. */
function momentsOf(states: readonly Float32Array[]): Float64Array {
  const size = states[0]?.length ?? 0;
  const sum = new Float64Array(size * size);
  for (const state of states)
    for (let row = 0; row < size; row += 1) {
      const value = state[row] ?? 0;
      for (let at = 0, to = row * size; at < size; at += 1, to += 1)
        sum[to] = (sum[to] ?? 0) + value * (state[at] ?? 0);
    }
  return sum;
}

/** The eigenvectors of the greatest eigenvalues, the greatest first. */
function leadingDirections(
  matrix: Float64Array,
  size: number,
  width: number,
): TokenProjection["directions"] {
  let directions: Float64Array[] = Array.from({ length: width }, (_, at) =>
    Float64Array.from({ length: size }, (_unused, k) => Math.sin(1 + at * size + k)),
  );
  for (let step = 0; step < STEPS; step += 1)
    directions = orthonormal(directions.map((direction) => times(matrix, direction)));
  const data = new Float32Array(size * width);
  directions.forEach((direction, at) => data.set(direction, at * size));
  return matrixOf(data, size);
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const result = new Float64Array(vector.length);
  for (let row = 0; row < vector.length; row += 1) {
    let sum = 0;
    for (let at = 0, from = row * vector.length; at < vector.length; at += 1, from += 1)
      sum += (matrix[from] ?? 0) * (vector[at] ?? 0);
    result[row] = sum;
  }
  return result;
}

/** By the modified Gram–Schmidt process. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const vector of vectors) {
    let left = vector;
    for (const other of done) {
      const share = product(left, other);
      left = left.map((value, at) => value - share * (other[at] ?? 0));
    }
    const length = Math.sqrt(product(left, left));
    done.push(left.map((value) => value / length));
  }
  return done;
}

const product = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
