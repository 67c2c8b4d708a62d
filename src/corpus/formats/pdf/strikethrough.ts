/** @module Text that is struck out by a drawn line or by an annotation. */

import { type Box, type Glyph, isInk, middleOf } from "./graphics/geometry.ts";
import type { Rule } from "./graphics/painter.ts";

/** Height of a strike above the baseline, and how far it may extend beyond the text, in sizes. */
const LOWEST = 0.15;
const HIGHEST = 0.45;
const BEYOND = 0.6;
/** Bound on comparisons for one page. */
const MOST_WORK = 20_000_000;

/** Finds struck glyphs. A line that extends beyond the text, as in a grid, strikes nothing. */
export function findStruck(
  glyphs: readonly Glyph[],
  rules: readonly Rule[],
  areas: readonly Box[],
): ReadonlySet<Glyph> {
  const struck = new Set<Glyph>();
  if (rules.length === 0 && areas.length === 0) return struck;
  const near = placesOf(glyphs, rowsBelow(rules, areas));
  for (const rule of rules) {
    // A strike begins near the beginning of a word.
    const { left, y } = rule;
    const begins = near
      .among(left - FIRST, left + FIRST, y - MOST_ABOVE, y)
      .some(isCrossedBy(rule));
    if (!begins) continue;
    const crossed = near.among(left, rule.right, y - MOST_ABOVE, y).filter(isCrossedBy(rule));
    const isWhole =
      crossed.length > 1 ||
      near.among(left - FIRST, left + FIRST, y - MOST_ABOVE, y).every(isApartFrom(crossed[0]));
    if (isWhole && isThrough(rule, crossed)) for (const glyph of crossed) struck.add(glyph);
  }
  for (const { left, right, bottom, top } of areas)
    for (const glyph of near.among(left, right, bottom - MOST_ABOVE, top)) {
      const [x, y] = middleOf(glyph);
      if (x > left && x < right && y > bottom && y < top) struck.add(glyph);
    }
  return struck;
}

const isCrossedBy =
  ({ left, right, y }: Rule) =>
  (glyph: Glyph): boolean => {
    const above = (y - glyph.y) / glyph.size;
    const middle = glyph.x + glyph.width / 2;
    return above > LOWEST && above < HIGHEST && middle > left && middle < right;
  };

/** Whether no glyph adjoins a letter; a line through one letter of a word is part of the letter. */
const isApartFrom =
  (letter: Glyph | undefined) =>
  (glyph: Glyph): boolean => {
    if (!letter || glyph === letter || Math.abs(glyph.y - letter.y) > letter.size) return true;
    const gap = Math.max(glyph.x - letter.x - letter.width, letter.x - glyph.x - glyph.width);
    return gap > BEYOND_LETTER * letter.size;
  };
const BEYOND_LETTER = 0.15;

function isThrough(rule: Rule, crossed: readonly Glyph[]): boolean {
  const [first] = crossed;
  if (!first) return false;
  const left = crossed.reduce((least, { x }) => Math.min(least, x), Infinity);
  const right = crossed.reduce((most, { x, width }) => Math.max(most, x + width), -Infinity);
  const beyond = BEYOND * first.size;
  return rule.left >= left - beyond && rule.right <= right + beyond;
}

/** Search window around a strike, in points: below it, and around its beginning. */
const MOST_ABOVE = 30;
const FIRST = 40;
const CELL = 16;
const cellOf = (place: number): number => Math.floor(place / CELL);
const keyOf = (column: number, row: number): number => row * 100_000 + column;

/** Returns the rows of cells that lines may strike. */
function rowsBelow(rules: readonly Rule[], areas: readonly Box[]): ReadonlySet<number> {
  const rows = new Set<number>();
  const add = (bottom: number, top: number): void => {
    for (let row = cellOf(bottom); row <= cellOf(top); row += 1) rows.add(row);
  };
  for (const { y } of rules) add(y - MOST_ABOVE, y);
  for (const { bottom, top } of areas) add(bottom - MOST_ABOVE, Math.min(top, bottom + MOST_TALL));
  return rows;
}
const MOST_TALL = 5_000;

function placesOf(glyphs: readonly Glyph[], rows: ReadonlySet<number>) {
  const cells = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const row = cellOf(glyph.y);
    if (!rows.has(row) || !isInk(glyph) || glyph.along[0] < 0.999) continue;
    const key = keyOf(cellOf(glyph.x + glyph.width / 2), row);
    const cell = cells.get(key);
    if (cell) cell.push(glyph);
    else cells.set(key, [glyph]);
  }
  let work = 0;
  return {
    /** Returns the glyphs in the cells that overlap an area. */
    among(left: number, right: number, bottom: number, top: number): readonly Glyph[] {
      const found: Glyph[] = [];
      for (let row = cellOf(bottom); row <= cellOf(top); row += 1)
        for (let column = cellOf(left); column <= cellOf(right); column += 1) {
          const cell = cells.get(keyOf(column, row)) ?? [];
          work += 1 + cell.length;
          if (work > MOST_WORK) return [];
          for (const glyph of cell) found.push(glyph);
        }
      return found;
    },
  };
}
