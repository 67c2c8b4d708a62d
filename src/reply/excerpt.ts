/** @module Excerpts of passages: whole sentences around the best one within a budget, cuts marked. */

import type { Span } from "../corpus/span.ts";
import { ELLIPSIS } from "../corpus/hidden.ts";
import type { CutEdges } from "../corpus/passage.ts";
import { segmentSentences } from "../corpus/sentences.ts";
import { escape } from "./escape.ts";

/** Marks a cut. It is no part of the quotation, and is not escaped. */
export const CUT = ELLIPSIS;

/**
 * Renders a passage's text, escaped, in at most `budget` UTF-16 units: whole if it fits, else as many whole sentences
 * around the best as fit.
 * @param best the best sentence, in offsets of the text; shown bold.
 * @param edges where the text itself was cut out of a paragraph, list, table or block of code.
 */
export function renderExcerpt(
  text: string,
  best: Span | null,
  budget: number,
  edges?: CutEdges,
): string {
  const all = { start: 0, end: text.length };
  const whole = markCuts(text, all, emphasise(text, all, best), edges);
  if (whole.length <= budget) return whole;
  const sentences = segmentSentences(text, all);
  const span = widen(text, sentences, best, budget - 2 * (CUT.length + 1));
  return markCuts(text, span, emphasise(text, span, best), edges);
}

/** Escapes the text of a span, with the best sentence in bold if the span contains it. */
function emphasise(text: string, span: Span, best: Span | null): string {
  if (!best || best.start < span.start || best.end > span.end || covers(text, span, best))
    return escape(text.slice(span.start, span.end));
  const [before, bold, after] = [
    text.slice(span.start, best.start),
    text.slice(best.start, best.end),
    text.slice(best.end, span.end),
  ];
  return `${escape(before)}**${escape(bold)}**${escape(after)}`;
}

/** Checks whether the best sentence is the whole span, where bold would mean nothing. */
const covers = (text: string, span: Span, best: Span): boolean =>
  text.slice(span.start, best.start).trim() === "" && text.slice(best.end, span.end).trim() === "";

/** Extends the best sentence (or the first) by the sentence after it and the one before it in turn, while they fit. */
function widen(text: string, sentences: readonly Span[], best: Span | null, budget: number): Span {
  const start = best?.start ?? 0;
  const core = Math.max(
    0,
    sentences.findLastIndex((sentence) => sentence.start <= start),
  );
  const cost = (span: Span): number => emphasise(text, span, best).length;
  const spanOf = (from: number, to: number): Span => ({
    start: Math.min(sentences[from]?.start ?? 0, best?.start ?? Infinity),
    end: Math.max(sentences[to]?.end ?? text.length, best?.end ?? 0),
  });
  let [first, last] = [core, core];
  if (cost(spanOf(first, last)) > budget) return clipWords(text, spanOf(first, last), budget);
  for (let grew = true; grew;) {
    grew = false;
    if (last + 1 < sentences.length && cost(spanOf(first, last + 1)) <= budget) {
      last += 1;
      grew = true;
    }
    if (first > 0 && cost(spanOf(first - 1, last)) <= budget) {
      first -= 1;
      grew = true;
    }
  }
  return spanOf(first, last);
}

/** Returns the first words of a sentence that is too long. */
function clipWords(text: string, { start, end }: Span, budget: number): Span {
  let kept = start;
  for (const { index, 0: word } of text.slice(start, end).matchAll(/\S+/g)) {
    const next = start + index + word.length;
    if (escape(text.slice(start, next)).length > budget - "****".length) break;
    kept = next;
  }
  return { start, end: kept > start ? kept : charactersEnd(text, start + budget / 2 - 2) };
}

/** Returns the offset, or the one before it where it is inside a surrogate pair. */
function charactersEnd(text: string, offset: number): number {
  const end = Math.floor(offset);
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}

function markCuts(
  text: string,
  { start, end }: Span,
  rendered: string,
  edges: CutEdges | undefined,
): string {
  const isWholeBefore = text.slice(0, start).trim() === "" && !hasEdge(edges, "before");
  const isWholeAfter = text.slice(end).trim() === "" && !hasEdge(edges, "after");
  return `${isWholeBefore ? "" : `${CUT} `}${rendered}${isWholeAfter ? "" : ` ${CUT}`}`;
}

const hasEdge = (edges: CutEdges | undefined, edge: "before" | "after"): boolean =>
  edges === edge || edges === "both";
