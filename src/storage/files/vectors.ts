/** @module The files of vectors, read. */

import type { Passage } from "../../corpus/passage.ts";
import { type CompactMatrix, compactOver, rowsOf } from "../../model/compact.ts";
import { type Matrix, matrixOf } from "../../model/vector.ts";
import { readBytes } from "../../base/durable.ts";

/** A file of float32 vectors. */
export const readMatrix = async (file: string, dimensions: number): Promise<Matrix> =>
  matrixOf(new Float32Array(await readBytes(file)), dimensions);

/** A file of compact vectors. */
export const readCompact = async (file: string, dimensions: number): Promise<CompactMatrix> =>
  compactOver(await readBytes(file), dimensions);

/** Gives the rows of a passage's sentences by the passage's own row. */
export function sentencesOf(
  vectors: CompactMatrix,
  passages: readonly Passage[],
): (row: number) => CompactMatrix {
  const first = new Uint32Array(passages.length + 1);
  passages.forEach(({ sentences }, row) => (first[row + 1] = (first[row] ?? 0) + sentences.length));
  return (row) => rowsOf(vectors, first[row] ?? 0, (first[row + 1] ?? 0) - (first[row] ?? 0));
}
