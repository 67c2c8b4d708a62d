/** @module Glyphs drawn on top of others: copies, and accents over letters. */

import { type Glyph, isInk, pointIn } from "./graphics/geometry.ts";

/** Offset of a copy along the line and across it, in sizes of the glyph. */
type Shift = readonly [along: number, across: number];

/** Largest offset of a copy in widths of the glyph; neighbouring equal letters are further apart. */
const OVERLAP = 0.5;
const LEAST_WIDTH = 0.2;
const MOST_ACROSS = 0.35;
/** Tolerance between the offsets of copies of one text. */
const ALIKE: Shift = [0.06, 0.06];

/** Drops copies and keeps the glyph drawn first. */
export function dropCopies(glyphs: readonly Glyph[]): readonly Glyph[] {
  const places = createPlaces();
  const shifts = glyphs.map((glyph, at) => {
    if (!isInk(glyph)) return undefined;
    const reach = Math.min(1, OVERLAP * Math.max(LEAST_WIDTH, glyph.width / glyph.size));
    const shift = places.find(glyph, at, NONE, [reach, MOST_ACROSS]);
    if (!shift) places.add(glyph, at);
    return shift;
  });
  if (shifts.every((shift) => shift === undefined)) return glyphs;
  followNeighbours(glyphs, shifts, places);
  return glyphs.filter((_, at) => shifts[at] === undefined);
}

/** How many offsets of neighbouring copies are tried. */
const MOST_TRIED = 4;

/** Finds copies of narrow letters, whose offset may exceed their width, by the offsets of their neighbours. */
function followNeighbours(
  glyphs: readonly Glyph[],
  shifts: (Shift | undefined)[],
  places: ReturnType<typeof createPlaces>,
): void {
  let around: Shift[] = [];
  const follow = (at: number): void => {
    const glyph = glyphs[at];
    if (!glyph || !isInk(glyph)) return;
    for (const like of around) shifts[at] ??= places.find(glyph, at, like, ALIKE);
    const own = shifts[at];
    if (own) around = [own, ...around.filter((one) => one !== own)].slice(0, MOST_TRIED);
    else around = around.slice(0, -1);
  };
  for (let at = 0; at < glyphs.length; at += 1) follow(at);
  around = [];
  for (let at = glyphs.length - 1; at >= 0; at -= 1) follow(at);
}

const NONE: Shift = [0, 0];

interface Entry {
  readonly glyph: Glyph;
  readonly at: number;
  readonly next: Entry | undefined;
}

/** Indexes glyphs by character and cell. Cells are as large as the glyph, so each holds few glyphs of a kind. */
function createPlaces() {
  const cells = new Map<number, Entry>();
  const keyOf = ({ text }: Glyph, column: number, row: number): number =>
    (row * 16_384 + column) * 65_536 + text.charCodeAt(0);
  return {
    add(glyph: Glyph, at: number) {
      const key = keyOf(glyph, cellOf(glyph.x, glyph), cellOf(glyph.y, glyph));
      cells.set(key, { glyph, at, next: cells.get(key) });
    },
    /** Returns the offset from an equal glyph drawn earlier, if it is within `most` of `about`. */
    find(glyph: Glyph, at: number, about: Shift, most: Shift): Shift | undefined {
      const { x, y, size } = glyph;
      const reach = size * Math.max(Math.abs(about[0]) + most[0], Math.abs(about[1]) + most[1]);
      const [lastRow, lastColumn] = [cellOf(y + reach, glyph), cellOf(x + reach, glyph)];
      for (let row = cellOf(y - reach, glyph); row <= lastRow; row += 1)
        for (let column = cellOf(x - reach, glyph); column <= lastColumn; column += 1) {
          let entry = cells.get(keyOf(glyph, column, row));
          for (; entry; entry = entry.next) {
            const shift = entry.at < at ? shiftFrom(entry.glyph, glyph) : undefined;
            if (!shift || Math.abs(shift[0] - about[0]) > most[0]) continue;
            if (Math.abs(shift[1] - about[1]) <= most[1]) return shift;
          }
        }
      return undefined;
    },
  };
}

const cellOf = (place: number, { size }: Glyph): number => Math.floor(place / size);

/** Returns the offset of a glyph from another; undefined if they differ in character or size. */
function shiftFrom(from: Glyph, { text, x, y, size, along }: Glyph): Shift | undefined {
  if (from.text !== text || Math.abs(from.size - size) > 0.05 * size) return undefined;
  const [dx, dy] = [x - from.x, y - from.y];
  return [(dx * along[0] + dy * along[1]) / size, (dy * along[0] - dx * along[1]) / size];
}

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
