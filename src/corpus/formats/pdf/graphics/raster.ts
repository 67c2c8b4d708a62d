/** @module Coarse raster of a page: the colour of each cell, and the operator that last covered it. */

import type { Box } from "./geometry.ts";
import { type Polygon, scanSpans } from "./polygon.ts";

/** Colour as 0xRRGGBB; undefined if unknown, as for images and patterns. */
export type Colour = number | undefined;

export interface Paint {
  readonly colour: Colour;
  /** From 0 to 1. */
  readonly alpha: number;
  /** Whether it is opaque. */
  readonly covers: boolean;
  /** Number of its operator on the page, from 1. */
  readonly order: number;
}

const MAX_CELLS = 1_000_000;
const MAX_IN_ROW = 4_000;
/** Least size of a cell, in points. */
const MIN_CELL = 2;
/** Bound on painted cells of one page: three hundred times A4. */
const MAX_WORK = 40_000_000;
const WHITE = 0xffffff;
const UNKNOWN = -1;

/** Creates a white page. Memory is allocated at the first paint. */
export function createRaster(width: number, height: number) {
  const cell = Math.max(
    MIN_CELL,
    Math.sqrt((width * height) / MAX_CELLS),
    Math.max(width, height) / MAX_IN_ROW,
  );
  const columns = Math.max(1, Math.ceil(width / cell));
  const rows = Math.max(1, Math.ceil(height / cell));
  const outlines = new Set<number>();
  let work = 0;
  let lastCover = 0;
  const allocate = () => ({
    colours: new Int32Array(columns * rows).fill(WHITE),
    orders: new Int32Array(columns * rows),
  });
  let cells: ReturnType<typeof allocate> | undefined;
  const isExhausted = (): boolean => work > MAX_WORK;
  const firstFrom = (edge: number): number => Math.max(0, Math.ceil(edge / cell - 0.5));
  const afterLast = (edge: number, most: number): number =>
    Math.min(most, Math.floor(edge / cell - 0.5) + 1);

  const paintRow = (row: number, left: number, right: number, paint: Paint): void => {
    const [from, to] = [firstFrom(left), afterLast(right, columns)];
    work += 1 + Math.max(0, to - from);
    if (to <= from || isExhausted()) return;
    cells ??= allocate();
    const [start, end] = [row * columns + from, row * columns + to];
    if (paint.covers) {
      cells.orders.fill(paint.order, start, end);
      lastCover = paint.order;
    }
    mix(cells.colours, start, end, paint);
  };
  const rowsOf = ({ bottom, top }: Box): readonly [number, number] => [
    firstFrom(bottom),
    afterLast(top, rows),
  ];
  const indexOf = (x: number, y: number): number =>
    indexIn(y / cell, rows) * columns + indexIn(x / cell, columns);
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
      const spans = scanSpans(polygons, isEvenOdd, cell, rowsOf(within));
      if (!spans) work = Infinity;
      for (const { row, from, to } of spans ?? [])
        paintRow(row, Math.max(from, within.left), Math.min(to, within.right), paint);
    },
    /** Records a shape that may be the outline of letters. */
    addOutline(box: Box) {
      const [from, end] = [firstFrom(box.left - cell), afterLast(box.right + cell, columns)];
      const [first, last] = [firstFrom(box.bottom - cell), afterLast(box.top + cell, rows)];
      work += 1;
      for (let row = first; row < last && !isExhausted(); row += 1) {
        work += end - from;
        for (let column = from; column < end; column += 1) outlines.add(row * columns + column);
      }
    },
    hasOutline: (x: number, y: number) => outlines.has(indexOf(x, y)),
    colourAt(x: number, y: number): Colour {
      if (!cells) return WHITE;
      const colour = cells.colours[indexOf(x, y)] ?? UNKNOWN;
      return colour === UNKNOWN || isExhausted() ? undefined : colour;
    },
    /** Returns the order of the last opaque paint; 0 if there is none. */
    lastCoverAt: (x: number, y: number) =>
      isExhausted() ? 0 : (cells?.orders[indexOf(x, y)] ?? 0),
    /** Returns the order of the last opaque paint on the page. */
    lastCover: () => (isExhausted() ? 0 : lastCover),
    /** Whether the bound on work is exceeded; all colours are then unknown. */
    isExhausted,
  };
}

export type Raster = ReturnType<typeof createRaster>;

const indexIn = (position: number, count: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor(position)));

function mix(colours: Int32Array, start: number, end: number, { colour, alpha }: Paint): void {
  if (colour === undefined) colours.fill(UNKNOWN, start, end);
  else if (alpha >= 1) colours.fill(colour, start, end);
  else
    for (let index = start; index < end; index += 1)
      colours[index] = blend(colours[index] ?? UNKNOWN, colour, alpha) ?? UNKNOWN;
}

/** Returns the colour of one paint over another; undefined if the lower one is unknown. */
export function blend(below: Colour, above: number, alpha: number): Colour {
  if (below === undefined || below === UNKNOWN) return undefined;
  const mixed = (shift: number): number => {
    const [under, over] = [(below >> shift) & 0xff, (above >> shift) & 0xff];
    return Math.round(under + alpha * (over - under)) << shift;
  };
  return alpha >= 1 ? above : mixed(16) | mixed(8) | mixed(0);
}

/** Whether two colours are hard to distinguish. */
export function isSimilar(one: Colour, other: Colour): boolean {
  if (one === undefined || other === undefined) return false;
  return [16, 8, 0].every(
    (shift) => Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) <= MIN_CONTRAST,
  );
}
const MIN_CONTRAST = 10;
