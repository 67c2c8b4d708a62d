/** @module The HNSW index: the only place that knows hnswlib, and every rule by which it is used without a crash. */

import { open } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import hnswlib from "hnswlib-node";
import { UserError } from "../base/errors.ts";
import { best } from "./top-k.ts";
import { dot, type Matrix, rowOf } from "../model/vector.ts";

/** Fixed, so that the same vectors in the same order give the same file. Part of the manifest. */
export const HNSW_PARAMETERS = {
  space: "ip",
  m: 16,
  efConstruction: 200,
  seed: 100,
} as const;

/** A row of the matrix, and the cosine of its vector to the one asked for. */
export interface Neighbour {
  readonly row: number;
  readonly cosine: number;
}

export interface NearestIndex {
  /** The nearest rows, the nearest first; at most `k`. @throws Error on a vector of another length or with a NaN. */
  nearest(vector: Float32Array, k: number): Neighbour[];
}

/** Points added between two turns of the event loop. */
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

/** An index file in memory. */
export interface Hnsw {
  /** @param ef how many candidates a search keeps, at least those it is asked for; hnswlib forgets it with every load. */
  withEf(ef: number): NearestIndex;
}

/**
 * Opens an index file, always into an object of its own: a second load into one that holds an index ends in a crash.
 * The file's checksum must have been verified: a damaged one of the right length crashes the process.
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

/** hnswlib takes a plain array, aborts on a hole in it, and returns a NaN as the best hit. */
function toPoint(vector: Float32Array, dimensions: number): number[] {
  if (vector.length !== dimensions)
    throw new Error(`a vector of ${vector.length} numbers instead of ${dimensions}`);
  const point: number[] = [];
  for (let at = 0; at < dimensions; at += 1) point.push(vector[at] ?? NaN);
  if (!point.every(Number.isFinite)) throw new Error("a vector with a number that is not finite");
  return point;
}

/** The nearest rows by comparing with all, for vectors among which HNSW loses its way. */
export const compareAll = (vectors: Matrix): NearestIndex => ({
  nearest(vector, k) {
    const cosines = new Float64Array(vectors.rows);
    for (let row = 0; row < vectors.rows; row += 1) cosines[row] = dot(vector, rowOf(vectors, row));
    return best(
      cosines.map((cosine) => cosine + ABOVE_ZERO),
      k,
    ).map(({ row }) => ({ row, cosine: cosines[row] ?? 0 }));
  },
});

/** `best` leaves out what is not above 0. */
const ABOVE_ZERO = 2;
