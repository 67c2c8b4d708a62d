/** @module Axis-parallel rectangles. */

import { listOf, type Matrix, numberAt, type Point, transform } from "./matrix.ts";

export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Returns the smallest box around points. */
export function boxAround(points: readonly Point[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, bottom, right, top };
}

/** Returns the box around a transformed rectangle given by two corners; undefined unless these are four numbers. */
export function boxOf(corners: unknown, matrix: Matrix): Box | undefined {
  const list = listOf(corners);
  const [x0, y0, x1, y1] = [
    numberAt(list, 0),
    numberAt(list, 1),
    numberAt(list, 2),
    numberAt(list, 3),
  ];
  if (!Number.isFinite(x0 + y0 + x1 + y1)) return undefined;
  return boxAround([
    transform(matrix, x0, y0),
    transform(matrix, x1, y0),
    transform(matrix, x1, y1),
    transform(matrix, x0, y1),
  ]);
}

export const intersection = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  bottom: Math.max(one.bottom, other.bottom),
  right: Math.min(one.right, other.right),
  top: Math.min(one.top, other.top),
});
