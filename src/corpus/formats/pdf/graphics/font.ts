/** @module Fonts: metrics, and the mapping of glyphs to characters, including those of symbol fonts. */

import { codePoint } from "dingbat-to-unicode";
import { normalizeUnicode, type PDFPageProxy } from "../pdfjs.ts";
import { BLANK, numbersIn, UNREADABLE } from "./geometry.ts";

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
  /** Whether it shares characters with Latin-1, so that such characters may be right. */
  readonly isPartlyLatin?: boolean;
}

const mappedFont = (name: RegExp, known: string): SymbolFont => ({
  name,
  characterOf: (code) => codePoint(known, code)?.string,
});

const SYMBOL_FONTS: readonly SymbolFont[] = [
  { name: /^(?:itc)?zapfdingbats|^dingbats/i, characterOf: (code) => DINGBATS.get(code) },
  mappedFont(/^wingdings[- ]?2/i, "Wingdings 2"),
  mappedFont(/^wingdings[- ]?3/i, "Wingdings 3"),
  mappedFont(/^wingdings/i, "Wingdings"),
  mappedFont(/^webdings/i, "Webdings"),
  { ...mappedFont(/^symbol(?:$|[-,]|mt|std|neu)/i, "Symbol"), isPartlyLatin: true },
];

/** Private-use code points that Windows assigns to symbol fonts. */
const PRIVATE_USE_OFFSET = 0xf000;

/** Returns the code of a glyph in a symbol font; undefined if pdf.js already maps it to a character. */
function symbolCode(unicode: string, code: unknown, font: SymbolFont): number | undefined {
  const point = unicode.codePointAt(0) ?? 0;
  if (point >= PRIVATE_USE_OFFSET && point <= PRIVATE_USE_OFFSET + 0xff)
    return point - PRIVATE_USE_OFFSET;
  if (point <= 0x7f || point === code) return point;
  if (point <= 0xff) return font.isPartlyLatin ? undefined : point;
  const isPrivateUse = /\p{Co}/u.test(unicode);
  return isPrivateUse && typeof code === "number" && code <= 0xff ? code : undefined;
}

/** Ranges of ZapfDingbats codes with consecutive code points, in hexadecimal: first code, last code, first code point. */
const DINGBAT_RANGES =
  "21-24:2701 25-25:260e 26-29:2706 2a-2a:261b 2b-2b:261e 2c-47:270c 48-48:2605 49-6b:2729 " +
  "6c-6c:25cf 6d-6d:274d 6e-6e:25a0 6f-72:274f 73-73:25b2 74-74:25bc 75-75:25c6 76-76:2756 " +
  "77-77:25d7 78-7e:2758 80-8d:2768 a1-a7:2761 a8-a8:2663 a9-a9:2666 aa-aa:2665 ab-ab:2660 " +
  "ac-b5:2460 b6-d4:2776 d5-d5:2192 d6-d7:2194 d8-ef:2798 f1-fe:27b1";
const DINGBATS: ReadonlyMap<number, string> = new Map(
  Array.from(DINGBAT_RANGES.matchAll(/(\w+)-(\w+):(\w+)/g), ([, ...range]) =>
    range.map((digits) => Number.parseInt(digits, 16)),
  ).flatMap(([first = 0, last = 0, point = 0]) =>
    Array.from(
      { length: last - first + 1 },
      (_, at) => [first + at, String.fromCodePoint(point + at)] as const,
    ),
  ),
);

const UNIT = 0.001;
export const NO_FONT = {
  id: "",
  isVertical: false,
  /** Whether it is a Type 3 font, whose glyphs may set colours of their own. */
  isType3: false,
  /** Size of a glyph unit in text space. */
  unit: UNIT,
  /** Height of letters at size 1; differs from 1 in Type 3 fonts only. */
  height: 1,
  decode: glyphDecoder(""),
};
export type Font = Readonly<typeof NO_FONT>;

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
