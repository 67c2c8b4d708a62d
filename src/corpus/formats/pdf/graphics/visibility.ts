/** @module Visibility of glyphs, by layer, clip, colour and cover, and the selection of those to read. */

import {
  COVERED,
  type Glyph,
  type Hidden,
  isInk,
  middleOf,
  pointIn,
  UNREADABLE,
} from "./geometry.ts";
import { blend, type Ink, isAlike, type Raster } from "./raster.ts";
import { paintsOf, type State } from "./state.ts";
import { toRuns } from "../run.ts";

/** Tells whether a layer, or a membership expression, is visible. */
export type IsShown = (content: unknown) => boolean;

/** Tracks marked content, and whether it is on a layer (optional content) that is off. */
export function createLayers(isShown: IsShown) {
  const marks: boolean[] = [];
  let hiding = 0;
  return {
    begin(tag: unknown, content: unknown) {
      const hides = tag === "OC" && !isOfNone(content) && !isShown(content);
      marks.push(hides);
      if (hides) hiding += 1;
    },
    end() {
      if (marks.pop()) hiding -= 1;
    },
    isHidden: () => hiding > 0,
  };
}

/** Whether a membership lists no layer; such content is visible under any policy. */
function isOfNone(content: unknown): boolean {
  const ids: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "ids") : undefined;
  return Array.isArray(ids) && ids.length === 0;
}

/** Least visible size, in points. */
const LEAST_SIZE = 0.5;
/** Least visible alpha. */
const LEAST_ALPHA = 0.04;

/** Returns why a glyph is hidden when it is drawn; undefined if it is visible. */
export function hiddenOf(glyph: Glyph, state: State, raster: Raster): Hidden | undefined {
  const [x, y] = middleOf(glyph);
  const { left, bottom, right, top } = state.clip;
  if (!(x > left && x < right && y > bottom && y < top)) return "outside";
  const { fills, strokes } = paintsOf(state.mode);
  const isPainted =
    (fills && state.fillAlpha * state.groupAlpha >= LEAST_ALPHA) ||
    (strokes && state.strokeAlpha * state.groupAlpha >= LEAST_ALPHA);
  if (!isPainted) return "unpainted";
  if (glyph.size < LEAST_SIZE) return "faint";
  const ground = raster.inkAt(x, y);
  const isSeen =
    (fills && isSeenOn(ground, state.fill, state.fillAlpha, state)) ||
    (strokes && isSeenOn(ground, state.stroke, state.strokeAlpha, state));
  return isSeen ? undefined : "faint";
}

function isSeenOn(ground: Ink, ink: Ink, ownAlpha: number, state: State): boolean {
  const alpha = Math.min(1, ownAlpha * state.groupAlpha);
  if (alpha < LEAST_ALPHA) return false;
  const isKnown = ink !== undefined && ground !== undefined && state.isPlain && !state.isMasked;
  return !isKnown || state.font.isDrawn || !isAlike(blend(ground, ink, alpha), ground);
}

/** Returns why a glyph is hidden once the page is complete; undefined if it is visible. */
export function hiddenAtLast(glyph: Glyph, raster: Raster): Hidden | undefined {
  if (glyph.hidden === "unpainted" && isInk(glyph)) {
    const [x, y] = middleOf(glyph);
    return raster.hasShape(x, y) ? undefined : "unpainted";
  }
  return isCovered(glyph, raster) ? "covered" : glyph.hidden;
}

/** Whether later paint hides all of a glyph. */
function isCovered(glyph: Glyph, raster: Raster): boolean {
  if (glyph.hidden !== undefined || raster.lastHiding() <= glyph.order) return false;
  return [0.2, 0.5, 0.8].every((share) => {
    const [x, y] = pointIn(glyph, share, 0.3);
    return raster.hiddenUpTo(x, y) > glyph.order;
  });
}

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

export interface Findings {
  readonly hidden: readonly HiddenText[];
  /** Whether the visibility of some text could not be determined. */
  readonly isUnsure: boolean;
  /** Whether some text is an OCR layer. */
  readonly isRecognised: boolean;
  /** Number of glyphs, and of those whose characters are not known. */
  readonly glyphs: number;
  readonly unreadable: number;
  readonly isStruck: boolean;
  readonly hasFields: boolean;
  readonly hasNotes: boolean;
  readonly hasComments: boolean;
}

/** A text that no reader sees. */
export interface HiddenText {
  readonly why: Hidden;
  readonly text: string;
}

const REASONS: readonly Hidden[] = ["layer", "outside", "unpainted", "faint", "covered"];
const MOST_TEXTS = 200;
const MOST_LENGTH = 300;

/** Groups hidden glyphs into texts. */
export function hiddenTexts(glyphs: readonly Glyph[]): HiddenText[] {
  return REASONS.flatMap((why) =>
    toRuns(glyphs.filter(({ hidden }) => hidden === why))
      .slice(0, MOST_TEXTS)
      .map(({ text }) => ({ why, text: text.slice(0, MOST_LENGTH) })),
  );
}

/** Counts glyphs, and those whose characters are not known. */
export function countGlyphs(glyphs: readonly Glyph[]): Pick<Findings, "glyphs" | "unreadable"> {
  const inked = glyphs.filter(isInk);
  const unreadable = inked.filter(({ text }) => text === UNREADABLE).length;
  return { glyphs: inked.length, unreadable };
}
