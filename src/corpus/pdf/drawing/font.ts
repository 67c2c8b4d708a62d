/** @module Fonts as far as they say where glyphs stand and which characters those are. */

import type { PDFPageProxy } from "../pdfjs.ts";
import { type ReadGlyph, signReader } from "../signs.ts";
import { listOf, numberAt } from "./matrix.ts";

export interface Font {
  readonly id: string;
  readonly isVertical: boolean;
  /** Whether each glyph is a drawing with colours of its own. */
  readonly isDrawn: boolean;
  /** Size of a glyph unit in text space. */
  readonly unit: number;
  /** Height of its letters at size 1; other than 1 where a font of drawings has a size of its own. */
  readonly height: number;
  /** Empty for a glyph without a shape. */
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

/** Looks up the fonts of a file, each once. */
export function createFonts(): (page: PDFPageProxy, id: string) => Font {
  const fonts = new Map<string, Font>();
  return (page, id) => {
    const font = fonts.get(id) ?? findFont(page, id);
    fonts.set(id, font);
    return font;
  };
}

/** Looks up a font that an operator list of the page names. */
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

/** The mark of a font of which the file has only a part. */
const SUBSET = /^[A-Z]{6}\+/;
