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
  const { scales, first, rows } = matrix;
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
  const scale = (row: number): number => scales[first + row] ?? 0;
  const cosines = { toVector: [] as number[], toNext: [] as number[] };
  for (let row = 0; row < rows; row += 1) {
    cosines.toVector.push(scale(row) * (f32[row] ?? 0));
    if (row + 1 < rows)
      cosines.toNext.push(scale(row) * scale(row + 1) * (i32[results + row] ?? 0));
  }
  return cosines;
}
