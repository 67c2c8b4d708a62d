/** @module Selects the glyphs to read: those that a person sees, and those of OCR layers. */

import { COVERED, type Glyph, type Hidden, isInk } from "./drawing/glyph.ts";

/** Tells whether a page has a picture of more than so many pixels. */
export type HasPicture = (pixels: number) => Promise<boolean>;

export interface Seen {
  readonly glyphs: readonly Glyph[];
  readonly hidden: readonly Glyph[];
  /** Whether the visibility of some glyphs is unknown. */
  readonly isUnsure: boolean;
  /** Whether some belong to an OCR layer. */
  readonly isRecognised: boolean;
}

/** Least pixels of a scan, or of one of the strips of a scan. */
const SCAN = 60_000;
/** Most pixels of pictures whose places are known; pdf.js leaves larger ones out. */
export const MOST_PLACED = 1_000;

/** Separates visible from hidden glyphs. Covered glyphs leave a mark unless other text is at their place. */
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

/** Size of cells in points, about that of a letter. */
const CELL = 6;
const placeOf = ({ x, y, width, size }: Glyph): number =>
  Math.floor((x + width / 2) / CELL) * 10_000 + Math.floor((y + size / 4) / CELL);
const placesOf = (glyphs: readonly Glyph[]): ReadonlySet<number> =>
  new Set(glyphs.filter(isInk).map(placeOf));
