/** @module Graphics state, and its stack with transparency groups and annotations. */

import { type Font, NO_FONT } from "./font.ts";
import {
  type Box,
  boxOf,
  compose,
  IDENTITY,
  intersection,
  type Matrix,
  toMatrix,
  type Upright,
} from "./geometry.ts";
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

export interface Annotated {
  readonly id: string;
  readonly box: Box;
}

export interface Stack {
  readonly state: () => State;
  readonly save: () => void;
  readonly restore: () => void;
  /** Begins content with its own coordinate system, clipped to a box. */
  readonly enter: (matrix: unknown, box: unknown) => void;
  /** Begins a transparency group; the content of a mask is not visible itself. */
  readonly beginGroup: (isMask: boolean) => void;
  readonly endGroup: () => void;
  readonly isInMask: () => boolean;
  readonly beginAnnotation: (id: string, box: unknown, toPage: unknown, matrix: unknown) => void;
  readonly endAnnotation: () => void;
  readonly annotation: () => Annotated | undefined;
}

export function createStack({ width, height, base }: Upright): Stack {
  const page: Box = { left: 0, bottom: 0, right: width, top: height };
  const saved: State[] = [];
  let state = initialState(base, page);
  let annotation: Annotated | undefined;
  /** Number of open groups, counted from the outermost mask. */
  let masks = 0;
  const save = (): void => {
    saved.push(state);
    state = { ...state };
  };
  const restore = (): void => {
    state = saved.pop() ?? state;
  };
  return {
    state: () => state,
    save,
    restore,
    enter(matrix, box) {
      save();
      if (matrix) state.matrix = compose(state.matrix, toMatrix(matrix));
      const within = boxOf(box, state.matrix);
      if (within) state.clip = intersection(state.clip, within);
    },
    beginGroup(isMask) {
      save();
      if (isMask || masks > 0) masks += 1;
      state.groupAlpha *= state.fillAlpha;
      state.isMasked ||= !state.isPlain;
      Object.assign(state, { fillAlpha: 1, strokeAlpha: 1, isPlain: true });
    },
    endGroup() {
      masks = Math.max(0, masks - 1);
      restore();
    },
    isInMask: () => masks > 0,
    beginAnnotation(id, box, toPage, matrix) {
      saved.length = 0;
      masks = 0;
      state = initialState(base, page);
      annotation = { id, box: boxOf(box, base) ?? page };
      state.clip = intersection(page, annotation.box);
      state.matrix = compose(compose(state.matrix, toMatrix(toPage)), toMatrix(matrix));
    },
    endAnnotation: () => (annotation = undefined),
    annotation: () => annotation,
  };
}
