/** @module The oracle of every search by vectors: comparing with all. */

import { dot, type Matrix, rowOf } from "../../src/model/vector.ts";

/** The nearest rows, by comparing with all. */
export const exactNearest = (vectors: Matrix, row: number, k: number): number[] =>
  Array.from({ length: vectors.rows }, (_, other) => other)
    .map((other) => ({ other, cosine: dot(rowOf(vectors, row), rowOf(vectors, other)) }))
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, k)
    .map(({ other }) => other);
