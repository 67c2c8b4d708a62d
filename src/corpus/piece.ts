/** @module Pieces: stretches cut to the length of a passage, with their sentences. */

import type { Stretch } from "./block.ts";
import { cut, type Fits } from "./cut.ts";
import { clipInsets, headerAbove, type Inset, insetsOf } from "./inset.ts";
import { segmentSentences } from "./sentences.ts";
import { firstEndingBehind, hasWords, type Span, trim } from "./span.ts";
import { withoutPadding } from "./table.ts";

/** Counts a text's tokens as the embedding model would, without those it adds itself. */
export type CountTokens = (text: string) => number;

/** No character has more tokens than this: Hangul falls apart into three. */
export const MOST_TOKENS = 3;

/** How long a passage may be: both limits hold. */
export interface PassageLimits {
  readonly maxTokens: number;
  /** In UTF-16 units: base64 or Thai may be few tokens. */
  readonly maxCharacters: number;
}

export const MAX_PASSAGE_CHARACTERS = 1_200;

/** A span on its way to becoming a passage. */
export interface Piece extends Span {
  readonly sentences: readonly Span[];
  /** The header row of the table that its first row is from, where that row is not in it. */
  readonly header: Span | undefined;
  readonly insets: readonly Inset[];
  /** Whether a paragraph, list, table or block of code goes on before it, or behind it. */
  readonly isCut: { readonly before: boolean; readonly after: boolean };
}

/** Rows that are padded for reading in an editor may be many times as long as what is in them. */
const MOST_PADDING = 8;

/** Tells whether a span of the text is within limits; tokens are only counted where the characters allow it. */
export const measureOf =
  (text: string, countTokens: CountTokens, { maxCharacters, maxTokens }: PassageLimits): Fits =>
  ({ start, end }) => {
    if (end - start > maxCharacters * MOST_PADDING) return false;
    const measured = withoutPadding(text.slice(start, end));
    return measured.length <= maxCharacters && countTokens(measured) <= maxTokens;
  };

/** Cuts neighbouring stretches into pieces that fit, as few as possible; those without a word are left out. */
export function piecesOf(text: string, parts: readonly Stretch[], fits: Fits): Piece[] {
  const stretch = joinStretches(parts);
  const whole = trim(text, stretch);
  const spans = fits(whole) ? [whole] : cut(text, stretch, fits);
  const sentences = sentencesOf(text, stretch);
  const insets = insetsOf(text, stretch);
  const isInside = boundaryInside(parts);
  let next = 0;
  return spans
    .filter(({ start, end }) => hasWords(text.slice(start, end)))
    .map((span) => {
      while ((sentences[next]?.end ?? Infinity) <= span.start) next += 1;
      return {
        ...span,
        sentences: clip(text, sentences, next, span),
        header: headerAbove(insets, span),
        insets: clipInsets(insets, span),
        isCut: { before: isInside(span.start), after: isInside(span.end) },
      };
    });
}

function joinStretches(parts: readonly Stretch[]): Stretch {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) throw new Error("a group of nothing");
  return parts.length === 1 ? first : { kind: "group", start: first.start, end: last.end, parts };
}

/** Tells whether an offset lies within one of the parts, not at its edge. */
function boundaryInside(parts: readonly Stretch[]): (offset: number) => boolean {
  return (offset) => {
    const part = parts[firstEndingBehind(parts, offset)];
    return part !== undefined && part.start < offset;
  };
}

/** Every sentence of a stretch; a block of code is one, as is a row of a table. */
function sentencesOf(text: string, stretch: Stretch): Span[] {
  if (stretch.parts.length > 0) return stretch.parts.flatMap((part) => sentencesOf(text, part));
  return stretch.kind === "prose" ? segmentSentences(text, stretch) : [stretch];
}

/** The parts of the sentences, from the one at `first` on, that lie in a span; the span itself where there are none. */
function clip(text: string, sentences: readonly Span[], first: number, span: Span): Span[] {
  const within: Span[] = [];
  for (let at = first; (sentences[at]?.start ?? Infinity) < span.end; at += 1) {
    const { start, end } = sentences[at] ?? span;
    const part = trim(text, { start: Math.max(start, span.start), end: Math.min(end, span.end) });
    if (hasWords(text.slice(part.start, part.end))) within.push(part);
  }
  return within.length > 0 ? within : [{ start: span.start, end: span.end }];
}
