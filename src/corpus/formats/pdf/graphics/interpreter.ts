/** @module Interpreter of a page's content stream: collects glyphs, their visibility, and thin lines. */

import { OPS } from "../pdfjs.ts";
import { type Box, type Glyph, type PageFrame, scalesOf } from "./geometry.ts";
import { type FontOf, layOutGlyphs, STATE_OPERATORS, toNumber, toText } from "./operators.ts";
import { createPainter, type Rule } from "./painter.ts";
import { createRaster } from "./raster.ts";
import { createStack, paintsOf } from "./state.ts";
import { hiddenAtEnd, hiddenWhenDrawn, type IsLayerVisible, trackLayers } from "./visibility.ts";

/** Operators and their arguments, as pdf.js lists them. */
interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface PageContent {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Annotations that draw something, with their boxes. */
  readonly annotations: ReadonlyMap<string, Box>;
  /** Whether too much is painted to determine what hides what. */
  readonly isIncomplete: boolean;
}

/** Least pixels per point of an image that can show words. */
const MIN_RESOLUTION = 0.3;
const MAX_TEXT_CLIP = 1_000;

/** Interprets the operators of a page. */
export function interpretPage(
  { fnArray, argsArray }: Operators,
  page: PageFrame,
  isLayerVisible: IsLayerVisible,
  fontOf: FontOf,
): PageContent {
  const stack = createStack(page);
  const raster = createRaster(page.width, page.height);
  const layers = trackLayers(isLayerVisible);
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
  const showText = (items: unknown): void => {
    const state = stack.state();
    const annotation = stack.annotation()?.id;
    const placed = layOutGlyphs(Array.isArray(items) ? items : [], state, { order, annotation });
    if (stack.isInMask()) return;
    isDrawn();
    const { clips } = paintsOf(state.renderingMode);
    for (const glyph of placed) {
      const hidden = layers.isHidden() ? "layer" : hiddenWhenDrawn(glyph, state, raster);
      if (clips && hidden === "unpainted" && state.textClip.length < MAX_TEXT_CLIP)
        state.textClip = [...state.textClip, glyphs.length];
      glyphs.push(hidden === undefined ? glyph : { ...glyph, hidden });
    }
    if (clips) state.isClipRectangle = false;
  };
  /** Paints, and makes text visible that was added to the clip. */
  const paint = (work: () => void): void => {
    if (!isDrawn()) return;
    const state = stack.state();
    for (const index of state.textClip) {
      const glyph = glyphs[index];
      if (glyph) glyphs[index] = { ...glyph, hidden: undefined };
    }
    state.textClip = [];
    work();
  };
  const paintImage = (width: unknown, height: unknown): void => {
    const [across, upwards] = scalesOf(stack.state().matrix);
    const isCoarse =
      toNumber(width) < across * MIN_RESOLUTION && toNumber(height) < upwards * MIN_RESOLUTION;
    // pdf.js sets the state right before an image that has a mask.
    const isWhole = last !== OPS.setGState;
    paint(() => painter.paintImage(undefined, isCoarse && isWhole, order));
  };

  const operations: Readonly<Record<number, (values: readonly unknown[]) => void>> = {
    [OPS.save]: stack.save,
    [OPS.restore]: stack.restore,
    [OPS.clip]: painter.clipNext,
    [OPS.eoClip]: painter.clipNext,
    [OPS.showText]: ([items]) => showText(items),
    [OPS.constructPath]: ([operator, steps, around]) => {
      const path: unknown = Array.isArray(steps) ? steps[0] : undefined;
      if (operator === OPS.endPath) painter.draw(operator, path, around, order);
      else paint(() => painter.draw(operator, path, around, order));
    },
    [OPS.shadingFill]: () => paint(() => painter.paintShading(order)),
    [OPS.paintSolidColorImageMask]: () => {
      const { fill } = stack.state();
      paint(() => painter.paintImage(fill, fill !== undefined, order));
    },
    [OPS.paintImageMaskXObject]: () => paint(() => painter.paintImage(undefined, false, order)),
    [OPS.paintImageXObject]: ([, width, height]) => paintImage(width, height),
    [OPS.paintInlineImageXObject]: ([inline]) =>
      paintImage(fieldOf(inline, "width"), fieldOf(inline, "height")),
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
    const setState = STATE_OPERATORS[operator];
    if (setState) setState(stack.state(), values, fontOf);
    else operations[operator]?.(values);
    last = operator;
  }
  return {
    glyphs: glyphs.map((glyph) => {
      const hidden = hiddenAtEnd(glyph, raster);
      return hidden === glyph.hidden ? glyph : { ...glyph, hidden };
    }),
    rules: painter.rules,
    annotations,
    isIncomplete: raster.isExhausted(),
  };
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
