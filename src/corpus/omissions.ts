/** @module Omissions: visible parts of a document that are in no passage and no heading. */

import type { ParsedDocument } from "./document.ts";
import { isHeading } from "./block.ts";
import { blankHidden } from "./hidden.ts";
import { hasWords, onOneLine, type Span } from "./span.ts";

/** The amount of a document that no passage covers. */
export interface Omissions {
  /** The number of parts left out. */
  readonly count: number;
  /** Of the visible words, from 0 to 1. */
  readonly share: number;
}

/** The least share that is reported. */
export const NOTABLE_SHARE = 0.1;

type Parsed = Pick<ParsedDocument, "document" | "blocks" | "bodyStart">;

export interface FoundOmissions {
  /** Distinct, each on one line. */
  readonly parts: readonly string[];
  readonly omissions: Omissions;
}

/** Finds the parts of a document that are in no passage and no heading. */
export function findOmissions(
  parsed: Parsed & { readonly leftOut: readonly string[] },
  passages: readonly Span[],
): FoundOmissions {
  const visible = blankHidden(parsed.document);
  const lines = [...parsed.leftOut, ...uncovered(parsed, visible, passages)].map(onOneLine);
  const parts = [...new Set(lines.filter(hasWords))];
  return { parts, omissions: measure(visible, parts, passages) };
}

/** Measures the parts left out against the visible text. */
function measure(visible: string, parts: readonly string[], passages: readonly Span[]): Omissions {
  const quoted = passages.reduce(
    (sum, { start, end }) => sum + countWords(visible.slice(start, end)),
    0,
  );
  const omitted = parts.reduce((sum, part) => sum + countWords(part), 0);
  const share = omitted === 0 ? 0 : omitted / (omitted + quoted);
  return { count: parts.length, share: Math.round(share * 1_000) / 1_000 };
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;

/** Lists the lines between passages and headings, without the title. */
function uncovered(
  { document, blocks, bodyStart }: Parsed,
  text: string,
  passages: readonly Span[],
): string[] {
  const spans = [...passages, ...blocks.filter(isHeading)].toSorted((a, b) => a.start - b.start);
  const gaps: string[] = [];
  let end = bodyStart;
  for (const span of [...spans, { start: text.length, end: text.length }]) {
    if (span.start > end) gaps.push(text.slice(end, span.start));
    end = Math.max(end, span.end);
  }
  const isTitle = (line: string): boolean =>
    line.replace(/^[#=\s]+|[=\s]+$/g, "") === document.title;
  return gaps
    .flatMap((gap) => gap.split("\n"))
    .filter((line) => !isTitle(line))
    .map(withoutInvisible);
}

/** Invisible parts of a line of markup: addresses, pictures, tags. */
const INVISIBLE =
  /!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])|\]\([^)\n]{0,2000}\)|<[a-z/!][^<>\n]{0,2000}>|^\s*\[[^\]\n]{1,200}\]:\s*\S+.*$/gi;

const withoutInvisible = (line: string): string => line.replace(INVISIBLE, " ");
