/** @module Accents that a file draws as glyphs of their own, over or under a letter. */

import { type Glyph, pointIn } from "./drawing/glyph.ts";

/** Accents, each with the mark that combines with a letter. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["´", "\u0301"],
  ["ˆ", "\u0302"],
  ["^", "\u0302"],
  ["˜", "\u0303"],
  ["~", "\u0303"],
  ["¯", "\u0304"],
  ["˘", "\u0306"],
  ["˙", "\u0307"],
  ["¨", "\u0308"],
  ["˚", "\u030A"],
  ["˝", "\u030B"],
  ["ˇ", "\u030C"],
  ["¸", "\u0327"],
  ["˛", "\u0328"],
]);
/** Letters that are drawn without their dot under an accent. */
const DOTTED: ReadonlyMap<string, string> = new Map([
  ["ı", "i"],
  ["ȷ", "j"],
]);
/** Largest distance between the middles of both, in sizes of the letter. */
const APART = 0.2;

/** Joins each accent with the letter drawn right before or after it at the same place. */
export function joinAccents(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some(({ text }) => MARKS.has(text))) return glyphs;
  const joined: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = joined.at(-1);
    const both = last && (join(last, glyph) ?? join(glyph, last));
    if (both) joined[joined.length - 1] = both;
    else joined.push(glyph);
  }
  return joined;
}

function join(accent: Glyph, letter: Glyph): Glyph | undefined {
  const mark = MARKS.get(accent.text);
  if (mark === undefined || !/^\p{L}$/u.test(letter.text) || !isOver(accent, letter))
    return undefined;
  const text = `${DOTTED.get(letter.text) ?? letter.text}${mark}`.normalize("NFC");
  return text.length === 1 ? { ...letter, text } : undefined;
}

function isOver(accent: Glyph, letter: Glyph): boolean {
  const [x, y] = pointIn(accent, 0.5, 0);
  const [toX, toY] = pointIn(letter, 0.5, 0);
  return Math.hypot(x - toX, (y - toY) / 4) <= APART * letter.size;
}
