/** @module Geometry of a page: affine transformations, boxes, and glyphs at their positions. */

import type { PDFPageProxy } from "../pdfjs.ts";

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Composes two transformations; the inner one is applied first. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * t + c * u + e,
    b * t + d * u + f,
  ];
}

export const transform = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** Returns the scale along each axis. */
export const scalesOf = ([a, b, c, d]: Matrix): Point => [Math.hypot(a, b), Math.hypot(c, d)];

/** Reads a matrix from a list of six numbers; anything else is the identity. */
export function toMatrix(value: unknown): Matrix {
  const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = numbersIn(value);
  return Number.isFinite(a + b + c + d + e + f) ? [a, b, c, d, e, f] : IDENTITY;
}

/** Returns the elements of an array or typed array, with `NaN` for all that are not numbers. */
export const numbersIn = (value: unknown): number[] =>
  Array.isArray(value) || value instanceof Float32Array
    ? Array.from(value, (one: unknown) => (typeof one === "number" ? one : NaN))
    : [];

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
  const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = numbersIn(corners);
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

export interface PageFrame {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** Transformation from coordinates of the file. */
  readonly pageMatrix: Matrix;
}

/** Returns the size and base transformation of a page. */
export function pageFrameOf({ view, rotate }: Pick<PDFPageProxy, "view" | "rotate">): PageFrame {
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  const [width, height] = [Math.max(1, right - left), Math.max(1, top - bottom)];
  if (rotate === 90)
    return { width: height, height: width, pageMatrix: [0, -1, 1, 0, -bottom, right] };
  if (rotate === 180) return { width, height, pageMatrix: [-1, 0, 0, -1, right, top] };
  if (rotate === 270)
    return { width: height, height: width, pageMatrix: [0, 1, -1, 0, top, -left] };
  return { width, height, pageMatrix: [1, 0, 0, 1, -left, -bottom] };
}

/** Reason why a glyph is not visible. */
export type Hidden =
  /** On a layer that is off. */
  | "layer"
  /** Off the page or outside the clip. */
  | "outside"
  /** Drawn without paint, as OCR text is. */
  | "unpainted"
  /** In the colour of its background, or too small. */
  | "faint"
  /** Painted over later. */
  | "covered";

/** Lengths are in points; the page is upright as it is shown, its origin at the lower left. */
export interface Glyph {
  /** In Unicode, mostly one character; `BLANK` for white space; `UNREADABLE` if unknown. */
  readonly text: string;
  /** Start of the baseline. */
  readonly x: number;
  readonly y: number;
  /** Direction of writing, of length 1. */
  readonly direction: Point;
  readonly width: number;
  /** Character spacing that counts as part of each glyph. */
  readonly tracking: number;
  readonly size: number;
  readonly font: string;
  /** Number of its operator on the page. */
  readonly order: number;
  /** ID of the annotation that draws it. */
  readonly annotation: string | undefined;
  readonly hidden: Hidden | undefined;
}

/** Text of a visible glyph whose character is unknown or not quoted. */
export const UNREADABLE = "\uFFFC";
/** Text of a glyph that is painted over. */
export const COVERED = "\uFFFE";
export const BLANK = " ";

export const hasInk = ({ text }: Glyph): boolean => text !== BLANK;

/** Returns a point of a glyph, in shares of its width and of its size above the baseline. */
export function pointIn(
  { x, y, direction, width, size }: Glyph,
  share: number,
  above: number,
): Point {
  const [right, up] = [share * width, above * size];
  return [
    x + direction[0] * right - direction[1] * up,
    y + direction[1] * right + direction[0] * up,
  ];
}

/** Returns the middle of a glyph at the height of lower-case letters. */
export const centreOf = (glyph: Glyph): Point => pointIn(glyph, 0.5, 0.3);
