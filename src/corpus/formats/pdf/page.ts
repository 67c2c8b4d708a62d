/** @module Reads a page as a person sees it: from drawing operators to lines of text. */

import { dropCopies, joinAccents } from "./overprint.ts";
import type { Annotation, AnnotationsOf } from "./annotation.ts";
import { type IsRuled, type Line, toLine } from "./line.ts";
import { type Drawing, followDrawing } from "./graphics/interpreter.ts";
import type { Font } from "./graphics/font.ts";
import { type Glyph, UNREADABLE, uprightOf } from "./graphics/geometry.ts";
import {
  countGlyphs,
  type Findings,
  findSeen,
  hiddenTexts,
  type IsShown,
} from "./graphics/visibility.ts";
import { fillIn, type Placed, withDrawnIds, type Written, writtenBy } from "./annotation-text.ts";
import { partNumerators } from "./superscript.ts";
import { markUnreadable } from "./encoding.ts";
import { AnnotationMode, type PDFPageProxy } from "./pdfjs.ts";
import { toRows } from "./row.ts";
import { toRuns } from "./run.ts";
import type { Printed } from "./structure.ts";
import { findStruck } from "./strikethrough.ts";

export interface Page extends Printed {
  readonly findings: Findings;
}

/** Access to the parts of a file that its pages share. */
export interface Viewer {
  readonly isShown: IsShown;
  readonly fontOf: (page: PDFPageProxy, id: string) => Font;
  readonly annotationsOf: AnnotationsOf;
  /** Returns whether a page may have an image of more than so many pixels. */
  readonly hasPicture: (page: number, pixels: number, operators: number) => Promise<boolean>;
}

/** Reads a page. */
export async function readPage(page: PDFPageProxy, viewer: Viewer): Promise<Page> {
  const upright = uprightOf(page);
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
  const drawing = followDrawing(operators, upright, viewer.isShown, (id) =>
    viewer.fontOf(page, id),
  );
  const annotations = withDrawnIds(viewer.annotationsOf(page.pageNumber, upright.base), drawing);
  const seen = await findSeen(drawing.glyphs, (pixels) =>
    viewer.hasPicture(page.pageNumber, pixels, operators.fnArray.length),
  );
  const glyphs = dropCopies(markUnreadable(seen.glyphs));
  const struck = findStruck(
    glyphs,
    drawing.rules,
    annotations.flatMap((annotation) => annotation.struck),
  );
  const quoted = struck.size === 0 ? glyphs : glyphs.map((glyph) => strike(glyph, struck));
  const written = writtenBy(annotations, quoted, drawing);
  const placed = fillIn(rowsOf(quoted, annotations), written);
  return {
    width: upright.width,
    height: upright.height,
    lines: placed.flatMap((one) => linesOf(one, page.pageNumber, isRuledBy(drawing))),
    findings: {
      hidden: hiddenTexts(seen.hidden),
      isUnsure: seen.isUnsure || drawing.isLost,
      isRecognised: seen.isRecognised,
      ...countGlyphs(glyphs),
      isStruck: struck.size > 0,
      hasFields: isAny(written, "field"),
      hasNotes: isAny(written, "note"),
      hasComments: annotations.some(({ kind }) => kind === "comment"),
    },
  };
}

const strike = (glyph: Glyph, struck: ReadonlySet<Glyph>): Glyph =>
  struck.has(glyph) ? { ...glyph, text: UNREADABLE } : glyph;

/** Groups the glyphs of the page itself, without those of annotations, into rows. */
function rowsOf(
  glyphs: readonly Glyph[],
  annotations: readonly Annotation[],
): ReturnType<typeof toRows> {
  const ids = new Set<string | undefined>(annotations.map(({ id }) => id));
  const own = ids.size === 0 ? glyphs : glyphs.filter(({ annotation }) => !ids.has(annotation));
  return toRows(toRuns(partNumerators(joinAccents(own))));
}

const isAny = (written: readonly Written[], kind: Annotation["kind"]): boolean =>
  written.some(({ annotation }) => annotation.kind === kind);

/** Tolerance for the ends of fraction bars, in points. */
const SHORT = 1;

const isRuledBy =
  ({ rules }: Drawing): IsRuled =>
  (left, right, bottom, top) =>
    rules.some(
      (rule) =>
        rule.left <= left + SHORT &&
        rule.right >= right - SHORT &&
        rule.y >= bottom &&
        rule.y <= top,
    );

function linesOf({ row, isNote }: Placed, page: number, isRuled: IsRuled): Line[] {
  const line = toLine(row, page, isNote, isRuled);
  return line ? [line] : [];
}
