/** @module Recall of an approximate index against exact search, on a sample. */

import type { Hnsw } from "./hnsw.ts";
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

/** Returns the cosines of the nearest vectors that an index finds, the nearest first. */
type FindNearest = (vector: Float32Array, k: number) => Promise<readonly number[]>;

/** Measures an index of these vectors; the right neighbours are computed once, however many indexes are measured. */
export function recallMeter(
  vectors: readonly Float32Array[],
): (findNearest: FindNearest) => Promise<Recall> {
  const wanted = Math.min(NEIGHBOURS, vectors.length);
  const sample = sampleOf(vectors).map((vector) => ({
    vector,
    least: leastOfNearest(vectors, vector, wanted),
  }));
  return async (findNearest) => {
    let [found, lost] = [0, 0];
    for (const { vector, least } of sample) {
      const near = await findNearest(vector, wanted);
      found += near.filter((cosine) => cosine >= least - ROUNDING).length;
      if ((near[0] ?? 0) < 1 - ROUNDING * 10) lost += 1;
    }
    return { sampled: sample.length, recall: found / (sample.length * wanted), lost };
  };
}

/** Evenly over all. */
function sampleOf(vectors: readonly Float32Array[]): Float32Array[] {
  const stride = Math.max(1, Math.floor(vectors.length / SAMPLE));
  return vectors.filter((_, row) => row % stride === 0);
}

/** Returns the cosine of the last of the nearest: equal texts have equal vectors, so neighbours are known by their cosines. */
function leastOfNearest(
  vectors: readonly Float32Array[],
  vector: Float32Array,
  wanted: number,
): number {
  const cosines = Float32Array.from(vectors, (other) => dot(vector, other));
  return cosines.sort().at(-wanted) ?? 1;
}

/**
 * The values of ef that are tried. A question is less like any passage than passages are: of its nearest 50, an ef of 64
 * finds .86, of 256 .99.
 */
const EF_STEPS = [256, 512, 1024] as const;
const ENOUGH = 0.98;

/** Returns the least ef at which an index finds enough of its neighbours; null if none does: then all are compared. */
export async function fitEf(hnsw: Hnsw, vectors: Matrix): Promise<number | null> {
  const measure = recallMeter(
    Array.from({ length: vectors.rows }, (_, row) => rowOf(vectors, row)),
  );
  for (const ef of EF_STEPS) {
    const index = hnsw.withEf(ef);
    const { recall } = await measure(async (vector, k) =>
      index.nearest(vector, k).map(({ cosine }) => cosine),
    );
    if (recall >= ENOUGH) return ef;
  }
  return null;
}
