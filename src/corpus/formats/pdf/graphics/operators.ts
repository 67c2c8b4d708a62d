/** @module Operators that change the graphics state or show text. */

import { OPS } from "../pdfjs.ts";
import type { Font } from "./font.ts";
import {
  compose,
  type Glyph,
  IDENTITY,
  type Matrix,
  type Point,
  scalesOf,
  toMatrix,
  transform,
} from "./geometry.ts";
import type { Colour } from "./raster.ts";
import type { State } from "./state.ts";

type Operands = readonly unknown[];
type StateOperator = (state: State, operands: Operands, fontOf: FontOf) => void;
export type FontOf = (id: string) => Font;

/** Operators that change the graphics state. */
export const STATE_OPERATORS: Readonly<Record<number, StateOperator>> = {
  [OPS.transform]: (state, operands) => (state.matrix = compose(state.matrix, toMatrix(operands))),
  [OPS.setLineWidth]: (state, [width]) => (state.lineWidth = toNumber(width)),
  [OPS.setGState]: (state, [pairs], fontOf) => {
    for (const pair of Array.isArray(pairs) ? pairs : [])
      if (Array.isArray(pair)) applyExtended(pair[0], pair[1], state, fontOf);
  },
  [OPS.setFillRGBColor]: (state, [colour]) => (state.fill = toColour(colour)),
  [OPS.setStrokeRGBColor]: (state, [colour]) => (state.stroke = toColour(colour)),
  [OPS.setFillColorN]: (state) => (state.fill = undefined),
  [OPS.setStrokeColorN]: (state) => (state.stroke = undefined),
  [OPS.setFillTransparent]: (state) => (state.fill = undefined),
  [OPS.setStrokeTransparent]: (state) => (state.stroke = undefined),
  [OPS.beginText]: (state) => {
    state.textMatrix = IDENTITY;
    startLine(state, 0, 0);
  },
  [OPS.setFont]: (state, [id, size], fontOf) => {
    state.font = fontOf(toText(id));
    state.fontSize = toNumber(size);
  },
  [OPS.setCharSpacing]: (state, [spacing]) => (state.charSpacing = toNumber(spacing)),
  [OPS.setWordSpacing]: (state, [spacing]) => (state.wordSpacing = toNumber(spacing)),
  [OPS.setHScale]: (state, [percent]) => (state.horizontalScale = toNumber(percent) / 100),
  [OPS.setLeading]: (state, [leading]) => (state.leading = toNumber(leading)),
  [OPS.setTextRise]: (state, [rise]) => (state.textRise = toNumber(rise)),
  [OPS.setTextRenderingMode]: (state, [mode]) => (state.renderingMode = toNumber(mode)),
  [OPS.setTextMatrix]: (state, [matrix]) => {
    state.textMatrix = toMatrix(matrix);
    startLine(state, 0, 0);
  },
  [OPS.moveText]: (state, [x, y]) =>
    startLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y)),
  [OPS.setLeadingMoveText]: (state, [x, y]) => {
    state.leading = -toNumber(y);
    startLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y));
  },
  [OPS.nextLine]: (state) => startLine(state, state.lineX, state.lineY - state.leading),
};

function startLine(state: State, x: number, y: number): void {
  [state.lineX, state.lineY, state.x, state.y] = [x, y, x, y];
}

function applyExtended(key: unknown, value: unknown, state: State, fontOf: FontOf): void {
  if (key === "ca") state.fillAlpha = toNumber(value);
  if (key === "CA") state.strokeAlpha = toNumber(value);
  if (key === "LW") state.lineWidth = toNumber(value);
  if (key === "SMask") state.hasSoftMask = value !== false;
  if (key === "BM") state.isNormalBlend = value === "source-over";
  if (key === "Font" && Array.isArray(value)) {
    state.font = fontOf(toText(value[0]));
    state.fontSize = toNumber(value[1]);
  }
}

export const toNumber = (value: unknown): number =>
  typeof value === "number" && Number.isFinite(value) ? value : 0;

