/** @module Executes operators that change the graphics state. */

import { OPS } from "../pdfjs.ts";
import type { Font } from "./font.ts";
import { compose, IDENTITY, toMatrix } from "./matrix.ts";
import type { Ink } from "./raster.ts";
import type { State } from "./state.ts";

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
  [OPS.transform]: (state, values) => {
    state.matrix = compose(state.matrix, toMatrix(values));
  },
  [OPS.setLineWidth]: (state, [width]) => {
    state.lineWidth = toNumber(width);
  },
  [OPS.setGState]: (state, [pairs], fontOf) => {
    for (const pair of Array.isArray(pairs) ? pairs : [])
      if (Array.isArray(pair)) applyExtended(pair[0], pair[1], state, fontOf);
  },
  [OPS.setFillRGBColor]: (state, [colour]) => {
    state.fill = toInk(colour);
  },
  [OPS.setStrokeRGBColor]: (state, [colour]) => {
    state.stroke = toInk(colour);
  },
  [OPS.setFillColorN]: (state) => {
    state.fill = undefined;
  },
  [OPS.setStrokeColorN]: (state) => {
    state.stroke = undefined;
  },
  [OPS.setFillTransparent]: (state) => {
    state.fill = undefined;
  },
  [OPS.setStrokeTransparent]: (state) => {
    state.stroke = undefined;
  },
  [OPS.beginText]: (state) => {
    state.textMatrix = IDENTITY;
    toLine(state, 0, 0);
  },
  [OPS.setFont]: (state, [id, size], fontOf) => {
    state.font = fontOf(toText(id));
    state.fontSize = toNumber(size);
  },
  [OPS.setCharSpacing]: (state, [spacing]) => {
    state.spacing = toNumber(spacing);
  },
  [OPS.setWordSpacing]: (state, [spacing]) => {
    state.wordSpacing = toNumber(spacing);
  },
  [OPS.setHScale]: (state, [percent]) => {
    state.stretch = toNumber(percent) / 100;
  },
  [OPS.setLeading]: (state, [leading]) => {
    state.leading = toNumber(leading);
  },
  [OPS.setTextRise]: (state, [rise]) => {
    state.rise = toNumber(rise);
  },
  [OPS.setTextRenderingMode]: (state, [mode]) => {
    state.mode = toNumber(mode);
  },
  [OPS.setTextMatrix]: (state, [matrix]) => {
    state.textMatrix = toMatrix(matrix);
    toLine(state, 0, 0);
  },
  [OPS.moveText]: (state, [x, y]) => {
    toLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y));
  },
  [OPS.setLeadingMoveText]: (state, [x, y]) => {
    state.leading = -toNumber(y);
    toLine(state, state.lineX + toNumber(x), state.lineY + toNumber(y));
  },
  [OPS.nextLine]: (state) => {
    toLine(state, state.lineX, state.lineY - state.leading);
  },
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
