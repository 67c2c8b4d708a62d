/** @module Text of annotations, and its position among the rows of a page. */

import type { Annotation } from "./annotation.ts";
import type { Box, Glyph } from "./graphics/geometry.ts";
import type { Drawing } from "./graphics/interpreter.ts";
import { joinAccents } from "./overprint.ts";
import { type Row, toRows } from "./row.ts";
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

/** A row of the page, or one that an annotation adds beside the text. */
export interface Placed {
  readonly row: Row;
  readonly isNote: boolean;
}

/** Bound on comparisons for one page; further annotations go to its end. */
const MOST_WORK = 5_000_000;

/** Inserts text into the row that has a gap for it, or else after the nearest row above. */
export function fillIn(rows: readonly Row[], written: readonly Written[]): Placed[] {
  const filled = [...rows];
  const notes = new Map<number, Row[]>();
  const count = rows.reduce((sum, { runs }) => sum + runs.length, 0);
  let work = 0;
  for (const { annotation, runs } of written) {
    const own = toRows(runs);
    const [only, last] = [own.length === 1 ? own[0] : undefined, own.at(-1)];
    work += count;
    const isOver = work > MOST_WORK;
    const at = only && !isOver ? hostOf(filled, only, annotation.kind) : undefined;
    const host = at === undefined ? undefined : filled[at];
    if (only && host && at !== undefined) filled[at] = merge(host, only);
    else if (last) {
      const above = isOver ? rows.length - 1 : rowAbove(rows, last);
      const there = notes.get(above) ?? [];
      notes.set(above, there);
      for (const row of own) there.push(row);
    }
  }
  const placed = (row: Row): Placed => ({ row, isNote: false });
  const noted = (at: number): Placed[] =>
    (notes.get(at) ?? []).map((row) => ({ row, isNote: true }));
  return [...noted(-1), ...filled.flatMap((row, at) => [placed(row), ...noted(at)])];
}

const startOf = ({ runs }: Row): number => runs[0]?.start ?? 0;
const endOf = ({ runs }: Row): number => runs.reduce((most, { end }) => Math.max(most, end), 0);

/** Largest distance of a field from the text of its row, in points. */
const MOST_APART = 250;

/** Finds the row with room for a text, nearest to its other text. */
function hostOf(rows: readonly Row[], own: Row, kind: Annotation["kind"]): number | undefined {
  const [start, end] = [startOf(own), endOf(own)];
  let nearest: { readonly at: number; readonly apart: number } | undefined;
  for (const [at, row] of rows.entries()) {
    if (row.turn !== own.turn || !isBeside(row, own)) continue;
    const isFree = row.runs.every((run) => Math.min(run.end, end) - Math.max(run.start, start) < 2);
    const left = row.runs.filter((run) => run.start < start).at(-1);
    const right = row.runs.find((run) => run.start >= start);
    const apart = Math.min(start - (left?.end ?? -Infinity), (right?.start ?? Infinity) - end);
    // A note in the margin is not part of the row.
    const isIn = kind !== "note" || (left !== undefined && right !== undefined);
    if (isFree && isIn && apart <= MOST_APART && apart < (nearest?.apart ?? Infinity))
      nearest = { at, apart };
  }
  return nearest?.at;
}

/** Whether two rows overlap vertically by about half of the smaller one. */
function isBeside({ main }: Row, { main: own }: Row): boolean {
  const bottom = Math.max(main.base - 0.2 * main.size, own.base - 0.2 * own.size);
  const top = Math.min(main.base + 0.7 * main.size, own.base + 0.7 * own.size);
  return top - bottom >= 0.45 * Math.min(main.size, own.size);
}

function merge(host: Row, own: Row): Row {
  const at = host.runs.filter(({ start }) => start < startOf(own)).length;
  return { ...host, runs: host.runs.toSpliced(at, 0, ...own.runs) };
}

/** Finds the nearest row above, preferring rows that overlap horizontally; -1 if there is none. */
function rowAbove(rows: readonly Row[], own: Row): number {
  const [start, end] = [startOf(own), endOf(own)];
  let nearest = { at: -1, distance: Infinity };
  for (const [at, row] of rows.entries()) {
    const above = row.main.base - own.main.base;
    if (row.turn !== own.turn || above < 0) continue;
    const isOver = startOf(row) < end && endOf(row) > start;
    const distance = above + (isOver ? 0 : BESIDE);
    if (distance <= nearest.distance) nearest = { at, distance };
  }
  return nearest.at;
}
const BESIDE = 10_000;
