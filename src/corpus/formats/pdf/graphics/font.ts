/** @module Fonts: metrics, and the mapping of glyphs to characters, including those of symbol fonts. */

import { codePoint } from "dingbat-to-unicode";
import { BLANK, numbersIn, UNREADABLE } from "./geometry.ts";
import { normalizeUnicode, type PDFPageProxy } from "../pdfjs.ts";

/** Returns the text of a glyph; empty if it has no shape. @param code of the glyph in its font. */
type DecodeGlyph = (unicode: string, code: unknown) => string;

/** Returns a reader for the glyphs of a font; pdf.js may take a symbol font for a text font. */
function glyphDecoder(font: string): DecodeGlyph {
  const symbolFont = SYMBOL_FONTS.find(({ name }) => name.test(font));
  if (!symbolFont) return memoise(decodePlain);
  return (unicode, code) => {
    const own = unicode.trim() === "" ? undefined : symbolCode(unicode, code, symbolFont);
    return own === undefined ? decodePlain(unicode) : (symbolFont.characterOf(own) ?? UNREADABLE);
  };
}

function memoise(decode: (unicode: string) => string): DecodeGlyph {
  const known = new Map<string, string>();
  return (unicode) => {
    let text = known.get(unicode);
    if (text === undefined) known.set(unicode, (text = decode(unicode)));
    return text;
  };
}

/** Format characters, except the soft hyphen, which is visible at a line's end. */
const INVISIBLE = /(?!\u00AD)\p{Cf}/gu;
/** Private-use, unassigned and replacement characters. Control characters are judged per font. */
const UNMAPPED = /[\p{Co}\p{Cn}\p{Cs}\uFFFD\uFFFC\u007F-\u009F]/u;

function decodePlain(unicode: string): string {
  if (/^[ \u00A0\u2000-\u200A\u202F\u205F\u3000]+$/.test(unicode)) return BLANK;
  const text = normalizeUnicode(unicode).replace(INVISIBLE, "");
  return UNMAPPED.test(text) ? UNREADABLE : text;
}

interface SymbolFont {
  readonly name: RegExp;
  readonly characterOf: (code: number) => string | undefined;
  /** Whether it shares signs with Latin-1, so that such characters may be right. */
  readonly isPartlyLatin?: boolean;
}

const mappedFont = (name: RegExp, known: string): SymbolFont => ({
  name,
  characterOf: (code) => codePoint(known, code)?.string,
});

const SYMBOL_FONTS: readonly SymbolFont[] = [
  { name: /^(?:itc)?zapfdingbats|^dingbats/i, characterOf: dingbatCharacter },
  mappedFont(/^wingdings[- ]?2/i, "Wingdings 2"),
  mappedFont(/^wingdings[- ]?3/i, "Wingdings 3"),
  mappedFont(/^wingdings/i, "Wingdings"),
  mappedFont(/^webdings/i, "Webdings"),
  { ...mappedFont(/^symbol(?:$|[-,]|mt|std|neu)/i, "Symbol"), isPartlyLatin: true },
];

/** Private-use code points that Windows assigns to symbol fonts. */
const PRIVATE_USE_OFFSET = 0xf000;

/** Returns the code of a glyph in a symbol font; undefined if pdf.js already maps it to a sign. */
function symbolCode(unicode: string, code: unknown, font: SymbolFont): number | undefined {
  const point = unicode.codePointAt(0) ?? 0;
  if (point >= PRIVATE_USE_OFFSET && point <= PRIVATE_USE_OFFSET + 0xff)
    return point - PRIVATE_USE_OFFSET;
  if (point <= 0x7f || point === code) return point;
  if (point <= 0xff) return font.isPartlyLatin ? undefined : point;
  const isPrivateUse = /\p{Co}/u.test(unicode);
  return isPrivateUse && typeof code === "number" && code <= 0xff ? code : undefined;
}

/** Ranges of ZapfDingbats codes with consecutive Unicode code points: first code, last code, first code point. */
const DINGBATS: readonly (readonly [first: number, last: number, point: number])[] = [
  [0x21, 0x24, 0x2701],
  [0x25, 0x25, 0x260e],
  [0x26, 0x29, 0x2706],
  [0x2a, 0x2a, 0x261b],
  [0x2b, 0x2b, 0x261e],
  [0x2c, 0x47, 0x270c],
  [0x48, 0x48, 0x2605],
  [0x49, 0x6b, 0x2729],
  [0x6c, 0x6c, 0x25cf],
  [0x6d, 0x6d, 0x274d],
  [0x6e, 0x6e, 0x25a0],
  [0x6f, 0x72, 0x274f],
  [0x73, 0x73, 0x25b2],
  [0x74, 0x74, 0x25bc],
  [0x75, 0x75, 0x25c6],
  [0x76, 0x76, 0x2756],
  [0x77, 0x77, 0x25d7],
  [0x78, 0x7e, 0x2758],
  [0x80, 0x8d, 0x2768],
  [0xa1, 0xa7, 0x2761],
  [0xa8, 0xa8, 0x2663],
  [0xa9, 0xa9, 0x2666],
  [0xaa, 0xaa, 0x2665],
  [0xab, 0xab, 0x2660],
  [0xac, 0xb5, 0x2460],
  [0xb6, 0xd4, 0x2776],
  [0xd5, 0xd5, 0x2192],
  [0xd6, 0xd7, 0x2194],
  [0xd8, 0xef, 0x2798],
  [0xf1, 0xfe, 0x27b1],
];

function dingbatCharacter(code: number): string | undefined {
  const run = DINGBATS.find(([first, last]) => code >= first && code <= last);
  return run && String.fromCodePoint(run[2] + code - run[0]);
}

export interface Font {
  readonly id: string;
  readonly isVertical: boolean;
  /** Whether it is a Type 3 font, whose glyphs may set colours of their own. */
  readonly isType3: boolean;
  /** Size of a glyph unit in text space. */
  readonly unit: number;
  /** Height of letters at size 1; differs from 1 in Type 3 fonts only. */
  readonly height: number;
  readonly decode: DecodeGlyph;
}

const UNIT = 0.001;
export const NO_FONT: Font = {
  id: "",
  isVertical: false,
  isType3: false,
  unit: UNIT,
  height: 1,
  decode: glyphDecoder(""),
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
  const [unit = NaN, , , vertical = NaN] = numbersIn(field("fontMatrix"));
  const [, bottom = NaN, , top = NaN] = numbersIn(field("bbox"));
  const isType3 = field("isType3Font") === true;
  const height = isType3 ? Math.abs((top - bottom) * vertical) : 1;
  return {
    id,
    isVertical: field("vertical") === true,
    isType3,
    unit: Number.isFinite(unit) && unit !== 0 ? unit : UNIT,
    height: height > 0 && Number.isFinite(height) ? height : 1,
    decode: glyphDecoder(typeof name === "string" ? name.replace(SUBSET, "") : ""),
  };
}

/** Prefix of the name of a subset font. */
const SUBSET = /^[A-Z]{6}\+/;
