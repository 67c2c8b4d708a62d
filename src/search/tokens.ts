/** @module Late interaction: MaxSim of a question and passages, token by token. */

import { type CompactMatrix, copySteps } from "../model/compact.ts";
import { createKernel, upToGroup } from "../model/kernel.ts";
import type { Tokens } from "../model/embedder.ts";

const [HALF, WORD, DOUBLE] = [2, 4, 8];
const { loops, reserve } = createKernel();

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
