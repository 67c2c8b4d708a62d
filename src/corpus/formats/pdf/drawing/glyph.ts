/** @module Glyphs with their places on a page. */

import type { Point } from "./matrix.ts";

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
  readonly along: Point;
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

export const isInk = ({ text }: Glyph): boolean => text !== BLANK;

/** Returns a point of a glyph, in shares of its width and of its size above the baseline. */
export function pointIn({ x, y, along, width, size }: Glyph, share: number, above: number): Point {
  const [right, up] = [share * width, above * size];
  return [x + along[0] * right - along[1] * up, y + along[1] * right + along[0] * up];
}

/** Returns the middle of a glyph at the height of lower-case letters. */
export const middleOf = (glyph: Glyph): Point => pointIn(glyph, 0.5, 0.3);
