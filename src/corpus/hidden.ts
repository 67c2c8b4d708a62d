/** @module Hidden parts of a text: markup that a reader of the rendered document never sees. */

import { firstEndingAfter, isBlank, type Span } from "./span.ts";

/** Stands for a hidden part, and for every other cut, in an excerpt. */
export const MARK = "[…]";

/** A text and its hidden parts, in order and without overlaps. */
export interface MarkedText {
  readonly text: string;
  readonly hidden: readonly Span[];
}

/** Returns the text, or that of a span, with a blank for every hidden character but line ends; offsets stay the same. */
export const blankHidden = (
  source: MarkedText,
  span: Span = { start: 0, end: source.text.length },
): string => replaceHidden(source, span, (part) => part.replace(/[^\r\n]/g, " "));

/** Returns the text of a span without its hidden parts. */
export const visibleText = (source: MarkedText, span: Span): string =>
  replaceHidden(source, span, () => "");

/** Returns the text of a span as it is quoted: with a mark for each hidden part. */
export const excerptOf = (source: MarkedText, span: Span): string =>
  replaceHidden(source, span, () => MARK);

/** Returns the place in the excerpt of `span` of a part of it that begins and ends outside hidden parts. */
export function placeInExcerpt(source: MarkedText, span: Span, part: Span): Span {
  const start = excerptOf(source, { start: span.start, end: part.start }).length;
  return { start, end: start + excerptOf(source, part).length };
}

/** Returns the hidden parts within a span. */
export function hiddenIn({ hidden }: MarkedText, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  for (let at = firstEndingAfter(hidden, start); at < hidden.length; at += 1) {
    const part = hidden[at];
    if (!part || part.start >= end) break;
    parts.push({ start: Math.max(part.start, start), end: Math.min(part.end, end) });
  }
  return parts;
}

/** Returns the text of a span with its hidden parts replaced. */
export function replaceHidden(
  source: MarkedText,
  span: Span,
  replace: (part: string) => string,
): string {
  const { text } = source;
  let result = "";
  let at = span.start;
  for (const { start, end } of hiddenIn(source, span)) {
    result += text.slice(at, start) + replace(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at, span.end);
}

/** Sorts spans, joins those that overlap or have only white space between them, and drops empty ones. */
export function joinSpans(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (span.end <= span.start) continue;
    if (last && (span.start <= last.end || isBlank(text, last.end, span.start)))
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
