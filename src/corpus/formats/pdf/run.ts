/** @module Text runs: glyphs of one size that follow one another on a baseline. */

import { type Glyph, hasInk } from "./graphics/geometry.ts";

/** Coordinates are relative to the direction of writing: along it, and upwards from it. */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
  readonly size: number;
  /** Direction of writing in degrees, anticlockwise from the usual one. */
  readonly angle: number;
  /** Whether the file draws a blank before or after it. */
  readonly isBlankBefore: boolean;
  readonly isBlankAfter: boolean;
  readonly annotation: string | undefined;
  /** Whether it is OCR text, whose positions are estimates. */
  readonly isOcr: boolean;
  /** Whether right-to-left text is already in reading order. */
  readonly isInReadingOrder: boolean;
}

/** Least gaps between words, in sizes: without a blank in the file, and with one. */
const GAP = 0.102;
const GAP_WITH_BLANK = 0.03;
/** Gaps and overlaps that end a run, in sizes or widths; some fonts declare widths larger than their glyphs. */
const MAX_GAP = 0.33;
const MAX_COMB_GAP = 8;
const MAX_BACKWARD = 0.25;
const MAX_OVERLAP = 0.7;
/** Width assumed for a glyph that declares none, in sizes. */
const UNKNOWN_WIDTH = 0.5;

/** Whether a gap separates words. */
export const isWordGap = (gap: number, size: number, hasBlank: boolean): boolean =>
  gap > size * (hasBlank ? GAP_WITH_BLANK : GAP);

/**
 * Groups glyphs in drawing order.
 * @param isComb whether each character has a box of its own, as in comb fields.
 */
export function toRuns(glyphs: readonly Glyph[], isComb = false): Run[] {
  const runs: Run[] = [];
  let open: OpenRun | undefined;
  let blank: Glyph | undefined;
  for (const glyph of glyphs) {
    if (!hasInk(glyph)) {
      blank ??= glyph;
      continue;
    }
    if (open && continues(open, glyph, isComb ? MAX_COMB_GAP : MAX_GAP)) {
      if (!isComb && isWord(open, glyph, blank)) open.text += " ";
      open.text += glyph.text;
      if (!isCombining(glyph)) open.last = glyph;
    } else {
      if (open) runs.push(closeRun(open, blank !== undefined));
      open = { first: glyph, last: glyph, text: glyph.text, isBlankBefore: blank !== undefined };
    }
    blank = undefined;
  }
  if (open) runs.push(closeRun(open, blank !== undefined));
  return runs;
}

interface OpenRun {
  readonly first: Glyph;
  readonly isBlankBefore: boolean;
  last: Glyph;
  text: string;
}

function closeRun({ first, last, text, isBlankBefore }: OpenRun, isBlankAfter: boolean): Run {
  const angle = angleOf(first);
  const [x, y] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return {
    text,
    start: first.x * x + first.y * y,
    end: last.x * x + last.y * y + widthOf(last),
    baseline: first.y * x - first.x * y,
    size: first.size,
    angle,
    isBlankBefore,
    isBlankAfter,
    annotation: first.annotation,
    isOcr: isOcr(first),
    isInReadingOrder: false,
  };
}

/** Whether a glyph belongs to an OCR layer: such glyphs are read though they are invisible. */
const isOcr = ({ hidden }: Glyph): boolean => hidden === "unpainted";

/** Whether a glyph is a combining character, which takes no space in a run. */
const isCombining = ({ text }: Glyph): boolean => text >= "\u0300" && /^\p{M}+$/u.test(text);

/** Bounds for text along a curve: cosine of the angle between glyphs, and offsets in sizes. */
const MIN_COSINE = 0.9;
const STRAIGHT = 0.9995;
const MAX_OFF = 0.06;
const MAX_OFF_TURNED = 0.2;

function continues({ first, last }: OpenRun, glyph: Glyph, mostGap: number): boolean {
  if (glyph.annotation !== first.annotation || isOcr(glyph) !== isOcr(first)) return false;
  if (isCombining(glyph)) return true;
  const { size } = first;
  const cosine = glyph.direction[0] * last.direction[0] + glyph.direction[1] * last.direction[1];
  if (cosine < MIN_COSINE || Math.abs(glyph.size - size) > 0.03 * size) return false;
  const off = Math.abs(positionAcross(glyph, last) - positionAcross(last, last));
  if (off > (cosine < STRAIGHT ? MAX_OFF_TURNED : MAX_OFF) * size) return false;
  const gap = gapAfter(last, glyph);
  const back = Math.max(MAX_BACKWARD * size, MAX_OVERLAP * widthOf(last));
  return gap <= mostGap * size && gap >= -back;
}

/** Overlap, in sizes, from which declared widths are not trusted and a blank of this width separates words. */
const MIN_OVERLAP = 0.1;

/** Whether a glyph begins a word. A blank that a negative offset cancels does not count. */
function isWord({ last }: OpenRun, glyph: Glyph, blank: Glyph | undefined): boolean {
  const gap = gapAfter(last, glyph) / glyph.size;
  if (gap > GAP || !blank) return gap > GAP;
  const space = (positionAlong(glyph, last) - positionAlong(blank, last)) / glyph.size;
  return gap > GAP_WITH_BLANK || (gap < -MIN_OVERLAP && space > MIN_OVERLAP);
}

/** Returns the gap between two glyphs without character spacing. */
const gapAfter = (last: Glyph, glyph: Glyph): number =>
  positionAlong(glyph, last) -
  positionAlong(last, last) -
  widthOf(last) -
  Math.max(0, last.tracking);

const widthOf = ({ width, size }: Glyph): number => (width > 0 ? width : UNKNOWN_WIDTH * size);
const positionAlong = ({ x, y }: Glyph, { direction }: Glyph): number =>
  x * direction[0] + y * direction[1];
const positionAcross = ({ x, y }: Glyph, { direction }: Glyph): number =>
  y * direction[0] - x * direction[1];

/** Skew, in degrees, up to which text counts as parallel to an axis of the page. */
const SKEW = 2;

/** Returns the direction in tenths of degrees, above -180 up to 180. */
function angleOf({ direction }: Glyph): number {
  const angle = (Math.atan2(direction[1], direction[0]) * 180) / Math.PI;
  const straight = Math.round(angle / 90) * 90;
  const own = Math.abs(angle - straight) < SKEW ? straight : Math.round(angle * 10) / 10;
  return own === -180 ? 180 : own || 0;
}
