/** @module The files of vectors, read. */

import { closeSync, openSync, readSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Passage } from "../corpus/passage.ts";
import { type Matrix, matrixOf } from "../search/vector.ts";

/** All numbers of a file of float32. */
export async function readFloats(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  return new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
}

/** Up to so many bytes of sentence vectors are kept in memory. */
const KEPT_BYTES = 200_000_000;

/**
 * Gives the vectors of a passage's sentences by its row. Where there are very many they stay on the disk: few are wanted,
 * and the system keeps the busy ones at hand.
 */
export async function sentenceReader(
  file: string,
  passages: readonly Passage[],
  dimensions: number,
): Promise<{ readonly read: (row: number) => Matrix; readonly close: () => void }> {
  const first = [0];
  for (const { sentences } of passages) first.push((first.at(-1) ?? 0) + sentences.length);
  const spanOf = (row: number): [number, number] => [
    (first[row] ?? 0) * dimensions,
    (first[row + 1] ?? 0) * dimensions,
  ];
  if ((first.at(-1) ?? 0) * dimensions * BYTES > KEPT_BYTES)
    return readerOfFile(file, spanOf, dimensions);
  const all = await readFloats(file);
  return { read: (row) => matrixOf(all.subarray(...spanOf(row)), dimensions), close: () => {} };
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;

function readerOfFile(
  file: string,
  spanOf: (row: number) => readonly [number, number],
  dimensions: number,
): { readonly read: (row: number) => Matrix; readonly close: () => void } {
  const descriptor = openSync(file, "r");
  return {
    read(row) {
      const [from, to] = spanOf(row);
      const vectors = new Float32Array(to - from);
      const bytes = new Uint8Array(vectors.buffer);
      const read = readSync(descriptor, bytes, 0, bytes.length, from * BYTES);
      if (read !== bytes.length) throw new Error(`${file} ended early`);
      return matrixOf(vectors, dimensions);
    },
    close: () => closeSync(descriptor),
  };
}
