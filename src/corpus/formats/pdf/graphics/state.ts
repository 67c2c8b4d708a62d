/** @module Graphics state, and its stack with transparency groups and annotations. */

import { NO_FONT } from "./font.ts";
import {
  type Box,
  boxOf,
  compose,
  IDENTITY,
  intersection,
  type Matrix,
  type PageFrame,
  toMatrix,
} from "./geometry.ts";
import type { Colour } from "./raster.ts";

/** Returns the state at the beginning of a page. It is changed in place, and copied when it is saved. */
const initialState = (matrix: Matrix, clip: Box, black: Colour) => ({
  matrix,
  /** Box around the clip. */
  clip,
  /** Whether the clip is all of its box. */
  isClipRectangle: true,
  fill: black,
  stroke: black,
  fillAlpha: 1,
  strokeAlpha: 1,
  /** Product of the alphas of enclosing groups. */
  groupAlpha: 1,
  /** Whether the blend mode is normal. */
  isNormalBlend: true,
  hasSoftMask: false,
  lineWidth: 1,
  font: NO_FONT,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  textRise: 0,
  renderingMode: 0,
  /** Indexes of glyphs that were added to the clip and are visible once something is painted. */
  textClip: Array<number>(),
  textMatrix: IDENTITY,
  /** Start of the line and position of the next glyph, in text space. */
  lineX: 0,
  lineY: 0,
  x: 0,
  y: 0,
});

export type State = ReturnType<typeof initialState>;

/** Whether fills are opaque. */
export const isOpaque = (state: State): boolean =>
  state.isNormalBlend && !state.hasSoftMask && state.fillAlpha * state.groupAlpha >= OPAQUE;
const OPAQUE = 0.95;

/** Returns the effects of a text rendering mode; an unknown one fills. */
export function paintsOf(renderingMode: number) {
  const known = [0, 1, 2, 3, 4, 5, 6, 7].includes(renderingMode) ? renderingMode : 0;
  return { fills: known % 2 === 0, strokes: [1, 2].includes(known % 4), clips: known >= 4 };
}

/** Creates a stack of graphics states, with transparency groups and annotations. */
export function createStack({ width, height, pageMatrix }: PageFrame) {
  const page: Box = { left: 0, bottom: 0, right: width, top: height };
  const saved: State[] = [];
  let state = initialState(pageMatrix, page, 0);
  let annotation: { readonly id: string; readonly box: Box } | undefined;
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
    /** Begins content with its own coordinate system, clipped to a box. */
    enter(matrix: unknown, box: unknown) {
      save();
      if (matrix) state.matrix = compose(state.matrix, toMatrix(matrix));
      const within = boxOf(box, state.matrix);
      if (within) state.clip = intersection(state.clip, within);
    },
    /** Begins a transparency group; the content of a mask is not visible itself. */
    beginGroup(isMask: boolean) {
      save();
      if (isMask || masks > 0) masks += 1;
      state.groupAlpha *= state.fillAlpha;
      state.hasSoftMask ||= !state.isNormalBlend;
      Object.assign(state, { fillAlpha: 1, strokeAlpha: 1, isNormalBlend: true });
    },
    endGroup() {
      masks = Math.max(0, masks - 1);
      restore();
    },
    isInMask: () => masks > 0,
    beginAnnotation(id: string, box: unknown, toPage: unknown, matrix: unknown) {
      saved.length = 0;
      masks = 0;
      state = initialState(pageMatrix, page, 0);
      annotation = { id, box: boxOf(box, pageMatrix) ?? page };
      state.clip = intersection(page, annotation.box);
      state.matrix = compose(compose(state.matrix, toMatrix(toPage)), toMatrix(matrix));
    },
    endAnnotation: () => (annotation = undefined),
    annotation: () => annotation,
  };
}
