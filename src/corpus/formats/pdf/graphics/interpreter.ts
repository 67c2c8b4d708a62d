/** @module Interpreter of a page's content stream: collects glyphs, their visibility, and thin lines. */

import { type Box, type Glyph, scalesOf, type Upright } from "./geometry.ts";
import { applySetting, type FontOf, placeGlyphs, toNumber, toText } from "./operators.ts";
import { createPainter, type Rule } from "./painter.ts";
import { createRaster } from "./raster.ts";
import { createStack, paintsOf } from "./state.ts";
import { createLayers, hiddenAtLast, hiddenOf, type IsShown } from "./visibility.ts";
import { OPS } from "../pdfjs.ts";

/** Operators and their arguments, as pdf.js lists them. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface Drawing {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Annotations that draw something, with their boxes. */
  readonly annotations: ReadonlyMap<string, Box>;
  /** Whether too much is painted to determine what hides what. */
  readonly isLost: boolean;
}

/** Least pixels per point of a picture that can show words. */
const LEGIBLE = 0.3;
const MOST_CUT_OUT = 1_000;

/** Interprets the operators of a page. */
export function followDrawing(
  { fnArray, argsArray }: Operators,
  page: Upright,
  isShown: IsShown,
  fontOf: FontOf,
): Drawing {
  const stack = createStack(page);
  const raster = createRaster(page.width, page.height);
  const layers = createLayers(isShown);
  const painter = createPainter(raster, stack.state);
  const glyphs: Glyph[] = [];
  const annotations = new Map<string, Box>();
  let order = 0;
  let last = 0;

  const isDrawn = (): boolean => {
    if (layers.isHidden() || stack.isInMask()) return false;
    const annotation = stack.annotation();
    if (annotation) annotations.set(annotation.id, annotation.box);
    return true;
  };
  const show = (shown: unknown): void => {
    const state = stack.state();
    const annotation = stack.annotation()?.id;
    const placed = placeGlyphs(Array.isArray(shown) ? shown : [], state, { order, annotation });
    if (stack.isInMask()) return;
    isDrawn();
    const { clips } = paintsOf(state.mode);
    for (const glyph of placed) {
      const hidden = layers.isHidden() ? "layer" : hiddenOf(glyph, state, raster);
      if (clips && hidden === "unpainted" && state.cutOut.length < MOST_CUT_OUT)
        state.cutOut = [...state.cutOut, glyphs.length];
      glyphs.push(hidden === undefined ? glyph : { ...glyph, hidden });
    }
    if (clips) state.isClipWhole = false;
  };
  /** Paints, and makes text visible that was added to the clip. */
  const paint = (work: () => void): void => {
    if (!isDrawn()) return;
    const state = stack.state();
    for (const index of state.cutOut) {
      const glyph = glyphs[index];
      if (glyph) glyphs[index] = { ...glyph, hidden: undefined };
    }
    state.cutOut = [];
    work();
  };
  const picture = (width: unknown, height: unknown): void => {
    const [across, upwards] = scalesOf(stack.state().matrix);
    const isCoarse = toNumber(width) < across * LEGIBLE && toNumber(height) < upwards * LEGIBLE;
    // pdf.js sets the state right before a picture that has a mask.
    const isWhole = last !== OPS.setGState;
    paint(() => painter.stamp(undefined, isCoarse && isWhole, order));
  };

  const follow: Readonly<Record<number, (values: readonly unknown[]) => void>> = {
    [OPS.save]: stack.save,
    [OPS.restore]: stack.restore,
    [OPS.clip]: painter.clipNext,
    [OPS.eoClip]: painter.clipNext,
    [OPS.showText]: ([shown]) => show(shown),
    [OPS.constructPath]: ([operator, steps, around]) => {
      const path: unknown = Array.isArray(steps) ? steps[0] : undefined;
      if (operator === OPS.endPath) painter.draw(operator, path, around, order);
      else paint(() => painter.draw(operator, path, around, order));
    },
    [OPS.shadingFill]: () => paint(() => painter.shade(order)),
    [OPS.paintSolidColorImageMask]: () => {
      const { fill } = stack.state();
      paint(() => painter.stamp(fill, fill !== undefined, order));
    },
    [OPS.paintImageMaskXObject]: () => paint(() => painter.stamp(undefined, false, order)),
    [OPS.paintImageXObject]: ([, width, height]) => picture(width, height),
    [OPS.paintInlineImageXObject]: ([image]) =>
      picture(fieldOf(image, "width"), fieldOf(image, "height")),
    [OPS.beginMarkedContent]: () => layers.begin(undefined, undefined),
    [OPS.beginMarkedContentProps]: ([tag, content]) => layers.begin(tag, content),
    [OPS.endMarkedContent]: () => layers.end(),
    [OPS.paintFormXObjectBegin]: ([matrix, box]) => stack.enter(matrix, box),
    [OPS.paintFormXObjectEnd]: stack.restore,
    [OPS.beginGroup]: ([group]) => stack.beginGroup(Boolean(fieldOf(group, "smask"))),
    [OPS.endGroup]: () => stack.endGroup(),
    [OPS.beginAnnotation]: ([id, box, toPage, matrix]) =>
      stack.beginAnnotation(toText(id), box, toPage, matrix),
    [OPS.endAnnotation]: stack.endAnnotation,
  };

  for (const [index, operator] of fnArray.entries()) {
    const given = argsArray[index];
    const values: readonly unknown[] = Array.isArray(given) ? given : [];
    order += 1;
    if (!applySetting(operator, values, stack.state(), fontOf)) follow[operator]?.(values);
    last = operator;
  }
  return {
    glyphs: glyphs.map((glyph) => {
      const hidden = hiddenAtLast(glyph, raster);
      return hidden === glyph.hidden ? glyph : { ...glyph, hidden };
    }),
    rules: painter.rules,
    annotations,
    isLost: raster.isExhausted(),
  };
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
