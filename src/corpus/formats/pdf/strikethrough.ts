/** @module Text that is struck out by a drawn line or by an annotation. */

import { type Box, centreOf, type Glyph, hasInk } from "./graphics/geometry.ts";
import type { Rule } from "./graphics/painter.ts";

/** Height of a strikethrough above the baseline, and its largest overhang beyond the text, in sizes. */
const MIN_HEIGHT = 0.15;
const MAX_HEIGHT = 0.45;
const MAX_OVERHANG = 0.6;
/** Bound on comparisons for one page. */
const MAX_WORK = 20_000_000;

/** Finds struck-out glyphs. A line that extends beyond the text, as in a grid, is no strikethrough. */
export function findStruckOut(
  glyphs: readonly Glyph[],
  rules: readonly Rule[],
  areas: readonly Box[],
): ReadonlySet<Glyph> {
  const struckOut = new Set<Glyph>();
  if (rules.length === 0 && areas.length === 0) return struckOut;
  const near = indexGlyphs(glyphs);
  for (const rule of rules) {
    // A strikethrough begins near the beginning of a word.
    const { left, right, y } = rule;
    const atStart = near.within(left - START_RADIUS, left + START_RADIUS, y - MAX_ABOVE, y);
    if (!atStart.some(isCrossedBy(rule))) continue;
    const crossed = near.within(left, right, y - MAX_ABOVE, y).filter(isCrossedBy(rule));
    const isWhole = crossed.length > 1 || atStart.every(isApartFrom(crossed[0]));
    if (isWhole && isThrough(rule, crossed)) for (const glyph of crossed) struckOut.add(glyph);
  }
  for (const { left, right, bottom, top } of areas)
    for (const glyph of near.within(left, right, bottom - MAX_ABOVE, top)) {
      const [x, y] = centreOf(glyph);
      if (x > left && x < right && y > bottom && y < top) struckOut.add(glyph);
    }
  return struckOut;
}

const isCrossedBy =
  ({ left, right, y }: Rule) =>
  (glyph: Glyph): boolean => {
    const above = (y - glyph.y) / glyph.size;
    const middle = glyph.x + glyph.width / 2;
    return above > MIN_HEIGHT && above < MAX_HEIGHT && middle > left && middle < right;
  };

/** Whether no glyph adjoins a letter; a line through one letter of a word is part of the letter. */
const isApartFrom =
  (letter: Glyph | undefined) =>
  (glyph: Glyph): boolean => {
    if (!letter || glyph === letter || Math.abs(glyph.y - letter.y) > letter.size) return true;
    const gap = Math.max(glyph.x - letter.x - letter.width, letter.x - glyph.x - glyph.width);
    return gap > MIN_LETTER_GAP * letter.size;
  };
const MIN_LETTER_GAP = 0.15;

function isThrough(rule: Rule, crossed: readonly Glyph[]): boolean {
  const [first] = crossed;
  if (!first) return false;
  const left = crossed.reduce((least, { x }) => Math.min(least, x), Infinity);
  const right = crossed.reduce((most, { x, width }) => Math.max(most, x + width), -Infinity);
  const beyond = MAX_OVERHANG * first.size;
  return rule.left >= left - beyond && rule.right <= right + beyond;
}

/** Search window around a line, in points: below it, and around its beginning. */
const MAX_ABOVE = 30;
const START_RADIUS = 40;
const CELL = 16;
const cellOf = (position: number): number => Math.floor(position / CELL);
const keyOf = (column: number, row: number): number => row * 100_000 + column;

/** Indexes horizontal glyphs by cell. */
function indexGlyphs(glyphs: readonly Glyph[]) {
  const cells = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    if (!hasInk(glyph) || glyph.direction[0] < 0.999) continue;
    const key = keyOf(cellOf(glyph.x + glyph.width / 2), cellOf(glyph.y));
    const cell = cells.get(key);
    if (cell) cell.push(glyph);
    else cells.set(key, [glyph]);
  }
  let work = 0;
  return {
    /** Returns the glyphs in the cells that overlap an area. */
    within(left: number, right: number, bottom: number, top: number): readonly Glyph[] {
      const found: Glyph[] = [];
      for (let row = cellOf(bottom); row <= cellOf(top); row += 1)
        for (let column = cellOf(left); column <= cellOf(right); column += 1) {
          const cell = cells.get(keyOf(column, row)) ?? [];
          work += 1 + cell.length;
          if (work > MAX_WORK) return [];
          for (const glyph of cell) found.push(glyph);
        }
      return found;
    },
  };
}
