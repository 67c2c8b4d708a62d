/** @module Text of annotations, from their appearance or as a viewer would show it. */

import { joinAccents } from "./accents.ts";
import type { Annotation } from "./annotation.ts";
import type { Box } from "./drawing/box.ts";
import type { Drawing } from "./drawing/drawing.ts";
import type { Glyph } from "./drawing/glyph.ts";
import { type Run, toRuns } from "./run.ts";
import { onOneLine } from "../../span.ts";

export interface Written {
  readonly annotation: Annotation;
  readonly runs: readonly Run[];
}

/** Gives annotations the IDs under which they draw; those without an object number are matched by place. */
export function withDrawnIds(
  annotations: readonly Annotation[],
  { annotations: drawn }: Drawing,
): readonly Annotation[] {
  const ids = new Map([...drawn].map(([id, box]) => [placeOf(box), id] as const));
  return annotations.map((annotation) =>
    drawn.has(annotation.id)
      ? annotation
      : { ...annotation, id: ids.get(placeOf(annotation.box)) ?? annotation.id },
  );
}

const placeOf = ({ left, bottom, right, top }: Box): string =>
  [left, bottom, right, top].map(Math.round).join(" ");

/** Returns the text of annotations, in file order. */
export function writtenBy(
  annotations: readonly Annotation[],
  glyphs: readonly Glyph[],
  drawing: Drawing,
): Written[] {
  const drawn = new Map<string, Glyph[]>();
  for (const glyph of annotations.length === 0 ? [] : glyphs) {
    if (glyph.annotation === undefined) continue;
    const own = drawn.get(glyph.annotation) ?? [];
    drawn.set(glyph.annotation, own);
    own.push(glyph);
  }
  return annotations
    .map((annotation) => {
      const own = toRuns(joinAccents(drawn.get(annotation.id) ?? []), annotation.isSpread);
      return { annotation, runs: runsOf(annotation, own, drawing.annotations.has(annotation.id)) };
    })
    .filter(({ runs }) => runs.length > 0);
}

function runsOf(annotation: Annotation, drawn: readonly Run[], hasDrawn: boolean): readonly Run[] {
  const { tick, chosen, value = "" } = annotation;
  if (chosen !== undefined) return writeIn(annotation, chosen);
  if (drawn.length > 0) return drawn;
  if (tick !== undefined) return hasDrawn ? writeIn(annotation, tick) : [];
  return writeIn(annotation, value);
}

const MOST_SIZE = 12;
const LEAST_SIZE = 4;

/** Places a text in the box of an annotation, line by line from the top. */
function writeIn({ id, box }: Annotation, text: string): Run[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const height = (box.top - box.bottom) / Math.max(1, lines.length);
  const size = Math.min(MOST_SIZE, Math.max(LEAST_SIZE, 0.7 * height));
  return lines.map((line, at) => ({
    text: onOneLine(line),
    start: box.left,
    end: Math.min(box.right, box.left + (line.length * size) / 2),
    base: box.top - (at + 0.5) * height - 0.3 * size,
    size,
    turn: 0,
    isBlankBefore: false,
    isBlankBehind: false,
    annotation: id,
    isGuessed: false,
    isInOrder: true,
  }));
}
