/** @module Which glyphs of a page are read: those that a person sees, and those that were recognised in a picture. */

import { COVERED, type Glyph, type Hidden, isInk } from "./drawing/glyph.ts";

/** Whether a page has a picture of more pixels than these. */
export type HasPicture = (pixels: number) => Promise<boolean>;

export interface Seen {
  readonly glyphs: readonly Glyph[];
  readonly hidden: readonly Glyph[];
  /** Whether some glyphs may be hidden, and it can't be told. */
  readonly isUnsure: boolean;
  /** Whether some were recognised in a picture. */
  readonly isRecognised: boolean;
}

/** A picture of a page of text has more, even where it is drawn in strips. */
const SCAN = 60_000;
/** Pictures up to this size are placed on the page like any other paint; it isn't known where larger ones are. */
export const MOST_PLACED = 1_000;

/** Parts what is seen from what is hidden. What is painted over leaves a mark, unless something else is written there. */
export async function findSeen(glyphs: readonly Glyph[], hasPicture: HasPicture): Promise<Seen> {
  const reasons = new Set<Hidden>();
  for (const glyph of glyphs) if (glyph.hidden && isInk(glyph)) reasons.add(glyph.hidden);
  if (reasons.size === 0) return { glyphs, hidden: [], isUnsure: false, isRecognised: false };
  const isRecognised = reasons.has("unpainted") && (await hasPicture(SCAN));
  const isUnsure = reasons.has("faint") && (await hasPicture(MOST_PLACED));
  const isVisible = ({ hidden }: Glyph): boolean =>
    hidden === undefined || (hidden === "faint" && isUnsure);
  const taken = placesOf(glyphs.filter(isVisible));
  const read: Glyph[] = [];
  const hiding: Glyph[] = [];
  for (const glyph of glyphs) {
    const isFree = !isVisible(glyph) && !taken.has(placeOf(glyph));
    if (isVisible(glyph) || (glyph.hidden === "unpainted" && isRecognised && isFree))
      read.push(glyph);
    else hiding.push(glyph);
    if (glyph.hidden === "covered" && isFree)
      read.push(isInk(glyph) ? { ...glyph, text: COVERED } : glyph);
  }
  return { glyphs: read, hidden: hiding, isUnsure, isRecognised };
}

/** Cells in points, about as large as a letter. */
const CELL = 6;
const placeOf = ({ x, y, width, size }: Glyph): number =>
  Math.floor((x + width / 2) / CELL) * 10_000 + Math.floor((y + size / 4) / CELL);
const placesOf = (glyphs: readonly Glyph[]): ReadonlySet<number> =>
  new Set(glyphs.filter(isInk).map(placeOf));
