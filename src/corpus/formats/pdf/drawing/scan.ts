/** @module Scan conversion of polygons, row by row. */

import type { Polygon } from "./shape.ts";

/** Part of a row, in points. */
export interface Stretch {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

interface Crossing {
  readonly x: number;
  /** 1 upwards, -1 downwards. */
  readonly turn: number;
}

const MOST_CROSSINGS = 200_000;

/**
 * Lists the parts of the middles of rows that are inside the polygons; undefined if there are too many crossings.
 * @param height of a row; row 0 begins at 0.
 * @param rows the first row and the one after the last.
 */
export function stretchesOf(
  polygons: readonly Polygon[],
  isEvenOdd: boolean,
  height: number,
  rows: readonly [number, number],
): Stretch[] | undefined {
  const crossings = new Map<number, Crossing[]>();
  let count = 0;
  for (const polygon of polygons)
    for (const [at, [x0, y0]] of polygon.entries()) {
      const [x1, y1] = polygon[(at + 1) % polygon.length] ?? [x0, y0];
      const from = Math.max(rows[0], Math.ceil(Math.min(y0, y1) / height - 0.5));
      const end = Math.min(rows[1], Math.ceil(Math.max(y0, y1) / height - 0.5));
      count += Math.max(0, end - from);
      if (count > MOST_CROSSINGS) return undefined;
      for (let row = from; row < end; row += 1) {
        const x = x0 + ((x1 - x0) * ((row + 0.5) * height - y0)) / (y1 - y0);
        const inRow = crossings.get(row) ?? [];
        crossings.set(row, inRow);
        inRow.push({ x, turn: y1 > y0 ? 1 : -1 });
      }
    }
  return [...crossings].flatMap(([row, inRow]) => stretchesIn(row, inRow, isEvenOdd));
}

function stretchesIn(row: number, crossings: Crossing[], isEvenOdd: boolean): Stretch[] {
  crossings.sort((one, other) => one.x - other.x);
  let winding = 0;
  return crossings.flatMap(({ x, turn }, at) => {
    winding += turn;
    const next = crossings[at + 1];
    const isInside = isEvenOdd ? at % 2 === 0 : winding !== 0;
    return next && isInside ? [{ row, from: x, to: next.x }] : [];
  });
}
