/** @module Recall: how much of what comparing with all finds an approximate index finds too, on a sample. */

import { type NearestIndex, openHnsw } from "./hnsw.ts";
import { dot, type Matrix, rowOf } from "../model/vector.ts";

export interface Recall {
  /** Rows whose neighbours were looked for both ways. */
  readonly sampled: number;
  /** The share of their nearest ten that the index finds. */
  readonly recall: number;
  /** How many do not find themselves. */
  readonly lost: number;
}

const SAMPLE = 100;
const NEIGHBOURS = 10;
const ROUNDING = 1e-4;

/** Measures an index of these vectors; what is right is worked out once, however many are measured. */
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

/** Evenly over all. */
function sampledRows(rows: number): number[] {
  const stride = Math.max(1, Math.floor(rows / SAMPLE));
  return Array.from({ length: Math.ceil(rows / stride) }, (_, at) => at * stride);
}

/** The cosine of the last of the nearest: equal texts have equal vectors, so neighbours are told by their cosines. */
function leastOfNearest(vectors: Matrix, row: number, wanted: number): number {
  const vector = rowOf(vectors, row);
  const cosines = Float32Array.from({ length: vectors.rows }, (_, other) =>
    dot(vector, rowOf(vectors, other)),
  );
  return cosines.sort().at(-wanted) ?? 1;
}

/** How many candidates a search may keep (ef). */
const EF_STEPS = [64, 128, 256, 512, 1024] as const;
const ENOUGH = 0.98;

/** The least ef at which the index in a file finds enough of its neighbours; null if none does: then all are compared. */
export function fitEf(file: string, vectors: Matrix): number | null {
  const measure = recallMeter(vectors);
  const hnsw = openHnsw(file, vectors);
  return EF_STEPS.find((ef) => measure(hnsw.withEf(ef)).recall >= ENOUGH) ?? null;
}
