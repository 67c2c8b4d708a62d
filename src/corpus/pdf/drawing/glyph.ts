/** @module Glyphs: characters as they stand on a page. */

import type { Point } from "./matrix.ts";

/** Why no reader sees a glyph. */
export type Hidden =
  /** On a layer that is off. */
  | "layer"
  /** Off the page, or outside of what is let through. */
  | "outside"
  /** Drawn without any colour, as text is that was recognised in a picture. */
  | "unpainted"
  /** In the colour of what is behind it. */
  | "faint"
  /** Painted over. */
  | "covered";

/** Lengths are in points; the page is upright as it is shown, its origin at the lower left. */
export interface Glyph {
  /** In Unicode, most often one character; `BLANK` for white space; `UNREADABLE` where the font does not say. */
  readonly text: string;
  /** Where its baseline begins. */
  readonly x: number;
  readonly y: number;
  /** Direction of writing, of length 1. */
  readonly along: Point;
  readonly width: number;
  /** Space that the file adds behind every glyph of this text. */
  readonly tracking: number;
  readonly size: number;
  readonly font: string;
  /** Counts up over the page. */
  readonly order: number;
  /** The ID of the annotation that draws it. */
  readonly annotation: string | undefined;
  readonly hidden: Hidden | undefined;
}

/** Stands for what a person sees but no font or rule turns into text. */
export const UNREADABLE = "\uFFFC";
/** Stands for what was painted over, as with a marker. */
export const COVERED = "\uFFFE";
export const BLANK = " ";

export const isInk = ({ text }: Glyph): boolean => text !== BLANK;

/** A point of the glyph: so far along its width, and so far above its baseline in shares of its size. */
export function pointIn({ x, y, along, width, size }: Glyph, share: number, above: number): Point {
  const [right, up] = [share * width, above * size];
  return [x + along[0] * right - along[1] * up, y + along[1] * right + along[0] * up];
}

/** The middle of its small letters. */
export const middleOf = (glyph: Glyph): Point => pointIn(glyph, 0.5, 0.3);
