/** @module Late interaction: a question held against a passage token by token. */

import type { CompactMatrix } from "./compact.ts";

/** A text as the model read it, token by token, without the marks that the model adds itself. */
export interface Tokens {
  /** Their numbers in the model's vocabulary. */
  readonly ids: Uint32Array;
  /** Their states in the text, projected: a row for each (see `projector`). */
  readonly vectors: CompactMatrix;
}

/** Question tokens that are compared at once: each number of the passage is then read once for all of them. */
const LANES = 4;

/**
 * Gives MaxSim (O. Khattab and M. Zaharia, "ColBERT", 2020): for each token of the question the best cosine of a token of
 * the passage, 0 if none is above; then their mean by weight, from 0 to 1.
 * @param weights one for each of the question's tokens, at least 0.
 */
export function maxSimTo(
  { vectors }: Pick<Tokens, "vectors">,
  weights: readonly number[],
): (passage: CompactMatrix) => number {
  const { rows } = vectors;
  const question = interleaved(vectors);
  const best = new Float64Array(Math.ceil(rows / LANES) * LANES);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return (passage) => {
    best.fill(0);
    for (let block = 0; block < best.length; block += LANES)
      raiseBest(question, block, passage, best);
    return weights.reduce((sum, weight, at) => sum + weight * (best[at] ?? 0), 0) / total;
  };
}

/** Four rows of the question side by side, number by number; zeros where there are fewer. */
function interleaved({ scales, steps, first, rows, dimensions }: CompactMatrix): Float64Array {
  const result = new Float64Array(Math.ceil(rows / LANES) * LANES * dimensions);
  for (let row = 0; row < rows; row += 1) {
    const scale = scales[first + row] ?? 0;
    const lane = (row - (row % LANES)) * dimensions + (row % LANES);
    for (let at = 0; at < dimensions; at += 1)
      result[lane + at * LANES] = scale * (steps[(first + row) * dimensions + at] ?? 0);
  }
  return result;
}

/** Holds four tokens of the question against every token of a passage. */
function raiseBest(
  question: Float64Array,
  block: number,
  { scales, steps, first, rows, dimensions }: CompactMatrix,
  best: Float64Array,
): void {
  let [b0, b1, b2, b3] = [0, 0, 0, 0];
  for (let row = first; row < first + rows; row += 1) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    const end = (row + 1) * dimensions;
    for (let at = row * dimensions, q = block * dimensions; at < end; at += 1, q += LANES) {
      const step = steps[at] ?? 0;
      s0 += step * (question[q] ?? 0);
      s1 += step * (question[q + 1] ?? 0);
      s2 += step * (question[q + 2] ?? 0);
      s3 += step * (question[q + 3] ?? 0);
    }
    const scale = scales[row] ?? 0;
    if (scale * s0 > b0) b0 = scale * s0;
    if (scale * s1 > b1) b1 = scale * s1;
    if (scale * s2 > b2) b2 = scale * s2;
    if (scale * s3 > b3) b3 = scale * s3;
  }
  best.set([b0, b1, b2, b3], block);
}
