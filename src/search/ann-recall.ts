/** @module Recall of an approximate index against exact search, on a sample. */

import { type NearestIndex, openHnsw } from "./hnsw.ts";
import { dot, type Matrix, rowOf } from "../model/vector.ts";

export interface Recall {
  /** The number of rows in the sample. */
  readonly sampled: number;
  /** The mean recall@10. */
  readonly recall: number;
  /** The number of rows that do not find themselves. */
  readonly lost: number;
}

const SAMPLE = 100;
const NEIGHBOURS = 10;
const ROUNDING = 1e-4;

/** Returns a function that measures indexes of these vectors; exact neighbours are computed once. */
export function recallMeter(vectors: Matrix): (index: NearestIndex) => Recall {
  const wanted = Math.min(NEIGHBOURS, vectors.rows);
  const sample = sampledRows(vectors.rows).map((row) => ({
    vector: rowOf(vectors, row),
    least: leastOfNearest(vectors, row, wanted),
  }));
  return (index) => {
    let [found, lost] = [0, 0];
    for (const { vector, least } of sample) {
      const near = index.nearest(vector, wanted);
      found += near.filter(({ cosine }) => cosine >= least - ROUNDING).length;
      if ((near[0]?.cosine ?? 0) < 1 - ROUNDING * 10) lost += 1;
    }
    return { sampled: sample.length, recall: found / (sample.length * wanted), lost };
  };
}

/** Samples rows evenly. */
function sampledRows(rows: number): number[] {
  const stride = Math.max(1, Math.floor(rows / SAMPLE));
  return Array.from({ length: Math.ceil(rows / stride) }, (_, at) => at * stride);
}

/** Returns the cosine of the last exact neighbour; equal texts have equal vectors, so cosines are compared, not rows. */
function leastOfNearest(vectors: Matrix, row: number, wanted: number): number {
  const vector = rowOf(vectors, row);
  const cosines = Float32Array.from({ length: vectors.rows }, (_, other) =>
    dot(vector, rowOf(vectors, other)),
  );
  return cosines.sort().at(-wanted) ?? 1;
}

/** The values of ef that are tried. */
const EF_STEPS = [64, 128, 256, 512, 1024] as const;
const ENOUGH = 0.98;

/** Returns the least ef with enough recall; null if none has it, which means exact search. */
export function fitEf(file: string, vectors: Matrix): number | null {
  const measure = recallMeter(vectors);
  const hnsw = openHnsw(file, vectors);
  return EF_STEPS.find((ef) => measure(hnsw.withEf(ef)).recall >= ENOUGH) ?? null;
}
