/** @module Decoding of symbol fonts to Unicode characters of the same shape. */

import { codePoint } from "dingbat-to-unicode";
import { mapCharacters } from "../../extraction/superscript.ts";
import { childrenOf, type Element, valueIn } from "./xml.ts";

export interface Fonts {
  /** Font of ASCII characters. */
  readonly asciiFont?: string;
  /** Font of all others. */
  readonly otherFont?: string;
}

/** Returns the text in pieces, with symbols decoded; undefined for a symbol without a Unicode character. */
export type DecodeSymbols = (text: string, fonts: Fonts) => readonly (string | undefined)[];

const FONTS = ["Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3"];
const MAPPED: ReadonlyMap<string, string> = new Map(
  FONTS.map((name) => [name.toLowerCase(), name]),
);

/** Symbols that few fonts have, each followed by a common one of the same shape. */
const COMMON = mapCharacters("🗴🗶🗸🗵🗷🗹🗙🔾🞏🞎◼⚫🡨🡪🡩🡫🡬🡭🡮🡯🡸🡺🡹🡻🡼🡽🡾🡿", "✗✗✓☒☒☑✕○□□■●←→↑↓↖↗↘↙←→↑↓↖↗↘↙");

const PRIVATE_USE = /[\uE000-\uF8FF]/;
/** Private-use code point at which Windows begins the characters of symbol fonts. */
const OFFSET = 0xf000;

/** Reads `fontTable.xml`, which names the symbol fonts of the document. */
export function openSymbols(fontTable: Element | undefined): DecodeSymbols {
  const named = childrenOf(fontTable, "w:font").filter(isSymbolFont);
  const symbolFonts = new Set([
    ...MAPPED.keys(),
    ...named.map(({ attributes }) => attributes["w:name"]?.toLowerCase()),
  ]);
  const isPlain = (font: string | undefined): boolean => !symbolFonts.has(font?.toLowerCase());
  return (text, { asciiFont, otherFont }) => {
    if (isPlain(asciiFont) && isPlain(otherFont) && !PRIVATE_USE.test(text)) return [text];
    return Array.from(text, (character) => {
      const font = character < "\u0080" ? asciiFont : otherFont;
      const isText = isPlain(font) && !PRIVATE_USE.test(character);
      return isText ? character : symbolOf(character, font);
    });
  };
}

/** Whether a font has the symbol character set of Windows. */
const isSymbolFont = (font: Element): boolean => valueIn(font, "w:charset") === "02";

function symbolOf(character: string, font = ""): string | undefined {
  const isPrivate = PRIVATE_USE.test(character);
  const code = character.charCodeAt(0) - (isPrivate ? OFFSET : 0);
  if (code > 0xff && !isPrivate) return character;
  if (/\s/.test(String.fromCharCode(code))) return " ";
  const symbol = codePoint(MAPPED.get(font.toLowerCase()) ?? "", code)?.string;
  if (symbol === undefined || PRIVATE_USE.test(symbol)) return undefined;
  return COMMON.get(symbol) ?? symbol;
}
