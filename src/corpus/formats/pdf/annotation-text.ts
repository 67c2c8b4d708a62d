/** @module Text of annotations, and its position among the rows of a page. */

import { onOneLine } from "../../span.ts";
import type { Annotation } from "./annotation.ts";
import type { Box, Glyph } from "./graphics/geometry.ts";
import type { PageContent } from "./graphics/interpreter.ts";
import { combineAccents } from "./overprint.ts";
import { type Row, toRows } from "./row.ts";
import { type Run, toRuns } from "./run.ts";

export interface AnnotationText {
  readonly annotation: Annotation;
  readonly runs: readonly Run[];
}

/** Gives annotations the IDs under which they draw; those without an object number are matched by their boxes. */
export function matchDrawnIds(
  annotations: readonly Annotation[],
  { annotations: drawn }: PageContent,
): readonly Annotation[] {
  const ids = new Map([...drawn].map(([id, box]) => [boxKey(box), id] as const));
  return annotations.map((annotation) =>
    drawn.has(annotation.id)
      ? annotation
      : { ...annotation, id: ids.get(boxKey(annotation.box)) ?? annotation.id },
  );
}

const boxKey = ({ left, bottom, right, top }: Box): string =>
  [left, bottom, right, top].map(Math.round).join(" ");

/** Returns the text of annotations, in file order. */
export function readAnnotationTexts(
  annotations: readonly Annotation[],
  glyphs: readonly Glyph[],
  content: PageContent,
): AnnotationText[] {
  const drawn = new Map<string, Glyph[]>();
  for (const glyph of annotations.length === 0 ? [] : glyphs) {
    if (glyph.annotation === undefined) continue;
    const own = drawn.get(glyph.annotation) ?? [];
    drawn.set(glyph.annotation, own);
    own.push(glyph);
  }
  return annotations
    .map((annotation) => {
      const own = toRuns(combineAccents(drawn.get(annotation.id) ?? []), annotation.isComb);
      return { annotation, runs: runsOf(annotation, own, content.annotations.has(annotation.id)) };
    })
    .filter(({ runs }) => runs.length > 0);
}

function runsOf(annotation: Annotation, drawn: readonly Run[], hasDrawn: boolean): readonly Run[] {
  const { checkMark, selected, value = "" } = annotation;
  if (selected !== undefined) return layOutIn(annotation, selected);
  if (drawn.length > 0) return drawn;
  if (checkMark !== undefined) return hasDrawn ? layOutIn(annotation, checkMark) : [];
  return layOutIn(annotation, value);
}

const MAX_SIZE = 12;
const MIN_SIZE = 4;

/** Lays out a text in the box of an annotation, line by line from the top. */
function layOutIn({ id, box }: Annotation, text: string): Run[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const height = (box.top - box.bottom) / Math.max(1, lines.length);
  const size = Math.min(MAX_SIZE, Math.max(MIN_SIZE, 0.7 * height));
  return lines.map((line, at) => ({
    text: onOneLine(line),
    start: box.left,
    end: Math.min(box.right, box.left + (line.length * size) / 2),
    baseline: box.top - (at + 0.5) * height - 0.3 * size,
    size,
    angle: 0,
    isBlankBefore: false,
    isBlankAfter: false,
    annotation: id,
    isOcr: false,
    isInReadingOrder: true,
  }));
}

/** Row of the page, or one that an annotation adds beside the text. */
export interface PlacedRow {
  readonly row: Row;
  readonly isNote: boolean;
}

/** Bound on comparisons for one page; further annotations go to its end. */
const MAX_WORK = 5_000_000;

/** Inserts text into the row that has a gap for it, or else after the nearest row above. */
export function insertTexts(rows: readonly Row[], texts: readonly AnnotationText[]): PlacedRow[] {
  const filled = [...rows];
  const notes = new Map<number, Row[]>();
  const count = rows.reduce((sum, { runs }) => sum + runs.length, 0);
  let work = 0;
  for (const { annotation, runs } of texts) {
    const own = toRows(runs);
    const [only, last] = [own.length === 1 ? own[0] : undefined, own.at(-1)];
    work += count;
    const isOver = work > MAX_WORK;
    const at = only && !isOver ? findHost(filled, only, annotation.kind) : undefined;
    const host = at === undefined ? undefined : filled[at];
    if (only && host && at !== undefined) filled[at] = insertRuns(host, only);
    else if (last) {
      const above = isOver ? rows.length - 1 : findRowAbove(rows, last);
      const there = notes.get(above) ?? [];
      notes.set(above, there);
      for (const row of own) there.push(row);
    }
  }
  const placed = (row: Row): PlacedRow => ({ row, isNote: false });
  const notesAfter = (at: number): PlacedRow[] =>
    (notes.get(at) ?? []).map((row) => ({ row, isNote: true }));
  return [...notesAfter(-1), ...filled.flatMap((row, at) => [placed(row), ...notesAfter(at)])];
}

const startOf = ({ runs }: Row): number => runs[0]?.start ?? 0;
const endOf = ({ runs }: Row): number => runs.reduce((most, { end }) => Math.max(most, end), 0);

/** Largest distance of a field from the text of its row, in points. */
const MAX_DISTANCE = 250;

/** Finds the row with space for a text, nearest to its other text. */
function findHost(rows: readonly Row[], own: Row, kind: Annotation["kind"]): number | undefined {
  const [start, end] = [startOf(own), endOf(own)];
  let nearest: { readonly at: number; readonly distance: number } | undefined;
  for (const [at, row] of rows.entries()) {
    if (row.angle !== own.angle || !overlapsVertically(row, own)) continue;
    const isFree = row.runs.every((run) => Math.min(run.end, end) - Math.max(run.start, start) < 2);
    const left = row.runs.filter((run) => run.start < start).at(-1);
    const right = row.runs.find((run) => run.start >= start);
    const distance = Math.min(start - (left?.end ?? -Infinity), (right?.start ?? Infinity) - end);
    // A note in the margin is not part of the row.
    const isIn = kind !== "note" || (left !== undefined && right !== undefined);
    if (isFree && isIn && distance <= MAX_DISTANCE && distance < (nearest?.distance ?? Infinity))
      nearest = { at, distance };
  }
  return nearest?.at;
}

/** Whether two rows overlap vertically by about half of the smaller one. */
function overlapsVertically({ main }: Row, { main: own }: Row): boolean {
  const bottom = Math.max(main.baseline - 0.2 * main.size, own.baseline - 0.2 * own.size);
  const top = Math.min(main.baseline + 0.7 * main.size, own.baseline + 0.7 * own.size);
  return top - bottom >= 0.45 * Math.min(main.size, own.size);
}

function insertRuns(host: Row, own: Row): Row {
  const at = host.runs.filter(({ start }) => start < startOf(own)).length;
  return { ...host, runs: host.runs.toSpliced(at, 0, ...own.runs) };
}

/** Finds the nearest row above, preferring rows that overlap horizontally; -1 if there is none. */
function findRowAbove(rows: readonly Row[], own: Row): number {
  const [start, end] = [startOf(own), endOf(own)];
  let nearest = { at: -1, distance: Infinity };
  for (const [at, row] of rows.entries()) {
    const above = row.main.baseline - own.main.baseline;
    if (row.angle !== own.angle || above < 0) continue;
    const isOver = startOf(row) < end && endOf(row) > start;
    const distance = above + (isOver ? 0 : SIDEWAYS_PENALTY);
    if (distance <= nearest.distance) nearest = { at, distance };
  }
  return nearest.at;
}
const SIDEWAYS_PENALTY = 10_000;
