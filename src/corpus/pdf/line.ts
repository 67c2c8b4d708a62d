/** @module Lines of a page, as they are printed: joined from the pieces in which a PDF draws them. */

import type { TextItem } from "pdfjs-dist/types/src/display/api.js";

export interface Line {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** Left and right end, and height above the foot of the page, in points. */
  readonly x: number;
  readonly end: number;
  readonly y: number;
  /** Of its letters, in points. */
  readonly size: number;
}

/** The lines of a page, in the order in which they are drawn. */
export function linesOf(items: readonly TextItem[], page: number): Line[] {
  const lines: Line[] = [];
  let open: TextItem[] = [];
  const close = (): void => {
    const line = toLine(open, page);
    const last = lines.at(-1);
    if (line && last && isSameRow(last, line)) lines[lines.length - 1] = joined(last, line);
    else if (line) lines.push(line);
    open = [];
  };
  for (const item of items) {
    open.push(item);
    if (item.hasEOL) close();
  }
  close();
  return lines;
}

function toLine(items: readonly TextItem[], page: number): Line | undefined {
  const text = items
    .map(({ str }) => str)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  const drawn = items.filter(({ str }) => str.trim() !== "");
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (text === "" || !first || !last) return undefined;
  const largest = drawn.toSorted((a, b) => b.str.length - a.str.length)[0] ?? first;
  const [x, end] = [leftOf(first), leftOf(last) + last.width];
  return { page, text, x, end, y: heightOf(largest), size: sizeOf(largest) };
}

/** What is larger than most letters by this much is no part of the text. */
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

const numberAt = ({ transform }: TextItem, at: number): number => {
  const value: unknown = transform[at];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};
const leftOf = (item: TextItem): number => numberAt(item, 4);
const heightOf = (item: TextItem): number => numberAt(item, 5);
const sizeOf = (item: TextItem): number => Math.hypot(numberAt(item, 2), numberAt(item, 3));

/** Further right at the same height: a cell of a table, or a word that was placed by itself. */
const isSameRow = (left: Line, right: Line): boolean =>
  Math.abs(left.y - right.y) < 0.2 * left.size && right.x >= left.end - 0.1 * left.size;

const joined = (left: Line, right: Line): Line => ({
  ...left,
  text: `${left.text} ${right.text}`,
  end: right.end,
});
