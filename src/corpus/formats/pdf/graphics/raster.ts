/** @module Coarse raster of a page: the colour of each cell, and the operator that last covered it. */

import type { Box } from "./geometry.ts";
import { type Polygon, stretchesOf } from "./polygon.ts";

/** A colour as 0xRRGGBB; undefined if unknown, as for pictures and patterns. */
export type Ink = number | undefined;

export interface Paint {
  readonly ink: Ink;
  /** From 0 to 1. */
  readonly alpha: number;
  /** Whether it is opaque. */
  readonly hides: boolean;
  /** Number of its operator on the page, from 1. */
  readonly order: number;
}

const MOST_CELLS = 1_000_000;
const MOST_IN_ROW = 4_000;
/** Least size of a cell, in points. */
const LEAST_CELL = 2;
/** Bound on painted cells of one page: three hundred times A4. */
const MOST_WORK = 40_000_000;
const WHITE = 0xffffff;
const UNKNOWN = -1;

/** Creates a white page. Memory is allocated at the first paint. */
export function createRaster(width: number, height: number) {
  const cell = Math.max(
    LEAST_CELL,
    Math.sqrt((width * height) / MOST_CELLS),
    Math.max(width, height) / MOST_IN_ROW,
  );
  const columns = Math.max(1, Math.ceil(width / cell));
  const rows = Math.max(1, Math.ceil(height / cell));
  const shapes = new Set<number>();
  let work = 0;
  let lastHiding = 0;
  const begin = () => ({
    inks: new Int32Array(columns * rows).fill(WHITE),
    orders: new Int32Array(columns * rows),
  });
  let cells: ReturnType<typeof begin> | undefined;
  const isExhausted = (): boolean => work > MOST_WORK;
  const firstFrom = (edge: number): number => Math.max(0, Math.ceil(edge / cell - 0.5));
  const afterLast = (edge: number, most: number): number =>
    Math.min(most, Math.floor(edge / cell - 0.5) + 1);

  const paintRow = (row: number, left: number, right: number, paint: Paint): void => {
    const [from, to] = [firstFrom(left), afterLast(right, columns)];
    work += 1 + Math.max(0, to - from);
    if (to <= from || isExhausted()) return;
    cells ??= begin();
    const [start, end] = [row * columns + from, row * columns + to];
    if (paint.hides) {
      cells.orders.fill(paint.order, start, end);
      lastHiding = paint.order;
    }
    mix(cells.inks, start, end, paint);
  };
  const rowsOf = ({ bottom, top }: Box): readonly [number, number] => [
    firstFrom(bottom),
    afterLast(top, rows),
  ];
  const indexOf = (x: number, y: number): number =>
    at(y / cell, rows) * columns + at(x / cell, columns);
  return {
    /** Paints cells whose centre is in the box. */
    fillBox(box: Box, paint: Paint) {
      const [from, end] = rowsOf(box);
      for (let row = from; row < end && !isExhausted(); row += 1)
        paintRow(row, box.left, box.right, paint);
    },
    /** Paints cells whose centre is in the polygons and in the box. */
    fill(polygons: readonly Polygon[], isEvenOdd: boolean, within: Box, paint: Paint) {
      if (isExhausted()) return;
      const stretches = stretchesOf(polygons, isEvenOdd, cell, rowsOf(within));
      if (!stretches) work = Infinity;
      for (const { row, from, to } of stretches ?? [])
        paintRow(row, Math.max(from, within.left), Math.min(to, within.right), paint);
    },
    /** Records a shape that may be the outline of letters. */
    noteShape(box: Box) {
      const [from, end] = [firstFrom(box.left - cell), afterLast(box.right + cell, columns)];
      const [first, last] = [firstFrom(box.bottom - cell), afterLast(box.top + cell, rows)];
      work += 1;
      for (let row = first; row < last && !isExhausted(); row += 1) {
        work += end - from;
        for (let column = from; column < end; column += 1) shapes.add(row * columns + column);
      }
    },
    hasShape: (x: number, y: number) => shapes.has(indexOf(x, y)),
    inkAt(x: number, y: number): Ink {
      if (!cells) return WHITE;
      const ink = cells.inks[indexOf(x, y)] ?? UNKNOWN;
      return ink === UNKNOWN || isExhausted() ? undefined : ink;
    },
    /** Returns the order of the last opaque paint; 0 if there is none. */
    hiddenUpTo: (x: number, y: number) => (isExhausted() ? 0 : (cells?.orders[indexOf(x, y)] ?? 0)),
    /** Returns the order of the last opaque paint on the page. */
    lastHiding: () => (isExhausted() ? 0 : lastHiding),
    /** Whether the bound on work is exceeded; all colours are then unknown. */
    isExhausted,
  };
}

export type Raster = ReturnType<typeof createRaster>;

const at = (place: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(place)));

function mix(inks: Int32Array, start: number, end: number, { ink, alpha }: Paint): void {
  if (ink === undefined) inks.fill(UNKNOWN, start, end);
  else if (alpha >= 1) inks.fill(ink, start, end);
  else
    for (let index = start; index < end; index += 1)
      inks[index] = blend(inks[index] ?? UNKNOWN, ink, alpha) ?? UNKNOWN;
}

/** Returns the colour of one ink over another; undefined if the lower one is unknown. */
export function blend(below: Ink, above: number, alpha: number): Ink {
  if (below === undefined || below === UNKNOWN) return undefined;
  const mixed = (shift: number): number => {
    const [under, over] = [(below >> shift) & 0xff, (above >> shift) & 0xff];
    return Math.round(under + alpha * (over - under)) << shift;
  };
  return alpha >= 1 ? above : mixed(16) | mixed(8) | mixed(0);
}

/** Whether two colours are hard to tell apart. */
export function isAlike(one: Ink, other: Ink): boolean {
  if (one === undefined || other === undefined) return false;
  return [16, 8, 0].every(
    (shift) => Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) <= LEAST_CONTRAST,
  );
}
const LEAST_CONTRAST = 10;
