/** @module Visibility of glyphs, by layer, clip, colour and cover, and the selection of those to read. */

import { toRuns } from "../run.ts";
import {
  centreOf,
  COVERED,
  type Glyph,
  hasInk,
  type Hidden,
  pointIn,
  UNREADABLE,
} from "./geometry.ts";
import { blend, type Colour, isSimilar, type Raster } from "./raster.ts";
import { paintsOf, type State } from "./state.ts";

/** Returns whether a layer, or a membership expression, is visible. */
export type IsLayerVisible = (content: unknown) => boolean;

/** Tracks marked content, and whether it is on a layer (optional content) that is off. */
export function trackLayers(isLayerVisible: IsLayerVisible) {
  const open: boolean[] = [];
  let rejected = 0;
  return {
    begin(tag: unknown, content: unknown) {
      const isOff = tag === "OC" && !isEmptyMembership(content) && !isLayerVisible(content);
      open.push(isOff);
      if (isOff) rejected += 1;
    },
    end() {
      if (open.pop()) rejected -= 1;
    },
    isHidden: () => rejected > 0,
  };
}

/** Whether a membership lists no layer; such content is visible under any policy. */
function isEmptyMembership(content: unknown): boolean {
  const ids: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "ids") : undefined;
  return Array.isArray(ids) && ids.length === 0;
}

/** Least visible size, in points. */
const MIN_SIZE = 0.5;
/** Least visible alpha. */
const MIN_ALPHA = 0.04;

/** Returns why a glyph is hidden when it is drawn; undefined if it is visible. */
export function hiddenWhenDrawn(glyph: Glyph, state: State, raster: Raster): Hidden | undefined {
  const [x, y] = centreOf(glyph);
  const { left, bottom, right, top } = state.clip;
  if (!(x > left && x < right && y > bottom && y < top)) return "outside";
  const { fills, strokes } = paintsOf(state.renderingMode);
  const isPainted =
    (fills && state.fillAlpha * state.groupAlpha >= MIN_ALPHA) ||
    (strokes && state.strokeAlpha * state.groupAlpha >= MIN_ALPHA);
  if (!isPainted) return "unpainted";
  if (glyph.size < MIN_SIZE) return "faint";
  const background = raster.colourAt(x, y);
  const isVisible =
    (fills && isVisibleOn(background, state.fill, state.fillAlpha, state)) ||
    (strokes && isVisibleOn(background, state.stroke, state.strokeAlpha, state));
  return isVisible ? undefined : "faint";
}

function isVisibleOn(background: Colour, colour: Colour, ownAlpha: number, state: State): boolean {
  const alpha = Math.min(1, ownAlpha * state.groupAlpha);
  if (alpha < MIN_ALPHA) return false;
  const isKnown =
    colour !== undefined && background !== undefined && state.isNormalBlend && !state.hasSoftMask;
  return !isKnown || state.font.isType3 || !isSimilar(blend(background, colour, alpha), background);
}

/** Returns why a glyph is hidden once the page is complete; undefined if it is visible. */
export function hiddenAtEnd(glyph: Glyph, raster: Raster): Hidden | undefined {
  if (glyph.hidden === "unpainted" && hasInk(glyph)) {
    const [x, y] = centreOf(glyph);
    return raster.hasOutline(x, y) ? undefined : "unpainted";
  }
  return isCovered(glyph, raster) ? "covered" : glyph.hidden;
}

/** Whether later paint hides all of a glyph. */
function isCovered(glyph: Glyph, raster: Raster): boolean {
  if (glyph.hidden !== undefined || raster.lastCover() <= glyph.order) return false;
  return [0.2, 0.5, 0.8].every((share) => {
    const [x, y] = pointIn(glyph, share, 0.3);
    return raster.lastCoverAt(x, y) > glyph.order;
  });
}

/** Least pixels of a scan, or of a strip of one. */
const MIN_SCAN_PIXELS = 60_000;
/** Most pixels of images whose positions are known; pdf.js skips larger ones. */
export const MAX_LOCATED_PIXELS = 1_000;

/** Separates visible from hidden glyphs. Covered glyphs leave an omission unless other text is at their position. */
export async function selectReadable(
  glyphs: readonly Glyph[],
  hasLargeImage: (pixels: number) => Promise<boolean>,
) {
  const reasons = new Set<Hidden>();
  for (const glyph of glyphs) if (glyph.hidden && hasInk(glyph)) reasons.add(glyph.hidden);
  if (reasons.size === 0) return { glyphs, hidden: [], isUncertain: false, isOcr: false };
  const isOcr = reasons.has("unpainted") && (await hasLargeImage(MIN_SCAN_PIXELS));
  const isUncertain = reasons.has("faint") && (await hasLargeImage(MAX_LOCATED_PIXELS));
  const isVisible = ({ hidden }: Glyph): boolean =>
    hidden === undefined || (hidden === "faint" && isUncertain);
  const occupied = cellsOf(glyphs.filter(isVisible));
  const readable: Glyph[] = [];
  const rejected: Glyph[] = [];
  for (const glyph of glyphs) {
    const isFree = !isVisible(glyph) && !occupied.has(cellOf(glyph));
    if (isVisible(glyph) || (glyph.hidden === "unpainted" && isOcr && isFree)) readable.push(glyph);
    else rejected.push(glyph);
    if (glyph.hidden === "covered" && isFree)
      readable.push(hasInk(glyph) ? { ...glyph, text: COVERED } : glyph);
  }
  return { glyphs: readable, hidden: rejected, isUncertain, isOcr };
}

/** Size of cells in points, about that of a letter. */
const CELL = 6;
const cellOf = ({ x, y, width, size }: Glyph): number =>
  Math.floor((x + width / 2) / CELL) * 10_000 + Math.floor((y + size / 4) / CELL);
const cellsOf = (glyphs: readonly Glyph[]): ReadonlySet<number> =>
  new Set(glyphs.filter(hasInk).map(cellOf));

export interface Findings {
  readonly hidden: readonly HiddenText[];
  /** Whether the visibility of some text could not be determined. */
  readonly isUncertain: boolean;
  /** Whether some text is an OCR layer. */
  readonly isOcr: boolean;
  /** Number of glyphs, and of those whose characters are not known. */
  readonly glyphs: number;
  readonly unreadable: number;
  readonly hasStrikethrough: boolean;
  readonly hasFields: boolean;
  readonly hasNotes: boolean;
  readonly hasComments: boolean;
}

/** Text that is not visible. */
interface HiddenText {
  readonly reason: Hidden;
  readonly text: string;
}

const REASONS: readonly Hidden[] = ["layer", "outside", "unpainted", "faint", "covered"];
const MAX_TEXTS = 200;
const MAX_LENGTH = 300;

/** Groups hidden glyphs into texts. */
export function hiddenTexts(glyphs: readonly Glyph[]): HiddenText[] {
  return REASONS.flatMap((reason) =>
    toRuns(glyphs.filter(({ hidden }) => hidden === reason))
      .slice(0, MAX_TEXTS)
      .map(({ text }) => ({ reason, text: text.slice(0, MAX_LENGTH) })),
  );
}

/** Counts glyphs, and those whose characters are not known. */
export function countGlyphs(glyphs: readonly Glyph[]): Pick<Findings, "glyphs" | "unreadable"> {
  const inked = glyphs.filter(hasInk);
  const unreadable = inked.filter(({ text }) => text === UNREADABLE).length;
  return { glyphs: inked.length, unreadable };
}
