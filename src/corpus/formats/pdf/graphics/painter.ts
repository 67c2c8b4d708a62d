/** @module Path operators on the raster of a page: fills, strokes and clips. */

import { OPS } from "../pdfjs.ts";
import { type Box, boxAround, boxOf, intersection, type Point, scalesOf } from "./geometry.ts";
import { type Polygon, readPolygons, rectangleOf } from "./polygon.ts";
import { type Colour, isSimilar, type Paint, type Raster } from "./raster.ts";
import { isOpaque, type State } from "./state.ts";

/** Thin horizontal line, such as a strikethrough or a fraction bar. */
export interface Rule {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const { fill, eoFill, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke } = OPS;
const BOTH = [fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke];
const FILLS: ReadonlySet<unknown> = new Set([fill, eoFill, ...BOTH]);
const STROKES: ReadonlySet<unknown> = new Set([OPS.stroke, OPS.closeStroke, ...BOTH]);
const EVEN_ODD: ReadonlySet<unknown> = new Set([eoFill, eoFillStroke, closeEOFillStroke]);

/** Thickness of lines, and size of shapes, in points, that neither cover nor strike out text. */
const THIN = 2.5;
const SMALL = 3;
/** Area of an image before transformation. */
const UNIT_SQUARE = [0, 0, 1, 1];
const MAX_RULES = 10_000;
const MAX_STEPS = 20_000;

/** Creates a painter that draws with the current state. */
export function createPainter(raster: Raster, currentState: () => State) {
  const rules: Rule[] = [];
  let isClipping = false;

  const addRule = (box: Box, colour: Colour): void => {
    const [left, right] = [Math.max(box.left, 0), box.right];
    const y = (box.bottom + box.top) / 2;
    const isSeen = !isSimilar(colour, raster.colourAt((left + right) / 2, y));
    if (rules.length < MAX_RULES && right - left > 1 && isSeen) rules.push({ left, right, y });
  };

  const paint = (polygons: readonly Polygon[], isEvenOdd: boolean, brush: Paint): void => {
    const { clip } = currentState();
    const only = polygons.length === 1 && polygons[0] ? rectangleOf(polygons[0]) : undefined;
    if (only) raster.fillBox(intersection(only, clip), brush);
    // The box suffices for an unknown colour.
    else if (brush.colour === undefined)
      raster.fillBox(intersection(boxAround(polygons.flat()), clip), brush);
    else raster.fill(polygons, isEvenOdd, clip, brush);
  };

  const fillAll = (polygons: readonly Polygon[], isEvenOdd: boolean, order: number): void => {
    const { clip, fill: colour } = currentState();
    let isThin = true;
    for (const polygon of polygons) {
      const box = intersection(boxAround(polygon), clip);
      const [width, height] = [box.right - box.left, box.top - box.bottom];
      if (height >= 0 && height < THIN && rectangleOf(polygon)) addRule(box, colour);
      isThin &&= Math.min(width, height) < THIN;
    }
    if (!isThin) paint(polygons, isEvenOdd, brushOf(currentState(), colour, order));
  };

  const strokeAll = (polygons: readonly Polygon[], order: number): void => {
    const state = currentState();
    const width = state.lineWidth * Math.max(...scalesOf(state.matrix));
    const brush = brushOf(state, state.stroke, order);
    for (const polygon of polygons)
      for (const [at, to] of polygon.entries()) {
        const from = polygon[at - 1];
        if (from && width > THIN) paint([strokeOutline(from, to, width)], false, brush);
        else if (from && polygon.length === 2 && Math.abs(to[1] - from[1]) < 0.5)
          addRule(intersection(boxAround([from, to]), state.clip), state.stroke);
      }
  };

  return {
    rules,
    /** Makes the next path part of the clip. */
    clipNext: () => (isClipping = true),
    /** Draws a path of pdf.js: the operator that ends it, its steps, and the box around them. */
    draw(operator: unknown, path: unknown, around: unknown, order: number) {
      const state = currentState();
      const isClip = isClipping;
      isClipping = false;
      const box = boxOf(around, state.matrix);
      if (!box || !(path instanceof Float32Array)) return;
      const within = intersection(box, state.clip);
      const isSmall = Math.max(within.right - within.left, within.top - within.bottom) < SMALL;
      const isOutline = isLetterOutline(path, within);
      if (isOutline) raster.addOutline(within);
      if (path.length > MAX_STEPS || (isOutline && !isClip))
        raster.fillBox(within, { ...UNKNOWN, order });
      else if (isClip || (isNonEmpty(within) && !isSmall)) {
        const polygons = readPolygons(path, state.matrix);
        if (FILLS.has(operator)) fillAll(polygons, EVEN_ODD.has(operator), order);
        if (STROKES.has(operator)) strokeAll(polygons, order);
        state.isClipRectangle &&= !isClip || isRectangle(polygons);
      }
      if (isClip) state.clip = within;
    },
    /** Paints the clip area in unknown colours. */
    paintShading: (order: number) => raster.fillBox(currentState().clip, { ...UNKNOWN, order }),
    /** Paints an image in one colour, or in unknown ones. */
    paintImage(colour: Colour, covers: boolean, order: number) {
      const state = currentState();
      const brush = brushOf(state, colour, order);
      const square = boxOf(UNIT_SQUARE, state.matrix) ?? state.clip;
      raster.fillBox(intersection(square, state.clip), {
        ...brush,
        covers: covers && state.isClipRectangle && isOpaque(state),
      });
    },
  };
}

const UNKNOWN = { colour: undefined, alpha: 1, covers: false } as const;

function brushOf(state: State, colour: Colour, order: number): Paint {
  const isSure =
    colour !== undefined && state.isClipRectangle && state.isNormalBlend && !state.hasSoftMask;
  if (!isSure) return { ...UNKNOWN, order };
  return { colour, alpha: state.fillAlpha * state.groupAlpha, covers: isOpaque(state), order };
}

/** Whether a path may be the outline of letters: more corners than a rounded box, and of the size of text. */
const isLetterOutline = (path: Float32Array, { bottom, top, left, right }: Box): boolean =>
  path.length > 50 && top > bottom && top - bottom < 40 && right > left && right - left < 500;

const isNonEmpty = ({ left, bottom, right, top }: Box): boolean => right >= left && top >= bottom;
const isRectangle = ([first, ...rest]: readonly Polygon[]): boolean =>
  first !== undefined && rest.length === 0 && rectangleOf(first) !== undefined;

/** Returns a stroked line as a polygon. */
function strokeOutline(from: Point, to: Point, width: number): Polygon {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const half = width / 2 / (Math.hypot(dx, dy) || 1);
  const [x, y] = [-dy * half, dx * half];
  return [
    [from[0] + x, from[1] + y],
    [to[0] + x, to[1] + y],
    [to[0] - x, to[1] - y],
    [from[0] - x, from[1] - y],
  ];
}
