/** @module Polygons: flattened paths, rectangles among them, and scan conversion. */

import { type Box, boxAround, type Matrix, type Point, transform } from "./geometry.ts";

export type Polygon = readonly Point[];

/** Codes of pdf.js for steps of a path; coordinates follow each. */
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;
const COORDINATES: readonly number[] = [2, 2, 6, 4, 0];

const STEPS_OF_CURVE = 6;

/** Reads a path; open subpaths are closed, as by filling and clipping. */
export function readPolygons(path: Float32Array, matrix: Matrix): Polygon[] {
  const polygons: Point[][] = [];
  let open: Point[] = [];
  let at = 0;
  while (at < path.length) {
    const step = path[at] ?? CLOSE;
    const points = pointsAt(path, at + 1, COORDINATES[step] ?? 0, matrix);
    at += 1 + (COORDINATES[step] ?? 0);
    if (step === MOVE) polygons.push((open = points));
    else if (step === LINE) open.push(...points);
    else if (step === CURVE || step === QUADRATIC) open.push(...curve(open.at(-1), points));
    else if (open[0]) polygons.push((open = [open[0]]));
  }
  return polygons.filter((polygon) => polygon.length > 1);
}

function pointsAt(path: Float32Array, from: number, count: number, matrix: Matrix): Point[] {
  const points: Point[] = [];
  for (let at = from; at < from + count; at += 2)
    points.push(transform(matrix, path[at] ?? 0, path[at + 1] ?? 0));
  return points;
}

/** Returns points of a Bézier curve of the second or third degree. */
function curve(start: Point | undefined, points: readonly Point[]): Point[] {
  const end = points.at(-1);
  if (!start || !end) return [];
  const [one, two] = points.length === 3 ? points : elevate(start, points[0] ?? end, end);
  if (!one || !two) return [];
  return Array.from({ length: STEPS_OF_CURVE }, (_, step): Point => {
    const t = (step + 1) / STEPS_OF_CURVE;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    return [
      p * start[0] + q * one[0] + r * two[0] + s * end[0],
      p * start[1] + q * one[1] + r * two[1] + s * end[1],
    ];
  });
}

/** Elevates a quadratic curve to a cubic one. */
const elevate = (start: Point, control: Point, end: Point): readonly Point[] => [
  between(start, control),
  between(end, control),
];

const between = (from: Point, to: Point): Point => [
  from[0] + (2 / 3) * (to[0] - from[0]),
  from[1] + (2 / 3) * (to[1] - from[1]),
];

/** Returns the box of a polygon that is an axis-parallel rectangle; undefined for any other. */
export function rectangleOf(polygon: Polygon): Box | undefined {
  if (polygon.length < 3 || polygon.length > 6) return undefined;
  const box = boxAround(polygon);
  let before = polygon.at(-1);
  for (const point of polygon) {
    if (!before || !isCorner(point, box) || !isAlong(before, point)) return undefined;
    before = point;
  }
  return box;
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) < 0.05;
const isAlong = (one: Point, other: Point): boolean =>
  isNear(one[0], other[0]) || isNear(one[1], other[1]);
const isCorner = ([x, y]: Point, { left, right, bottom, top }: Box): boolean =>
  (isNear(x, left) || isNear(x, right)) && (isNear(y, bottom) || isNear(y, top));

/** Part of a row inside polygons, in points. */
interface ScanSpan {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

interface Crossing {
  readonly x: number;
  /** 1 upwards, -1 downwards. */
  readonly direction: number;
}

const MAX_CROSSINGS = 200_000;

/**
 * Lists the parts of the middles of rows that are inside the polygons; undefined if there are too many crossings.
 * @param height of a row; row 0 begins at 0.
 * @param rows the first row and the one after the last.
 */
export function scanSpans(
  polygons: readonly Polygon[],
  isEvenOdd: boolean,
  height: number,
  rows: readonly [number, number],
): ScanSpan[] | undefined {
  const crossings = new Map<number, Crossing[]>();
  let count = 0;
  for (const polygon of polygons)
    for (const [at, [x0, y0]] of polygon.entries()) {
      const [x1, y1] = polygon[(at + 1) % polygon.length] ?? [x0, y0];
      const from = Math.max(rows[0], Math.ceil(Math.min(y0, y1) / height - 0.5));
      const end = Math.min(rows[1], Math.ceil(Math.max(y0, y1) / height - 0.5));
      count += Math.max(0, end - from);
      if (count > MAX_CROSSINGS) return undefined;
      for (let row = from; row < end; row += 1) {
        const x = x0 + ((x1 - x0) * ((row + 0.5) * height - y0)) / (y1 - y0);
        const inRow = crossings.get(row) ?? [];
        crossings.set(row, inRow);
        inRow.push({ x, direction: y1 > y0 ? 1 : -1 });
      }
    }
  return [...crossings].flatMap(([row, inRow]) => spansInRow(row, inRow, isEvenOdd));
}

function spansInRow(row: number, crossings: Crossing[], isEvenOdd: boolean): ScanSpan[] {
  crossings.sort((one, other) => one.x - other.x);
  let winding = 0;
  return crossings.flatMap(({ x, direction }, at) => {
    winding += direction;
    const next = crossings[at + 1];
    const isInside = isEvenOdd ? at % 2 === 0 : winding !== 0;
    return next && isInside ? [{ row, from: x, to: next.x }] : [];
  });
}
