/** @module Operators that change the graphics state or show text. */

import type { Font } from "./font.ts";
import {
  compose,
  type Glyph,
  IDENTITY,
  type Matrix,
  type Point,
  scalesOf,
  toMatrix,
} from "./geometry.ts";
import type { Ink } from "./raster.ts";
import type { State } from "./state.ts";
import { OPS } from "../pdfjs.ts";

type Arguments = readonly unknown[];
type Setting = (state: State, values: Arguments, fontOf: FontOf) => void;
export type FontOf = (id: string) => Font;

/** Applies an operator to the state; returns false if it is not one of these. */
export function applySetting(
  operator: number,
  values: Arguments,
  state: State,
  fontOf: FontOf,
): boolean {
  const setting = SETTINGS[operator];
  setting?.(state, values, fontOf);
  return setting !== undefined;
}

const SETTINGS: Readonly<Record<number, Setting>> = {
  [OPS.transform]: (state, values) => (state.matrix = compose(state.matrix, toMatrix(values))),
  [OPS.setLineWidth]: (state, [width]) => (state.lineWidth = toNumber(width)),
  [OPS.setGState]: (state, [pairs], fontOf) => {
    for (const pair of Array.isArray(pairs) ? pairs : [])
      if (Array.isArray(pair)) applyExtended(pair[0], pair[1], state, fontOf);
  },
  [OPS.setFillRGBColor]: (state, [colour]) => (state.fill = toInk(colour)),
  [OPS.setStrokeRGBColor]: (state, [colour]) => (state.stroke = toInk(colour)),
  [OPS.setFillColorN]: (state) => (state.fill = undefined),
  [OPS.setStrokeColorN]: (state) => (state.stroke = undefined),
  [OPS.setFillTransparent]: (state) => (state.fill = undefined),
  [OPS.setStrokeTransparent]: (state) => (state.stroke = undefined),
  [OPS.beginText]: (state) => {
    state.textMatrix = IDENTITY;
    toLine(state, 0, 0);
  },
  [OPS.setFont]: (state, [id, size], fontOf) => {
    state.font = fontOf(toText(id));
    state.fontSize = toNumber(size);
  },
  [OPS.setCharSpacing]: (state, [spacing]) => (state.spacing = toNumber(spacing)),
  [OPS.setWordSpacing]: (state, [spacing]) => (state.wordSpacing = toNumber(spacing)),
  [OPS.setHScale]: (state, [percent]) => (state.stretch = toNumber(percent) / 100),
  [OPS.setLeading]: (state, [leading]) => (state.leading = toNumber(leading)),
  [OPS.setTextRise]: (state, [rise]) => (state.rise = toNumber(rise)),
  [OPS.setTextRenderingMode]: (state, [mode]) => (state.mode = toNumber(mode)),
  [OPS.setTextMatrix]: (state, [matrix]) => {
    state.textMatrix = toMatrix(matrix);
    toLine(state, 0, 0);
  },
  [OPS.moveText]: (state, [x, y]) =>
    toLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y)),
  [OPS.setLeadingMoveText]: (state, [x, y]) => {
    state.leading = -toNumber(y);
    toLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y));
  },
  [OPS.nextLine]: (state) => toLine(state, state.lineX, state.lineY - state.leading),
};

function toLine(state: State, x: number, y: number): void {
  [state.lineX, state.lineY, state.x, state.y] = [x, y, x, y];
}

function applyExtended(key: unknown, value: unknown, state: State, fontOf: FontOf): void {
  if (key === "ca") state.fillAlpha = toNumber(value);
  if (key === "CA") state.strokeAlpha = toNumber(value);
  if (key === "LW") state.lineWidth = toNumber(value);
  if (key === "SMask") state.isMasked = value !== false;
  if (key === "BM") state.isPlain = value === "source-over";
  if (key === "Font" && Array.isArray(value)) {
    state.font = fontOf(toText(value[0]));
    state.fontSize = toNumber(value[1]);
  }
}

export const toNumber = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) ? value : 0;

export const toText = (value: unknown): string => (typeof value === "string" ? value : "");

/** Parses a colour of pdf.js, `#rrggbb`. */
function toInk(colour: unknown): Ink {
  const digits = typeof colour === "string" ? /^#([\da-f]{6})$/i.exec(colour)?.[1] : undefined;
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

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
