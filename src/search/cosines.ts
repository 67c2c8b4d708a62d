/** @module Cosines of a question to the sentences of a passage. */

import { type CompactMatrix, copySteps } from "./compact.ts";
import { createKernel, upToGroup } from "./kernel.ts";

export interface Cosines {
  /** Of the vector asked for to each row. */
  readonly toVector: readonly number[];
  /** Of each row but the last to the next one. */
  readonly toNext: readonly number[];
}

const WORD = Float32Array.BYTES_PER_ELEMENT;
const { loops, room } = createKernel();

/** The cosines of the rows of a matrix to a unit vector, and to one another in their order. */
export function cosinesOf(vector: Float32Array, matrix: CompactMatrix): Cosines {
  const { rows } = matrix;
  const width = upToGroup(vector.length);
  const results = upToGroup(rows);
  const [toVector, toNext, question] = [0, results * WORD, 2 * results * WORD];
  const steps = question + width * WORD;
  const { i8, i32, f32 } = room(steps + rows * width);
  f32.fill(0, question / WORD, steps / WORD);
  f32.set(vector, question / WORD);
  copySteps(matrix, i8, steps, width);
  loops.products(question, steps, rows, width, toVector);
  loops.neighbours(steps, rows, width, toNext);
  return scaled(
    matrix,
    f32.subarray(0, rows),
    i32.subarray(results, results + Math.max(0, rows - 1)),
  );
}

/** No closures here: they would be made anew for each of some 85 candidates of a question. */
function scaled({ scales, first }: CompactMatrix, one: Float32Array, two: Int32Array): Cosines {
  const toVector: number[] = [];
  const toNext: number[] = [];
  for (let row = 0; row < one.length; row += 1)
    toVector.push((scales[first + row] ?? 0) * (one[row] ?? 0));
  for (let row = 0; row < two.length; row += 1)
    toNext.push((scales[first + row] ?? 0) * (scales[first + row + 1] ?? 0) * (two[row] ?? 0));
  return { toVector, toNext };
}
