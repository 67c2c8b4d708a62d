/** @module The sum of vectors. */

import { copyRows, createKernel, upToGroup } from "./kernel.ts";

const WORD = Float32Array.BYTES_PER_ELEMENT;
const { loops, room } = createKernel();

/** The sum of row-major vectors, added in their order. */
export function sumOfRows(rows: Float32Array, dimensions: number): Float32Array {
  const [count, width] = [rows.length / dimensions, upToGroup(dimensions)];
  const { f32 } = room((count + 1) * width * WORD);
  copyRows(rows, dimensions, f32.subarray(width, (count + 1) * width), width);
  loops.sum(width * WORD, count, width, 0);
  return f32.slice(0, dimensions);
}
