/** @module Late interaction: a question held against a passage token by token. */

import { type CompactMatrix, copySteps } from "./compact.ts";
import { createKernel, upToGroup } from "./kernel.ts";

/** A text as the model read it, token by token, without the marks that the model adds itself. */
export interface Tokens {
  /** Their numbers in the model's vocabulary. */
  readonly ids: Uint32Array;
  /** Their states in the text, projected: a row for each (see `projector`). */
  readonly vectors: CompactMatrix;
}

const [HALF, WORD, DOUBLE] = [2, 4, 8];
const { loops, room } = createKernel();

/**
 * Gives MaxSim (O. Khattab and M. Zaharia, "ColBERT", 2020): for each token of the question the best cosine of a token of
 * the passage, 0 if none is above; then their mean by weight, from 0 to 1.
 * @param weights one for each of the question's tokens, at least 0.
 */
export function maxSimTo(
  { vectors }: Pick<Tokens, "vectors">,
  weights: readonly number[],
): (passage: CompactMatrix) => number {
  const { scales, first } = vectors;
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = weights.map((weight, at) => (weight / total) * (scales[first + at] ?? 0));
  const question = halves(vectors);
  return (passage) => {
    const best = bestProducts(question, passage);
    return shares.reduce((sum, share, at) => sum + share * (best[at] ?? 0), 0);
  };
}

/** The steps in two bytes each, for a number of rows that is a multiple of four. */
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

/** For each row of the question the highest product with a row of the passage; void at the next call. */
function bestProducts(question: Int16Array, passage: CompactMatrix): Float64Array {
  const width = upToGroup(passage.dimensions);
  const asked = question.length / width;
  const [best, numbers] = [0, asked * DOUBLE];
  const steps = numbers + question.length * HALF;
  const scales = steps + passage.rows * width;
  const { i8, i16, f32, f64 } = room(scales + passage.rows * WORD);
  f64.fill(0, 0, asked);
  i16.set(question, numbers / HALF);
  copySteps(passage, i8, steps, width);
  f32.set(passage.scales.subarray(passage.first, passage.first + passage.rows), scales / WORD);
  loops.raise(best, numbers, asked, steps, scales, passage.rows, width);
  return f64.subarray(0, asked);
}
