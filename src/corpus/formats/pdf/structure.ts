/** @module Headings, and running headers and footers. */

import { foldWords } from "../../../base/text.ts";
import type { Line } from "./line.ts";
import type { Paragraph } from "./paragraph.ts";

/** Entry of the outline; depth 1 is the highest. */
export interface OutlineEntry {
  readonly title: string;
  readonly depth: number;
}

/** Returns the depth of a heading; undefined for other paragraphs. */
type DepthOf = (paragraph: Paragraph) => number | undefined;

const MAX_LENGTH = 200;
const MAX_LINES = 4;
const MAX_DEPTH = 6;

/** Creates a function that distinguishes headings from text, by the outline or else by size. */
export function createHeadingFinder(
  lines: readonly Line[],
  outline: readonly OutlineEntry[],
): DepthOf {
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
    // The outline rarely contains the title itself.
    return paragraph.lines[0]?.page === first && bySize(paragraph) === 1 ? 1 : undefined;
  };
}

const isShort = ({ text, lines }: Paragraph): boolean =>
  text.length <= MAX_LENGTH && lines.length <= MAX_LINES;

const fold = (text: string): string => foldWords(text).replaceAll(" ", "");

function depthBySize(lines: readonly Line[]): DepthOf {
  const least = HEADING_RATIO * bodySize(lines);
  const sizes = new Set(
    lines.map(({ size }) => toHalfPoints(size)).filter((size) => size >= least),
  );
  const larger = [...sizes].toSorted((a, b) => b - a);
  return (paragraph) => {
    const rank = larger.indexOf(toHalfPoints(paragraph.lines[0]?.size ?? 0));
    return rank === -1 || !isShort(paragraph) ? undefined : Math.min(MAX_DEPTH, rank + 1);
  };
}

/** Page with its lines. */
export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Share of a page's height, at its top and bottom, and number of lines, that running headers and footers may take. */
const EDGE = 0.15;
const EDGE_LINES = 2;
/** Least number of pages on which a line must be repeated. */
const MIN_PAGES = 3;

/**
 * Finds running headers and footers, and page numbers. Lines larger than the text are headings, even at the top of
 * every page.
 */
export function findRunningLines(pages: readonly PrintedPage[]): ReadonlySet<Line> {
  const larger = HEADING_RATIO * bodySize(pages.flatMap(({ lines }) => lines));
  const edges = [...pages.flatMap(edgeLines), ...pages.flatMap(sideLines)].filter(
    ({ size }) => size < larger,
  );
  const pagesOf = new Map<string, Set<number>>();
  for (const line of edges)
    for (const key of keysOf(line)) {
      const on = pagesOf.get(key) ?? new Set();
      pagesOf.set(key, on.add(line.page));
    }
  const isRepeated = (line: Line): boolean =>
    keysOf(line).some((key) => (pagesOf.get(key)?.size ?? 0) >= MIN_PAGES);
  return new Set(
    edges.filter((line) => isRepeated(line) || (line.angle === 0 && isPageNumber(line))),
  );
}

function edgeLines({ height, lines }: PrintedPage): Line[] {
  const down = lines
    .filter(({ angle, isNote }) => angle === 0 && !isNote)
    .toSorted((a, b) => b.y - a.y);
  const head = down.slice(0, EDGE_LINES).filter(({ y }) => y > height * (1 - EDGE));
  const foot = down.slice(-EDGE_LINES).filter(({ y }) => y < height * EDGE);
  return [...new Set([...head, ...foot])];
}

/** Returns vertical lines at the side of a page. */
const sideLines = ({ width, lines }: PrintedPage): readonly Line[] =>
  lines.filter(({ angle, y, isNote }) => {
    const fromLeft = angle > 0 ? -y : y;
    const isAtSide = fromLeft < width * EDGE || fromLeft > width * (1 - EDGE);
    return Math.abs(angle) === 90 && isAtSide && !isNote;
  });

/**
 * Returns keys for a line: its text, and its text with the first or last number relative to the page's, so that page
 * numbers agree.
 */
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

/** Ratio to the body size from which text counts as a heading. */
const HEADING_RATIO = 1.12;

/** Returns the font size of most letters. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines)
    letters.set(toHalfPoints(size), (letters.get(toHalfPoints(size)) ?? 0) + text.length);
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Rounds a size to half points, by which sizes are compared. */
const toHalfPoints = (size: number): number => Math.round(size * 2) / 2;
