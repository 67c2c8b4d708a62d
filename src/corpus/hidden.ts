/** @module Hidden parts of a text: markup that is invisible in the rendered document. */

import { clipSpans, isBlank, type Span } from "./span.ts";

/** Replaces a hidden part, and every other omission, in an excerpt. */
export const ELLIPSIS = "[…]";

/** A text and its hidden parts, in order and disjoint. */
export interface TextWithHidden {
  readonly text: string;
  readonly hidden: readonly Span[];
}

/** Returns the text, or that of a span, with blanks for hidden characters but line ends; offsets are unchanged. */
export const blankHidden = (
  source: TextWithHidden,
  span: Span = { start: 0, end: source.text.length },
): string => replaceHidden(source, span, (part) => part.replace(/[^\r\n]/g, " "));

/** Returns the text of a span without its hidden parts. */
export const visibleText = (source: TextWithHidden, span: Span): string =>
  replaceHidden(source, span, () => "");

/** Returns the text of a span as it is quoted, with an ellipsis for each hidden part. */
export const excerptOf = (source: TextWithHidden, span: Span): string =>
  replaceHidden(source, span, () => ELLIPSIS);

/** Maps a part of `span` to a span of its excerpt. The part begins and ends outside hidden parts. */
export function spanInExcerpt(source: TextWithHidden, span: Span, part: Span): Span {
  const start = excerptOf(source, { start: span.start, end: part.start }).length;
  return { start, end: start + excerptOf(source, part).length };
}

/** Returns the hidden parts within a span. */
export const hiddenIn = ({ hidden }: TextWithHidden, span: Span): Span[] => clipSpans(hidden, span);

/** Replaces the hidden parts in the text of a span. */
function replaceHidden(
  source: TextWithHidden,
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

/** Sorts spans, joins those that overlap or are divided only by white space, and drops empty ones. */
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
