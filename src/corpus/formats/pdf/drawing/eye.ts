/** @module Determines whether a glyph is visible, by clip, colours and cover. */

import { type Glyph, type Hidden, isInk, middleOf, pointIn } from "./glyph.ts";
import { blend, type Ink, isAlike, type Raster } from "./raster.ts";
import { paintsOf, type State } from "./state.ts";

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
