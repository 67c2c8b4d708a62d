/** @module Executes text operators: places glyphs. */

import type { Glyph } from "./glyph.ts";
import { compose, type Matrix, type Point, scalesOf } from "./matrix.ts";
import type { State } from "./state.ts";

/** Properties shared by all glyphs of a text operator. */
export type Common = Pick<Glyph, "order" | "annotation">;

/** A glyph of pdf.js. */
interface Shown {
  readonly unicode: string;
  readonly originalCharCode?: unknown;
  readonly width: number;
  readonly vmetric: readonly number[] | null;
  readonly isSpace: boolean;
}

const isShown = (item: unknown): item is Shown =>
  typeof item === "object" && item !== null && "unicode" in item && "width" in item;

/** Default height of a glyph in vertical writing. */
const DOWNWARDS = 1000;

/** Places the glyphs of one text operator, and advances the state. */
export function placeGlyphs(shown: readonly unknown[], state: State, common: Common): Glyph[] {
  const { font, fontSize, stretch, rise, spacing } = state;
  const glyphs: Glyph[] = [];
  if (fontSize === 0) return glyphs;
  const matrix = compose(state.matrix, state.textMatrix);
  const [a, b, c, d, e, f] = matrix;
  const [across, upwards] = scalesOf(matrix);
  const scale = font.isVertical ? upwards : across * Math.abs(stretch);
  const along = directionOf(matrix, state);
  const size = Math.abs(fontSize) * upwards * font.height;
  const tracking = isTracked(shown, state) ? spacing * scale : 0;
  for (const item of shown) {
    if (typeof item === "number") move(state, (-item / 1000) * fontSize);
    if (!isShown(item)) continue;
    const length = font.isVertical
      ? -Math.abs(item.vmetric?.[0] ?? DOWNWARDS) * font.unit * fontSize
      : (Number.isFinite(item.width) ? item.width : 0) * font.unit * fontSize;
    const extra = item.isSpace ? spacing + state.wordSpacing : spacing;
    const text = font.read(item.unicode, item.originalCharCode);
    const x = state.x;
    const y = state.y + rise;
    move(state, length + extra);
    if (text === "" || (text === SOFT_HYPHEN && length === 0)) continue;
    glyphs.push({
      text,
      x: a * x + c * y + e,
      y: b * x + d * y + f,
      along,
      width: Math.abs(length) * scale,
      tracking,
      size,
      font: font.id,
      order: common.order,
      annotation: common.annotation,
      hidden: undefined,
    });
  }
  return glyphs;
}

/** Not drawn if it has no width. */
const SOFT_HYPHEN = "\u00AD";
/** Bounds of letter-spacing: number of glyphs, and spacing in sizes. */
const LEAST_TRACKED = 4;
const MOST_TRACKED = 0.5;

/** Whether character spacing is letter-spacing. Some files use it between words, or cancel it after each glyph. */
function isTracked(shown: readonly unknown[], { spacing, fontSize }: State): boolean {
  if (spacing <= 0 || spacing > MOST_TRACKED * Math.abs(fontSize)) return false;
  const glyphs = shown.filter(isShown).length;
  const moves = shown.filter((item) => typeof item === "number" && Math.abs(item) > SLIGHT).length;
  return glyphs >= LEAST_TRACKED && moves < glyphs / 2;
}
/** Largest kerning, in thousandths of the size. */
const SLIGHT = 60;

function move(state: State, length: number): void {
  if (state.font.isVertical) state.y += length;
  else state.x += length * state.stretch;
}

function directionOf([a, b, c, d]: Matrix, { font, fontSize, stretch }: State): Point {
  const sign = Math.sign(fontSize * stretch) || 1;
  const [x, y] = font.isVertical ? [-c, -d] : [a * sign, b * sign];
  const length = Math.hypot(x, y);
  return length > 0 ? [x / length, y / length] : [1, 0];
}
