/** @module Headings of a PDF: what its outline names; without one, what is printed larger than the rest. */

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

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

function depthBySize(lines: readonly Line[]): DepthOf {
  const least = LARGER * bodySize(lines);
  const sizes = new Set(lines.map(({ size }) => half(size)).filter((size) => size >= least));
  const larger = [...sizes].toSorted((a, b) => b - a);
  return (paragraph) => {
    const rank = larger.indexOf(half(paragraph.lines[0]?.size ?? 0));
    return rank === -1 || !isShort(paragraph) ? undefined : Math.min(MAX_DEPTH, rank + 1);
  };
}
