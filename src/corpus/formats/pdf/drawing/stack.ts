/** @module Stack of graphics states, with transparency groups and annotations. */

import { type Box, boxOf, intersection } from "./box.ts";
import { compose, toMatrix } from "./matrix.ts";
import { initialState, type State } from "./state.ts";
import type { Upright } from "./upright.ts";

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
