/** @module Fonts: metrics for placing glyphs, and the mapping to characters. */

import type { PDFPageProxy } from "../pdfjs.ts";
import { type ReadGlyph, signReader } from "../signs.ts";
import { listOf, numberAt } from "./matrix.ts";

export interface Font {
  readonly id: string;
  readonly isVertical: boolean;
  /** Whether it is a Type 3 font, whose glyphs may set colours of their own. */
  readonly isDrawn: boolean;
  /** Size of a glyph unit in text space. */
  readonly unit: number;
  /** Height of letters at size 1; differs from 1 in Type 3 fonts only. */
  readonly height: number;
  readonly read: ReadGlyph;
}

const UNIT = 0.001;
export const NO_FONT: Font = {
  id: "",
  isVertical: false,
  isDrawn: false,
  unit: UNIT,
  height: 1,
  read: signReader(""),
};

/** Creates a look-up for the fonts of a file that caches them. */
export function createFonts(): (page: PDFPageProxy, id: string) => Font {
  const fonts = new Map<string, Font>();
  return (page, id) => {
    const font = fonts.get(id) ?? findFont(page, id);
    fonts.set(id, font);
    return font;
  };
}

/** Looks up a font by its name in an operator list. */
function findFont({ commonObjs }: PDFPageProxy, id: string): Font {
  const font: unknown = commonObjs.has(id) ? commonObjs.get(id) : undefined;
  if (typeof font !== "object" || font === null) return { ...NO_FONT, id };
  const field = (name: string): unknown => Reflect.get(font, name);
  const name = field("name");
  const [matrix, box] = [listOf(field("fontMatrix")), listOf(field("bbox"))];
  const unit = numberAt(matrix, 0);
  const isDrawn = field("isType3Font") === true;
  const height = isDrawn
    ? Math.abs((numberAt(box, 3) - numberAt(box, 1)) * numberAt(matrix, 3))
    : 1;
  return {
    id,
    isVertical: field("vertical") === true,
    isDrawn,
    unit: Number.isFinite(unit) && unit !== 0 ? unit : UNIT,
    height: height > 0 && Number.isFinite(height) ? height : 1,
    read: signReader(typeof name === "string" ? name.replace(SUBSET, "") : ""),
  };
}

/** Prefix of the name of a subset font. */
const SUBSET = /^[A-Z]{6}\+/;