export const toText = (value: unknown): string => (typeof value === "string" ? value : "");

/** Parses a colour of pdf.js, `#rrggbb`. */
function toColour(colour: unknown): Colour {
  const digits = typeof colour === "string" ? /^#([\da-f]{6})$/i.exec(colour)?.[1] : undefined;
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** Properties shared by all glyphs of a text operator. */
type GlyphSource = Pick<Glyph, "order" | "annotation">;

/** A glyph of pdf.js. */
interface PdfGlyph {
  readonly unicode: string;
  readonly originalCharCode?: unknown;
  readonly width: number;
  readonly vmetric: readonly number[] | null;
  readonly isSpace: boolean;
}

const isPdfGlyph = (item: unknown): item is PdfGlyph =>
  typeof item === "object" && item !== null && "unicode" in item && "width" in item;

/** Default height of a glyph in vertical writing. */
const DEFAULT_HEIGHT = 1000;

/** Places the glyphs of one text operator, and advances the state. */
export function layOutGlyphs(
  items: readonly unknown[],
  state: State,
  source: GlyphSource,
): Glyph[] {
  const { font, fontSize, horizontalScale, textRise, charSpacing } = state;
  const glyphs: Glyph[] = [];
  if (fontSize === 0) return glyphs;
  const matrix = compose(state.matrix, state.textMatrix);
  const [across, upwards] = scalesOf(matrix);
  const scale = font.isVertical ? upwards : across * Math.abs(horizontalScale);
  const direction = directionOf(matrix, state);
  const size = Math.abs(fontSize) * upwards * font.height;
  const tracking = isLetterSpaced(items, state) ? charSpacing * scale : 0;
  for (const item of items) {
    if (typeof item === "number") advance(state, (-item / 1000) * fontSize);
    if (!isPdfGlyph(item)) continue;
    const length = font.isVertical
      ? -Math.abs(item.vmetric?.[0] ?? DEFAULT_HEIGHT) * font.unit * fontSize
      : (Number.isFinite(item.width) ? item.width : 0) * font.unit * fontSize;
    const extra = item.isSpace ? charSpacing + state.wordSpacing : charSpacing;
    const text = font.decode(item.unicode, item.originalCharCode);
    const [x, y] = transform(matrix, state.x, state.y + textRise);
    advance(state, length + extra);
    if (text === "" || (text === SOFT_HYPHEN && length === 0)) continue;
    glyphs.push({
      text,
      x,
      y,
      direction,
      width: Math.abs(length) * scale,
      tracking,
      size,
      font: font.id,
      ...source,
      hidden: undefined,
    });
  }
  return glyphs;
}

/** Not drawn if it has no width. */
const SOFT_HYPHEN = "\u00AD";
/** Bounds of letter-spacing: number of glyphs, and spacing in sizes. */
const MIN_TRACKED = 4;
const MAX_TRACKED = 0.5;

/** Whether character spacing is letter-spacing. Some files use it between words, or cancel it after each glyph. */
function isLetterSpaced(items: readonly unknown[], { charSpacing, fontSize }: State): boolean {
  if (charSpacing <= 0 || charSpacing > MAX_TRACKED * Math.abs(fontSize)) return false;
  const glyphs = items.filter(isPdfGlyph).length;
  const moves = items.filter(
    (item) => typeof item === "number" && Math.abs(item) > MAX_KERNING,
  ).length;
  return glyphs >= MIN_TRACKED && moves < glyphs / 2;
}
/** Largest kerning, in thousandths of the size. */
const MAX_KERNING = 60;

function advance(state: State, length: number): void {
  if (state.font.isVertical) state.y += length;
  else state.x += length * state.horizontalScale;
}

function directionOf([a, b, c, d]: Matrix, { font, fontSize, horizontalScale }: State): Point {
  const sign = Math.sign(fontSize * horizontalScale) || 1;
  const [x, y] = font.isVertical ? [-c, -d] : [a * sign, b * sign];
  const length = Math.hypot(x, y);
  return length > 0 ? [x / length, y / length] : [1, 0];
}
