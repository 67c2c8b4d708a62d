/** @module Reads a page as a person sees it: from drawing operators to lines of text. */

import { dropCopies, combineAccents } from "./overprint.ts";
import type { Annotation, AnnotationsOf } from "./annotation.ts";
import { type HasRule, type Line, toLine } from "./line.ts";
import { type PageContent, interpretPage } from "./graphics/interpreter.ts";
import type { Font } from "./graphics/font.ts";
import { type Glyph, UNREADABLE, pageFrameOf } from "./graphics/geometry.ts";
import {
  countGlyphs,
  type Findings,
  selectReadable,
  hiddenTexts,
  type IsLayerVisible,
} from "./graphics/visibility.ts";
import {
  insertTexts,
  type PlacedRow,
  matchDrawnIds,
  type AnnotationText,
  readAnnotationTexts,
} from "./annotation-text.ts";
import { separateNumerators } from "./superscript.ts";
import { markUnreadable } from "./encoding.ts";
import { AnnotationMode, type PDFPageProxy } from "./pdfjs.ts";
import { toRows } from "./row.ts";
import { toRuns } from "./run.ts";
import type { PrintedPage } from "./structure.ts";
import { findStruckOut } from "./strikethrough.ts";

export interface Page extends PrintedPage {
  readonly findings: Findings;
}

/** Parts of a file that its pages share. */
export interface PdfContext {
  readonly isLayerVisible: IsLayerVisible;
  readonly fontOf: (page: PDFPageProxy, id: string) => Font;
  readonly annotationsOf: AnnotationsOf;
  /** Returns whether a page may have an image of more than so many pixels. */
  readonly hasLargeImage: (page: number, pixels: number, operators: number) => Promise<boolean>;
}

/** Reads a page. */
export async function readPage(page: PDFPageProxy, context: PdfContext): Promise<Page> {
  const frame = pageFrameOf(page);
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
  const content = interpretPage(operators, frame, context.isLayerVisible, (id) =>
    context.fontOf(page, id),
  );
  const annotations = matchDrawnIds(
    context.annotationsOf(page.pageNumber, frame.pageMatrix),
    content,
  );
  const readable = await selectReadable(content.glyphs, (pixels) =>
    context.hasLargeImage(page.pageNumber, pixels, operators.fnArray.length),
  );
  const glyphs = dropCopies(markUnreadable(readable.glyphs));
  const struckOut = findStruckOut(
    glyphs,
    content.rules,
    annotations.flatMap((annotation) => annotation.strikeOuts),
  );
  const quoted = struckOut.size === 0 ? glyphs : glyphs.map((glyph) => blankOut(glyph, struckOut));
  const texts = readAnnotationTexts(annotations, quoted, content);
  const placed = insertTexts(rowsOf(quoted, annotations), texts);
  return {
    width: frame.width,
    height: frame.height,
    lines: placed.flatMap((one) => linesOf(one, page.pageNumber, ruleFinder(content))),
    findings: {
      hidden: hiddenTexts(readable.hidden),
      isUncertain: readable.isUncertain || content.isIncomplete,
      isOcr: readable.isOcr,
      ...countGlyphs(glyphs),
      hasStrikethrough: struckOut.size > 0,
      hasFields: isAny(texts, "field"),
      hasNotes: isAny(texts, "note"),
      hasComments: annotations.some(({ kind }) => kind === "comment"),
    },
  };
}

const blankOut = (glyph: Glyph, struckOut: ReadonlySet<Glyph>): Glyph =>
  struckOut.has(glyph) ? { ...glyph, text: UNREADABLE } : glyph;

/** Groups the glyphs of the page itself, without those of annotations, into rows. */
function rowsOf(
  glyphs: readonly Glyph[],
  annotations: readonly Annotation[],
): ReturnType<typeof toRows> {
  const ids = new Set<string | undefined>(annotations.map(({ id }) => id));
  const own = ids.size === 0 ? glyphs : glyphs.filter(({ annotation }) => !ids.has(annotation));
  return toRows(toRuns(separateNumerators(combineAccents(own))));
}

const isAny = (texts: readonly AnnotationText[], kind: Annotation["kind"]): boolean =>
  texts.some(({ annotation }) => annotation.kind === kind);

/** Tolerance for the ends of fraction bars, in points. */
const TOLERANCE = 1;

const ruleFinder =
  ({ rules }: PageContent): HasRule =>
  (left, right, bottom, top) =>
    rules.some(
      (rule) =>
        rule.left <= left + TOLERANCE &&
        rule.right >= right - TOLERANCE &&
        rule.y >= bottom &&
        rule.y <= top,
    );

function linesOf({ row, isNote }: PlacedRow, page: number, hasRule: HasRule): Line[] {
  const line = toLine(row, page, isNote, hasRule);
  return line ? [line] : [];
}
