/** @module Coordinates of the page as shown: upright, with the origin at the lower left. */

import type { PDFPageProxy } from "../pdfjs.ts";
import type { Matrix } from "./matrix.ts";

export interface Upright {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** Transformation from coordinates of the file. */
  readonly base: Matrix;
}

/** Returns the size and base transformation of a page. */
export function uprightOf({ view, rotate }: Pick<PDFPageProxy, "view" | "rotate">): Upright {
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  const [width, height] = [Math.max(1, right - left), Math.max(1, top - bottom)];
  if (rotate === 90) return { width: height, height: width, base: [0, -1, 1, 0, -bottom, right] };
  if (rotate === 180) return { width, height, base: [-1, 0, 0, -1, right, top] };
  if (rotate === 270) return { width: height, height: width, base: [0, 1, -1, 0, top, -left] };
  return { width, height, base: [1, 0, 0, 1, -left, -bottom] };
}
