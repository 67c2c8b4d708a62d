/** @module Groups glyphs into runs: glyphs of one size that follow one another on a baseline. */

import { type Glyph, isInk } from "./graphics/geometry.ts";

/** Coordinates are relative to the direction of writing: along it, and upwards from it. */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly size: number;
  /** Direction of writing in degrees, anticlockwise from the usual one. */
  readonly turn: number;
  /** Whether the file draws a blank before or after it. */
  readonly isBlankBefore: boolean;
  readonly isBlankBehind: boolean;
  readonly annotation: string | undefined;
  /** Whether it is OCR text, whose places are estimates. */
  readonly isGuessed: boolean;
  /** Whether right-to-left text is already in reading order. */
  readonly isInOrder: boolean;
}

/** Least gaps between words, in sizes: without a blank in the file, and with one. */
const GAP = 0.102;
const GAP_WITH_BLANK = 0.03;
/** Gaps and overlaps that end a run, in sizes or widths; some fonts declare widths larger than their glyphs. */
const MOST_GAP = 0.33;
const MOST_SPREAD = 8;
const MOST_BACK = 0.25;
const MOST_OVERLAP = 0.7;
/** Width assumed for a glyph that declares none, in sizes. */
const UNKNOWN_WIDTH = 0.5;

/** Whether a gap separates words. */
export const isWordGap = (gap: number, size: number, hasBlank: boolean): boolean =>
  gap > size * (hasBlank ? GAP_WITH_BLANK : GAP);

/**
 * Groups glyphs in drawing order.
 * @param isSpread whether each character has a box of its own, as in comb fields.
 */
export function toRuns(glyphs: readonly Glyph[], isSpread = false): Run[] {
  const runs: Run[] = [];
  let open: OpenRun | undefined;
  let blank: Glyph | undefined;
  for (const glyph of glyphs) {
    if (!isInk(glyph)) {
      blank ??= glyph;
      continue;
    }
    if (open && continues(open, glyph, isSpread ? MOST_SPREAD : MOST_GAP)) {
      if (!isSpread && isWord(open, glyph, blank)) open.text += " ";
      open.text += glyph.text;
      if (!isMark(glyph)) open.last = glyph;
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

function closeRun({ first, last, text, isBlankBefore }: OpenRun, isBlankBehind: boolean): Run {
  const turn = turnOf(first);
  const [x, y] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return {
    text,
    start: first.x * x + first.y * y,
    end: last.x * x + last.y * y + widthOf(last),
    base: first.y * x - first.x * y,
    size: first.size,
    turn,
    isBlankBefore,
    isBlankBehind,
    annotation: first.annotation,
    isGuessed: isGuessed(first),
    isInOrder: false,
  };
}

/** Whether a glyph belongs to an OCR layer: such glyphs are read though they are invisible. */
const isGuessed = ({ hidden }: Glyph): boolean => hidden === "unpainted";

/** Combining marks take no room in a run. */
const isMark = ({ text }: Glyph): boolean => text >= "\u0300" && /^\p{M}+$/u.test(text);

/** Bounds for text along a curve: cosine of the turn between glyphs, and offsets in sizes. */
const MOST_TURN = 0.9;
const STRAIGHT = 0.9995;
const MOST_OFF = 0.06;
const MOST_OFF_TURNED = 0.2;

function continues({ first, last }: OpenRun, glyph: Glyph, mostGap: number): boolean {
  if (glyph.annotation !== first.annotation || isGuessed(glyph) !== isGuessed(first)) return false;
  if (isMark(glyph)) return true;
  const { size } = first;
  const cosine = glyph.along[0] * last.along[0] + glyph.along[1] * last.along[1];
  if (cosine < MOST_TURN || Math.abs(glyph.size - size) > 0.03 * size) return false;
  const off = Math.abs(acrossOf(glyph, last) - acrossOf(last, last));
  if (off > (cosine < STRAIGHT ? MOST_OFF_TURNED : MOST_OFF) * size) return false;
  const gap = gapAfter(last, glyph);
  const back = Math.max(MOST_BACK * size, MOST_OVERLAP * widthOf(last));
  return gap <= mostGap * size && gap >= -back;
}

/** Overlap, in sizes, from which declared widths are not trusted and a blank of this width separates words. */
const UNTRUE = 0.1;

/** Whether a glyph begins a word. A blank that a negative offset cancels does not count. */
function isWord({ last }: OpenRun, glyph: Glyph, blank: Glyph | undefined): boolean {
  const gap = gapAfter(last, glyph) / glyph.size;
  if (gap > GAP || !blank) return gap > GAP;
  const room = (alongOf(glyph, last) - alongOf(blank, last)) / glyph.size;
  return gap > GAP_WITH_BLANK || (gap < -UNTRUE && room > UNTRUE);
}

/** Returns the gap between two glyphs without character spacing. */
const gapAfter = (last: Glyph, glyph: Glyph): number =>
  alongOf(glyph, last) - alongOf(last, last) - widthOf(last) - Math.max(0, last.tracking);

const widthOf = ({ width, size }: Glyph): number => (width > 0 ? width : UNKNOWN_WIDTH * size);
const alongOf = ({ x, y }: Glyph, { along }: Glyph): number => x * along[0] + y * along[1];
const acrossOf = ({ x, y }: Glyph, { along }: Glyph): number => y * along[0] - x * along[1];

/** Skew, in degrees, up to which text counts as parallel to an axis of the page. */
const SKEW = 2;

/** Returns the direction in tenths of degrees, above -180 up to 180. */
function turnOf({ along }: Glyph): number {
  const turn = (Math.atan2(along[1], along[0]) * 180) / Math.PI;
  const straight = Math.round(turn / 90) * 90;
  const own = Math.abs(turn - straight) < SKEW ? straight : Math.round(turn * 10) / 10;
  return own === -180 ? 180 : own || 0;
}
