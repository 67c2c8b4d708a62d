/** @module Tables, which are drawn with lines and quoted as they are. */

import type { LineCursor } from "../../marked-text.ts";

export const GRID_BORDER = /^\+(?:[-=]{1,1000}\+){1,200}$/;
export const SIMPLE_BORDER = /^={1,1000}(?: {1,100}={1,1000}){1,200}$/;
/** Above the rows, below the header, and below the rows. */
const MOST_BORDERS = 3;

/** Returns functions that find the line after a table. */
export function tableEnds({ lineOf, indentOf, isBlank, paragraphEnd }: LineCursor) {
  return {
    grid(at: number, to: number): number {
      let end = at + 1;
      while (end < to && indentOf(end) === indentOf(at) && /^[+|]/.test(lineOf(end))) end += 1;
      return end;
    },
    simple(at: number, to: number): number {
      let borders = 1;
      for (let next = at + 1; next < to; next += 1) {
        if (!isBlank(next) && indentOf(next) < indentOf(at)) return next;
        if (!SIMPLE_BORDER.test(lineOf(next))) continue;
        borders += 1;
        if (borders === MOST_BORDERS || next + 1 >= to || isBlank(next + 1)) return next + 1;
      }
      return paragraphEnd(at, to);
    },
  };
}
