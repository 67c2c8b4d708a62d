/** @module Late interaction: a question held against a passage token by token. */

import type { CompactMatrix } from "./compact.ts";

/** A text as the model read it, token by token, without the marks that the model adds itself. */
export interface Tokens {
  /** Their numbers in the model's vocabulary. */
  readonly ids: Uint32Array;
  /** Their states in the text, projected: a row for each (see `projector`). */
  readonly vectors: CompactMatrix;
}

/**
 * Two tokens of the question share a double: steps are whole numbers of at most 127, so the sums of their products are
 * exact, and one that is a multiple of 2²⁶ stays apart from one below 2²⁵. That halves the work.
 */
const APART = 2 ** 26;
/** Doubles that are multiplied at once: each step of the passage is then read once for six tokens. */
const LANES = 3;
const AT_ONCE = 2 * LANES;

/**
 * Gives MaxSim (O. Khattab and M. Zaharia, "ColBERT", 2020): for each token of the question the best cosine of a token of
 * the passage, 0 if none is above; then their mean by weight, from 0 to 1.
 * @param weights one for each of the question's tokens, at least 0.
 */
export function maxSimTo(
  { vectors }: Pick<Tokens, "vectors">,
  weights: readonly number[],
): (passage: CompactMatrix) => number {
  const { rows, scales, first } = vectors;
  const blocks = Math.ceil(rows / AT_ONCE);
  const question = paired(vectors, blocks);
  const best = new Float64Array(blocks * AT_ONCE);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = weights.map((weight, at) => (weight / total) * (scales[first + at] ?? 0));
  return (passage) => {
    best.fill(0);
    for (let block = 0; block < blocks; block += 1) raiseBest(question, block, passage, best);
    return shares.reduce((sum, share, at) => sum + share * (best[at] ?? 0), 0);
  };
}

/** Six rows of the question side by side in three doubles, number by number; zeros where there are fewer. */
function paired({ steps, first, rows, dimensions }: CompactMatrix, blocks: number): Float64Array {
  const result = new Float64Array(blocks * LANES * dimensions);
  for (let row = 0; row < rows; row += 1) {
    const place = row % AT_ONCE;
    const lane = ((row - place) / AT_ONCE) * LANES * dimensions + (place >> 1);
    const unit = place % 2 === 0 ? 1 : APART;
    for (let at = 0; at < dimensions; at += 1)
      result[lane + at * LANES] =
        (result[lane + at * LANES] ?? 0) + unit * (steps[(first + row) * dimensions + at] ?? 0);
  }
  return result;
}

/** Holds six tokens of the question against every token of a passage. */
function raiseBest(
  question: Float64Array,
  block: number,
  { scales, steps, first, rows, dimensions }: CompactMatrix,
  best: Float64Array,
): void {
  const from = block * LANES * dimensions;
  const to = block * AT_ONCE;
  for (let row = first; row < first + rows; row += 1) {
    let [s0, s1, s2] = [0, 0, 0];
    const end = (row + 1) * dimensions;
    for (let at = row * dimensions, q = from; at < end; at += 1, q += LANES) {
      const step = steps[at] ?? 0;
      s0 += step * (question[q] ?? 0);
      s1 += step * (question[q + 1] ?? 0);
      s2 += step * (question[q + 2] ?? 0);
    }
    const scale = scales[row] ?? 0;
    raisePair(best, to, s0, scale);
    raisePair(best, to + 2, s1, scale);
    raisePair(best, to + 4, s2, scale);
  }
}

function raisePair(best: Float64Array, at: number, sum: number, scale: number): void {
  const high = Math.round(sum / APART);
  const low = sum - high * APART;
  if (scale * low > (best[at] ?? 0)) best[at] = scale * low;
  if (scale * high > (best[at + 1] ?? 0)) best[at + 1] = scale * high;
}
