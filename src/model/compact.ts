/** @module Compact vectors: one byte a number, a quarter of float32's size (measured: docs/PERFORMANCE.md). */

import { bytesOf } from "../base/durable.ts";

/**
 * Consecutive rows of a matrix of bytes. A row is its steps, −127 to 127 in proportion to its largest number, times its
 * scale, which makes it a unit vector.
 */
export interface CompactMatrix {
  readonly scales: Float32Array;
  readonly steps: Int8Array;
  readonly dimensions: number;
  /** Index of its first row in `scales` and `steps`. */
  readonly first: number;
  readonly rows: number;
}

const MOST_STEPS = 127;
const SCALE_BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Returns a matrix over bytes: the scales of all rows, then their steps.
 * @throws Error if the length is not that of whole rows.
 */
export function compactOver(
  bytes: ArrayBuffer,
  dimensions: number,
  length = bytes.byteLength,
): CompactMatrix {
  const rows = length / (SCALE_BYTES + dimensions);
  if (!Number.isInteger(rows))
    throw new Error(`${length} bytes are no compact rows of ${dimensions}`);
  const scales = new Float32Array(bytes, 0, rows);
  const steps = new Int8Array(bytes, rows * SCALE_BYTES, rows * dimensions);
  return { scales, steps, dimensions, first: 0, rows };
}

/** Returns the number of bytes of rows. */
export const compactBytes = (rows: number, dimensions: number): number =>
  rows * (SCALE_BYTES + dimensions);

/** Creates a matrix of zeros. */
export const compactZeros = (rows: number, dimensions: number): CompactMatrix =>
  compactOver(new ArrayBuffer(compactBytes(rows, dimensions)), dimensions);

/** Returns a vector as a matrix of one row. */
export function compact(vector: Float32Array): CompactMatrix {
  const matrix = compactZeros(1, vector.length);
  putVector(matrix, 0, vector);
  return matrix;
}

/** Writes the direction of a vector into a row; zero stays zero. */
export function putVector(
  to: CompactMatrix,
  at: number,
  vector: Float32Array | Float64Array,
): void {
  const row = to.first + at;
  const from = row * to.dimensions;
  let largest = 0;
  for (let k = 0; k < vector.length; k += 1) largest = Math.max(largest, Math.abs(vector[k] ?? 0));
  let squares = 0;
  for (let k = 0; k < vector.length; k += 1) {
    const step = Math.round(((vector[k] ?? 0) / (largest || 1)) * MOST_STEPS);
    to.steps[from + k] = step;
    squares += step * step;
  }
  to.scales[row] = 1 / Math.sqrt(squares || 1);
}

/** Returns some rows of a matrix, as a view. */
export const rowsOf = (matrix: CompactMatrix, from: number, rows: number): CompactMatrix => ({
  scales: matrix.scales,
  steps: matrix.steps,
  dimensions: matrix.dimensions,
  first: matrix.first + from,
  rows,
});

/** Copies the first row of one matrix to a row of another. */
export function putRow(to: CompactMatrix, at: number, from: CompactMatrix): void {
  const { dimensions, first } = from;
  to.scales[to.first + at] = from.scales[first] ?? 0;
  const steps = from.steps.subarray(first * dimensions, (first + 1) * dimensions);
  to.steps.set(steps, (to.first + at) * dimensions);
}

/** Returns the bytes of rows, as `compactOver` reads them: a view of a whole matrix, a copy of some rows. */
export function bytesOfCompact({
  scales,
  steps,
  dimensions,
  first,
  rows,
}: CompactMatrix): Uint8Array {
  const isWhole = rows === scales.length && steps.byteOffset === scales.byteLength;
  if (isWhole && steps.buffer === scales.buffer)
    return new Uint8Array(scales.buffer, 0, scales.byteLength + steps.byteLength);
  return Buffer.concat([
    bytesOf(scales.subarray(first, first + rows)),
    bytesOf(steps.subarray(first * dimensions, (first + rows) * dimensions)),
  ]);
}

/** Returns the cosine of a row of one matrix and a row of another. */
export function cosineOfRows(a: CompactMatrix, i: number, b: CompactMatrix, j: number): number {
  const [left, right] = [a.first + i, b.first + j];
  let product = 0;
  for (let at = 0; at < a.dimensions; at += 1)
    product += (a.steps[left * a.dimensions + at] ?? 0) * (b.steps[right * a.dimensions + at] ?? 0);
  return (a.scales[left] ?? 0) * (b.scales[right] ?? 0) * product;
}

/** Copies the steps of rows into a kernel's memory, each row padded to `width` with zeros. */
export function copySteps(
  { steps, dimensions, first, rows }: CompactMatrix,
  to: Int8Array,
  at: number,
  width: number,
): void {
  if (width === dimensions)
    return to.set(steps.subarray(first * dimensions, (first + rows) * dimensions), at);
  to.fill(0, at, at + rows * width);
  for (let row = 0; row < rows; row += 1) {
    const from = (first + row) * dimensions;
    to.set(steps.subarray(from, from + dimensions), at + row * width);
  }
}
