/** @module Tracks whether current content is on a layer (optional content) that is off. */

/** Tells whether a layer, or a membership expression, is visible. */
export type IsShown = (content: unknown) => boolean;

/** Tracks marked content. */
export interface Layers {
  readonly begin: (tag: unknown, content: unknown) => void;
  readonly end: () => void;
  readonly isHidden: () => boolean;
}

export function createLayers(isShown: IsShown): Layers {
  const marks: boolean[] = [];
  let hiding = 0;
  return {
    begin(tag, content) {
      const hides = tag === "OC" && !isOfNone(content) && !isShown(content);
      marks.push(hides);
      if (hides) hiding += 1;
    },
    end() {
      if (marks.pop()) hiding -= 1;
    },
    isHidden: () => hiding > 0,
  };
}

/** Whether a membership lists no layer; such content is visible under any policy. */
function isOfNone(content: unknown): boolean {
  const ids: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "ids") : undefined;
  return Array.isArray(ids) && ids.length === 0;
}
