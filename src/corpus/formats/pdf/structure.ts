/** @module Headings, and running headers and footers. */

import { foldTitle } from "../../extraction/title.ts";
import { bodySize, half, LARGER, type Line } from "./line.ts";
import type { Paragraph } from "./paragraph.ts";

/** A line of the outline; 1 is the highest. */
export interface OutlineEntry {
  readonly title: string;
  readonly depth: number;
}

/** A heading's depth, or undefined for text. */
export type DepthOf = (paragraph: Paragraph) => number | undefined;

const MAX_LENGTH = 200;
const MAX_LINES = 4;
const MAX_DEPTH = 6;

/** Tells headings from text. */
export function headingFinder(lines: readonly Line[], outline: readonly OutlineEntry[]): DepthOf {
  const bySize = depthBySize(lines);
  if (outline.length === 0) return bySize;
  const depths = new Map(
    outline.map(({ title, depth }) => [fold(title), depth] as const).toReversed(),
  );
  const first = lines[0]?.page;
  return (paragraph) => {
    if (!isShort(paragraph)) return undefined;
    const depth = depths.get(fold(paragraph.text));
    if (depth !== undefined) return Math.min(MAX_DEPTH, depth + 1);
    // The outline seldom names the title itself.
    return paragraph.lines[0]?.page === first && bySize(paragraph) === 1 ? 1 : undefined;
  };
}

const isShort = ({ text, lines }: Paragraph): boolean =>
  text.length <= MAX_LENGTH && lines.length <= MAX_LINES;

const fold = (text: string): string => foldTitle(text).replaceAll(" ", "");

function depthBySize(lines: readonly Line[]): DepthOf {
  const least = LARGER * bodySize(lines);
  const sizes = new Set(lines.map(({ size }) => half(size)).filter((size) => size >= least));
  const larger = [...sizes].toSorted((a, b) => b - a);
  return (paragraph) => {
    const rank = larger.indexOf(half(paragraph.lines[0]?.size ?? 0));
    return rank === -1 || !isShort(paragraph) ? undefined : Math.min(MAX_DEPTH, rank + 1);
  };
}

/** A page as it is printed. */
export interface Printed {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** So much of a page's height, at its head and its foot, may be furniture; of it so many lines. */
const EDGE = 0.15;
const EDGE_LINES = 2;
/** On so many pages a line must come again. */
const LEAST_PAGES = 3;

/** The lines that are furniture. What is printed larger than the text is a heading, even at the head of every page. */
export function runningLines(pages: readonly Printed[]): ReadonlySet<Line> {
  const larger = LARGER * bodySize(pages.flatMap(({ lines }) => lines));
  const edges = [...pages.flatMap(edgeLines), ...pages.flatMap(sideLines)].filter(
    ({ size }) => size < larger,
  );
  const seen = new Map<string, Set<number>>();
  for (const line of edges)
    for (const key of keysOf(line)) {
      const on = seen.get(key) ?? new Set();
      seen.set(key, on.add(line.page));
    }
  const comesAgain = (line: Line): boolean =>
    keysOf(line).some((key) => (seen.get(key)?.size ?? 0) >= LEAST_PAGES);
  return new Set(
    edges.filter((line) => comesAgain(line) || (line.turn === 0 && isPageNumber(line))),
  );
}

function edgeLines({ height, lines }: Printed): Line[] {
  const down = lines
    .filter(({ turn, isNote }) => turn === 0 && !isNote)
    .toSorted((a, b) => b.y - a.y);
  const head = down.slice(0, EDGE_LINES).filter(({ y }) => y > height * (1 - EDGE));
  const foot = down.slice(-EDGE_LINES).filter(({ y }) => y < height * EDGE);
  return [...new Set([...head, ...foot])];
}

/** Lines written upwards or downwards at the side of a page. */
const sideLines = ({ width, lines }: Printed): readonly Line[] =>
  lines.filter(({ turn, y, isNote }) => {
    const fromLeft = turn > 0 ? -y : y;
    const isAtSide = fromLeft < width * EDGE || fromLeft > width * (1 - EDGE);
    return Math.abs(turn) === 90 && isAtSide && !isNote;
  });

/** The line as it stands, and with its first or its last number counted from the page's own: so page numbers agree. */
function keysOf({ text, page, size }: Line): string[] {
  const numbers = [...text.matchAll(/\d{1,6}/g)];
  const masked = [numbers[0], numbers.at(-1)].flatMap((found) => {
    if (!found) return [];
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
    return [`${before}#${Number(found[0]) - page}${after}`];
  });
  return [text, ...masked].map((key) => `${Math.round(size)} ${key.toLowerCase()}`);
}

const isPageNumber = ({ text, page }: Line): boolean =>
  text.replace(/^[-–—\s]+|[-–—\s]+$/g, "") === `${page}` || /^[ivxl]{1,7}$/.test(text);
