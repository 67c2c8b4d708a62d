/** @module Glyphs drawn on top of others: copies, and accents over letters. */

import { mapCharacters } from "../../extraction/superscript.ts";
import { type Glyph, hasInk, pointIn } from "./graphics/geometry.ts";

/** Offset of a copy along the line and across it, in sizes of the glyph. */
type Offset = readonly [direction: number, across: number];

/** Largest offset of a copy in widths of the glyph; neighbouring equal letters are further apart. */
const OVERLAP = 0.5;
const MIN_WIDTH = 0.2;
const MAX_ACROSS = 0.35;
/** Tolerance between the offsets of copies of one text. */
const TOLERANCE: Offset = [0.06, 0.06];

/** Drops copies and keeps the glyph drawn first. */
export function dropCopies(glyphs: readonly Glyph[]): readonly Glyph[] {
  const index = createGlyphIndex();
  const offsets = glyphs.map((glyph, at) => {
    if (!hasInk(glyph)) return undefined;
    const reach = Math.min(1, OVERLAP * Math.max(MIN_WIDTH, glyph.width / glyph.size));
    const offset = index.find(glyph, at, NONE, [reach, MAX_ACROSS]);
    if (!offset) index.add(glyph, at);
    return offset;
  });
  if (offsets.every((offset) => offset === undefined)) return glyphs;
  followNeighbours(glyphs, offsets, index);
  return glyphs.filter((_, at) => offsets[at] === undefined);
}

/** Number of offsets of neighbouring copies that are tried. */
const MAX_TRIED = 4;

/** Finds copies of narrow letters, whose offset may exceed their width, by the offsets of their neighbours. */
function followNeighbours(
  glyphs: readonly Glyph[],
  offsets: (Offset | undefined)[],
  index: ReturnType<typeof createGlyphIndex>,
): void {
  let around: Offset[] = [];
  const follow = (at: number): void => {
    const glyph = glyphs[at];
    if (!glyph || !hasInk(glyph)) return;
    for (const like of around) offsets[at] ??= index.find(glyph, at, like, TOLERANCE);
    const own = offsets[at];
    if (own) around = [own, ...around.filter((one) => one !== own)].slice(0, MAX_TRIED);
    else around = around.slice(0, -1);
  };
  for (let at = 0; at < glyphs.length; at += 1) follow(at);
  around = [];
  for (let at = glyphs.length - 1; at >= 0; at -= 1) follow(at);
}

const NONE: Offset = [0, 0];

interface Entry {
  readonly glyph: Glyph;
  readonly at: number;
  readonly next: Entry | undefined;
}

/** Indexes glyphs by character and cell. Cells are as large as the glyph, so each holds few glyphs of a kind. */
function createGlyphIndex() {
  const cells = new Map<number, Entry>();
  const keyOf = ({ text }: Glyph, column: number, row: number): number =>
    (row * 16_384 + column) * 65_536 + text.charCodeAt(0);
  return {
    add(glyph: Glyph, at: number) {
      const key = keyOf(glyph, cellOf(glyph.x, glyph), cellOf(glyph.y, glyph));
      cells.set(key, { glyph, at, next: cells.get(key) });
    },
    /** Returns the offset from an equal glyph drawn earlier, if it is within `most` of `about`. */
    find(glyph: Glyph, at: number, about: Offset, most: Offset): Offset | undefined {
      const { x, y, size } = glyph;
      const reach = size * Math.max(Math.abs(about[0]) + most[0], Math.abs(about[1]) + most[1]);
      const [lastRow, lastColumn] = [cellOf(y + reach, glyph), cellOf(x + reach, glyph)];
      for (let row = cellOf(y - reach, glyph); row <= lastRow; row += 1)
        for (let column = cellOf(x - reach, glyph); column <= lastColumn; column += 1) {
          let entry = cells.get(keyOf(glyph, column, row));
          for (; entry; entry = entry.next) {
            const offset = entry.at < at ? offsetFrom(entry.glyph, glyph) : undefined;
            if (!offset || Math.abs(offset[0] - about[0]) > most[0]) continue;
            if (Math.abs(offset[1] - about[1]) <= most[1]) return offset;
          }
        }
      return undefined;
    },
  };
}

const cellOf = (position: number, { size }: Glyph): number => Math.floor(position / size);

/** Returns the offset of a glyph from another; undefined if they differ in character or size. */
function offsetFrom(from: Glyph, { text, x, y, size, direction }: Glyph): Offset | undefined {
  if (from.text !== text || Math.abs(from.size - size) > 0.05 * size) return undefined;
  const [dx, dy] = [x - from.x, y - from.y];
  return [
    (dx * direction[0] + dy * direction[1]) / size,
    (dy * direction[0] - dx * direction[1]) / size,
  ];
}

/** Accents, each with its combining character. */
const COMBINING = mapCharacters(
  "`´ˆ^˜~¯˘˙¨˚˝ˇ¸˛",
  "\u0300\u0301\u0302\u0302\u0303\u0303\u0304\u0306\u0307\u0308\u030A\u030B\u030C\u0327\u0328",
);
/** Letters that are drawn without their dot under an accent. */
const DOTLESS = mapCharacters("ıȷ", "ij");
/** Largest distance between the centres of both, in sizes of the letter. */
const MAX_DISTANCE = 0.2;

/** Combines each accent with the letter drawn right before or after it at the same position. */
export function combineAccents(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some(({ text }) => COMBINING.has(text))) return glyphs;
  const joined: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = joined.at(-1);
    const combined = last && (combine(last, glyph) ?? combine(glyph, last));
    if (combined) joined[joined.length - 1] = combined;
    else joined.push(glyph);
  }
  return joined;
}

function combine(accent: Glyph, letter: Glyph): Glyph | undefined {
  const combining = COMBINING.get(accent.text);
  if (combining === undefined || !/^\p{L}$/u.test(letter.text) || !isOver(accent, letter))
    return undefined;
  const text = `${DOTLESS.get(letter.text) ?? letter.text}${combining}`.normalize("NFC");
  return text.length === 1 ? { ...letter, text } : undefined;
}

function isOver(accent: Glyph, letter: Glyph): boolean {
  const [x, y] = pointIn(accent, 0.5, 0);
  const [toX, toY] = pointIn(letter, 0.5, 0);
  return Math.hypot(x - toX, (y - toY) / 4) <= MAX_DISTANCE * letter.size;
}
