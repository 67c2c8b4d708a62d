/** @module The HNSW index: the only user of hnswlib, and the rules that keep it from crashing. */

import { open } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import hnswlib from "hnswlib-node";
import { UserError } from "../base/errors.ts";
import { topK } from "./top-k.ts";
import { dot, type Matrix, rowOf } from "../model/vector.ts";

/** Fixed, so that equal vectors in equal order give equal files. Part of the manifest. */
export const HNSW_PARAMETERS = {
  space: "ip",
  m: 16,
  efConstruction: 200,
  seed: 100,
} as const;

/** A row and its cosine. */
export interface Neighbour {
  readonly row: number;
  readonly cosine: number;
}

export interface NearestIndex {
  /** Returns at most `k` rows, the nearest first. @throws Error on a vector of another length or with a NaN. */
  nearest(vector: Float32Array, k: number): Neighbour[];
}

/** The number of points between two turns of the event loop. */
const STRIDE = 64;

/**
 * Writes the index of all rows to a file, made durable, and returns it as read from there.
 * @param onPoint is given the number of rows that are in.
 * @throws UserError if the file could not be written whole: hnswlib itself says nothing of a full disk.
 */
export async function writeHnsw(
  file: string,
  vectors: Matrix,
  onPoint: (done: number) => void = () => {},
): Promise<Hnsw> {
  const index = new hnswlib.HierarchicalNSW(HNSW_PARAMETERS.space, vectors.dimensions);
  const { m, efConstruction, seed } = HNSW_PARAMETERS;
  index.initIndex(Math.max(1, vectors.rows), m, efConstruction, seed);
  for (let row = 0; row < vectors.rows; row += 1) {
    index.addPoint(toPoint(rowOf(vectors, row), vectors.dimensions), row);
    if (row % STRIDE === STRIDE - 1) await nextTurn();
    onPoint(row + 1);
  }
  index.writeIndexSync(file);
  const written = readWhole(file, vectors);
  await sync(file);
  return written;
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function readWhole(file: string, { rows, dimensions }: Matrix): Hnsw {
  try {
    return openHnsw(file, { rows, dimensions });
  } catch (cause) {
    const remedy =
      "Most likely the disk is full, or too many files are open (ulimit -n): free some and build again. The index that was there is untouched.";
    throw new UserError(
      { expected: `to write ${file} whole`, found: "only a part of it", remedy },
      { cause },
    );
  }
}

/** A loaded index. */
export interface Hnsw {
  /** Sets the number of candidates that a search keeps, at least `k`; hnswlib resets it at every load. */
  withEf(ef: number): NearestIndex;
}

/**
 * Loads an index file into a new object: a second load into the same object crashes. The checksum must have been verified: a
 * damaged file of the right length crashes the process.
 * @throws Error if the file can't be loaded or holds another number of points.
 */
export function openHnsw(
  file: string,
  { rows, dimensions }: Pick<Matrix, "rows" | "dimensions">,
): Hnsw {
  const index = new hnswlib.HierarchicalNSW(HNSW_PARAMETERS.space, dimensions);
  index.readIndexSync(file);
  if (index.getCurrentCount() !== rows)
    throw new Error(`${file} holds ${index.getCurrentCount()} points instead of ${rows}`);
  const search = (vector: Float32Array, k: number, ef: number): Neighbour[] => {
    if (k < 1) return [];
    index.setEf(Math.max(ef, k));
    const { neighbors, distances } = index.searchKnn(toPoint(vector, dimensions), k);
    return neighbors.map((row, at) => ({ row, cosine: 1 - (distances[at] ?? 1) }));
  };
  return {
    withEf: (ef) => ({ nearest: (vector, k) => search(vector, Math.min(k, rows), ef) }),
  };
}

/** Copies and validates a vector: hnswlib takes plain arrays, aborts on holes, and returns NaN as the best hit. */
function toPoint(vector: Float32Array, dimensions: number): number[] {
  if (vector.length !== dimensions)
    throw new Error(`a vector of ${vector.length} numbers instead of ${dimensions}`);
  const point: number[] = [];
  for (let at = 0; at < dimensions; at += 1) point.push(vector[at] ?? NaN);
  if (!point.every(Number.isFinite)) throw new Error("a vector with a number that is not finite");
  return point;
}

/** Searches exactly, for vectors on which HNSW has too little recall. */
export const compareAll = (vectors: Matrix): NearestIndex => ({
  nearest(vector, k) {
    const cosines = new Float64Array(vectors.rows);
    for (let row = 0; row < vectors.rows; row += 1) cosines[row] = dot(vector, rowOf(vectors, row));
    return topK(
      cosines.map((cosine) => cosine + ABOVE_ZERO),
      k,
    ).map(({ row }) => ({ row, cosine: cosines[row] ?? 0 }));
  },
});

/** `topK` leaves out what is not above 0. */
const ABOVE_ZERO = 2;
