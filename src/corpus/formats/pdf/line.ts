/** @module Lines of a page as printed. */

import { ELLIPSIS } from "../../hidden.ts";
import { type IsRuled, writeRow } from "./compose.ts";
import { COVERED, UNREADABLE } from "./drawing/glyph.ts";
import type { Row } from "./row.ts";
import { onOneLine } from "../../span.ts";

export interface Line {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** Left and right end, and height above the foot of the page, in points; along its own direction where it is turned. */
  readonly x: number;
  readonly end: number;
  readonly y: number;
  /** Of its letters, in points. */
  readonly size: number;
  /** Direction of writing in degrees, anticlockwise from the usual one. */
  readonly turn: number;
  /** Whether it comes from an annotation beside the text. */
  readonly isNote: boolean;
}

const UNQUOTED = `[${UNREADABLE}${COVERED}]`;
const STRETCH = new RegExp(`${UNQUOTED}(?:\\s*${UNQUOTED})*`, "g");
/** A row of one or two unknown signs, or of covered text only; such rows are dropped. */
const ALONE = new RegExp(`^(?:${UNREADABLE}{0,2}|[${COVERED}\\s]*)$`);

/** Writes a row as a line; undefined if it has no text. */
export function toLine(
  row: Row,
  page: number,
  isNote: boolean,
  isRuled: IsRuled,
): Line | undefined {
  const { runs, turn, main } = row;
  const seen = onOneLine(writeRow(row, isRuled));
  if (ALONE.test(seen)) return undefined;
  return {
    page,
    text: seen.replace(STRETCH, ELLIPSIS),
    x: runs.reduce((least, { start }) => Math.min(least, start), Infinity),
    end: runs.reduce((most, { end }) => Math.max(most, end), -Infinity),
    y: main.base,
    size: main.size,
    turn,
    isNote,
  };
}

/** Ratio to the body size from which text counts as a heading. */
export const LARGER = 1.12;

/** The size of most letters. */
export function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines)
    letters.set(half(size), (letters.get(half(size)) ?? 0) + text.length);
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Sizes are compared by half points. */
export const half = (size: number): number => Math.round(size * 2) / 2;
