/** @module Layers (optional content): whether what is drawn now is on one that is off. */

/** Says of a layer, or of an expression over layers, whether it is shown. */
export type IsShown = (content: unknown) => boolean;

/** Follows the marks that a page sets around content. */
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

/** A membership of no layer at all is shown, whatever its policy. */
function isOfNone(content: unknown): boolean {
  const ids: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "ids") : undefined;
  return Array.isArray(ids) && ids.length === 0;
}
