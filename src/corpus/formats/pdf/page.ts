/** @module Text of a page as it is visible: from drawing operators to lines. */

import { ELLIPSIS } from "../../hidden.ts";
import { onOneLine } from "../../span.ts";
import {
  type AnnotationText,
  insertTexts,
  matchDrawnIds,
  type PlacedRow,
  readAnnotationTexts,
} from "./annotation-text.ts";
import type { Annotation, AnnotationsOf } from "./annotation.ts";
import { markUnreadable } from "./encoding.ts";
import type { Font } from "./graphics/font.ts";
import { COVERED, type Glyph, pageFrameOf, UNREADABLE } from "./graphics/geometry.ts";
import { interpretPage, type PageContent } from "./graphics/interpreter.ts";
import {
  countGlyphs,
  type Findings,
  hiddenTexts,
  type IsLayerVisible,
  selectReadable,
} from "./graphics/visibility.ts";
import { composeRow, type Line } from "./line.ts";
import { combineAccents, dropCopies } from "./overprint.ts";
import { AnnotationMode, type PDFPageProxy } from "./pdfjs.ts";
import { type Row, toRows } from "./row.ts";
import { toRuns } from "./run.ts";
import { findStruckOut } from "./strikethrough.ts";
import type { PrintedPage } from "./structure.ts";
import { type HasRule, separateNumerators } from "./superscript.ts";

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
function rowsOf(glyphs: readonly Glyph[], annotations: readonly Annotation[]): Row[] {
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

const UNQUOTED = `[${UNREADABLE}${COVERED}]`;
const UNQUOTED_RUN = new RegExp(`${UNQUOTED}(?:\\s*${UNQUOTED})*`, "g");
/** Rows that are dropped: one or two unknown characters, or covered text only. */
const DROPPED = new RegExp(`^(?:${UNREADABLE}{0,2}|[${COVERED}\\s]*)$`);

/** Returns the line of a row; none if it has no text. */
function linesOf({ row, isNote }: PlacedRow, page: number, hasRule: HasRule): Line[] {
  const { runs, angle, main } = row;
  const text = onOneLine(composeRow(row, hasRule));
  if (DROPPED.test(text)) return [];
  const x = runs.reduce((least, { start }) => Math.min(least, start), Infinity);
  const end = runs.reduce((most, run) => Math.max(most, run.end), -Infinity);
  const { baseline: y, size } = main;
  return [{ page, text: text.replace(UNQUOTED_RUN, ELLIPSIS), x, end, y, size, angle, isNote }];
}
