/** @module Fonts: metrics, and the mapping of glyphs to characters, including those of symbol fonts. */

import { codePoint } from "dingbat-to-unicode";
import { BLANK, numbersIn, UNREADABLE } from "./geometry.ts";
import { normalizeUnicode, type PDFPageProxy } from "../pdfjs.ts";

/** Returns the text of a glyph; empty if it has no shape. @param code of the glyph in its font. */
export type ReadGlyph = (unicode: string, code: unknown) => string;

/** Returns a reader for the glyphs of a font; pdf.js may take a symbol font for a text font. */
export function signReader(font: string): ReadGlyph {
  const typeface = FONTS.find(({ name }) => name.test(font));
  if (!typeface) return remember(readPlain);
  return (unicode, code) => {
    const own = unicode.trim() === "" ? undefined : ownCode(unicode, code, typeface);
    return own === undefined ? readPlain(unicode) : (typeface.signOf(own) ?? UNREADABLE);
  };
}

function remember(read: (unicode: string) => string): ReadGlyph {
  const known = new Map<string, string>();
  return (unicode) => {
    let text = known.get(unicode);
    if (text === undefined) known.set(unicode, (text = read(unicode)));
    return text;
  };
}

/** Format characters, except the soft hyphen, which is visible at a line's end. */
const SHAPELESS = /(?!\u00AD)\p{Cf}/gu;
/** Private-use, unassigned and replacement characters. Control characters are judged per font. */
const MEANINGLESS = /[\p{Co}\p{Cn}\p{Cs}\uFFFD\uFFFC\u007F-\u009F]/u;

function readPlain(unicode: string): string {
  if (/^[ \u00A0\u2000-\u200A\u202F\u205F\u3000]+$/.test(unicode)) return BLANK;
  const text = normalizeUnicode(unicode).replace(SHAPELESS, "");
  return MEANINGLESS.test(text) ? UNREADABLE : text;
}

interface Typeface {
  readonly name: RegExp;
  readonly signOf: (code: number) => string | undefined;
  /** Whether it shares signs with Latin-1, so that such characters may be right. */
  readonly isPartlyLatin?: boolean;
}

const named = (name: RegExp, known: string): Typeface => ({
  name,
  signOf: (code) => codePoint(known, code)?.string,
});

const FONTS: readonly Typeface[] = [
  { name: /^(?:itc)?zapfdingbats|^dingbats/i, signOf: dingbat },
  named(/^wingdings[- ]?2/i, "Wingdings 2"),
  named(/^wingdings[- ]?3/i, "Wingdings 3"),
  named(/^wingdings/i, "Wingdings"),
  named(/^webdings/i, "Webdings"),
  { ...named(/^symbol(?:$|[-,]|mt|std|neu)/i, "Symbol"), isPartlyLatin: true },
];

/** Private-use code points that Windows assigns to symbol fonts. */
const OFFSET = 0xf000;

/** Returns the code of a glyph in a symbol font; undefined if pdf.js already maps it to a sign. */
function ownCode(unicode: string, code: unknown, font: Typeface): number | undefined {
  const point = unicode.codePointAt(0) ?? 0;
  if (point >= OFFSET && point <= OFFSET + 0xff) return point - OFFSET;
  if (point <= 0x7f || point === code) return point;
  if (point <= 0xff) return font.isPartlyLatin ? undefined : point;
  const isMeaningless = /\p{Co}/u.test(unicode);
  return isMeaningless && typeof code === "number" && code <= 0xff ? code : undefined;
}

/** Ranges of ZapfDingbats codes with consecutive Unicode code points: first code, last code, first code point. */
const DINGBATS: readonly (readonly [first: number, last: number, sign: number])[] = [
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

function dingbat(code: number): string | undefined {
  const run = DINGBATS.find(([first, last]) => code >= first && code <= last);
  return run && String.fromCodePoint(run[2] + code - run[0]);
}

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
  const [unit = NaN, , , vertical = NaN] = numbersIn(field("fontMatrix"));
  const [, bottom = NaN, , top = NaN] = numbersIn(field("bbox"));
  const isDrawn = field("isType3Font") === true;
  const height = isDrawn ? Math.abs((top - bottom) * vertical) : 1;
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
