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
export const blankHidden = ({ text, hidden }: TextWithHidden, span?: Span): string =>
  replaceSpans(text, hidden, (part) => part.replace(/[^\r\n]/g, " "), span);

/** Returns the text of a span without its hidden parts. */
export const visibleText = ({ text, hidden }: TextWithHidden, span: Span): string =>
  replaceSpans(text, hidden, () => "", span);

/** Returns the text of a span as it is quoted, with an ellipsis for each hidden part. */
export const excerptOf = ({ text, hidden }: TextWithHidden, span: Span): string =>
  replaceSpans(text, hidden, () => ELLIPSIS, span);

/** Replaces spans, in order and disjoint, in a text or a span of it. */
export function replaceSpans(
  text: string,
  spans: readonly Span[],
  replace: (part: string) => string,
  within: Span = { start: 0, end: text.length },
): string {
  let [result, at] = ["", within.start];
  for (const { start, end } of clipSpans(spans, within)) {
    result += text.slice(at, start) + replace(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at, within.end);
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
