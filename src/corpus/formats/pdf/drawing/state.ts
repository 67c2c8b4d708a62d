/** @module The graphics state. */

import type { Box } from "./box.ts";
import { type Font, NO_FONT } from "./font.ts";
import { IDENTITY, type Matrix } from "./matrix.ts";
import type { Ink } from "./raster.ts";

/** Changed in place; copied when it is saved. */
export interface State {
  matrix: Matrix;
  /** Box around the clip. */
  clip: Box;
  /** Whether the clip is all of its box. */
  isClipWhole: boolean;
  fill: Ink;
  stroke: Ink;
  fillAlpha: number;
  strokeAlpha: number;
  /** Product of the alphas of enclosing groups. */
  groupAlpha: number;
  /** Whether the blend mode is normal. */
  isPlain: boolean;
  isMasked: boolean;
  lineWidth: number;
  font: Font;
  fontSize: number;
  spacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
  /** Indexes of glyphs that were added to the clip and are visible once something is painted. */
  cutOut: readonly number[];
  textMatrix: Matrix;
  /** Start of the line and place of the next glyph, in text space. */
  lineX: number;
  lineY: number;
  x: number;
  y: number;
}

export const initialState = (matrix: Matrix, clip: Box): State => ({
  matrix,
  clip,
  isClipWhole: true,
  fill: 0,
  stroke: 0,
  fillAlpha: 1,
  strokeAlpha: 1,
  groupAlpha: 1,
  isPlain: true,
  isMasked: false,
  lineWidth: 1,
  font: NO_FONT,
  fontSize: 0,
  spacing: 0,
  wordSpacing: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  cutOut: [],
  textMatrix: IDENTITY,
  lineX: 0,
  lineY: 0,
  x: 0,
  y: 0,
});

/** Whether fills are opaque. */
export const isOpaque = (state: State): boolean =>
  state.isPlain && !state.isMasked && state.fillAlpha * state.groupAlpha >= OPAQUE;
const OPAQUE = 0.95;

/** Effects of a text rendering mode. */
interface Paints {
  readonly fills: boolean;
  readonly strokes: boolean;
  readonly clips: boolean;
}

const MODES: readonly Paints[] = [0, 1, 2, 3, 4, 5, 6, 7].map((mode) => ({
  fills: [0, 2, 4, 6].includes(mode),
  strokes: [1, 2, 5, 6].includes(mode),
  clips: mode >= 4,
}));
const FILLING: Paints = { fills: true, strokes: false, clips: false };

export const paintsOf = (mode: number): Paints => MODES[mode] ?? FILLING;
