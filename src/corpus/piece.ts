/** @module Pieces: stretches cut to the length of a passage, with their sentences. */

import type { Stretch } from "./block.ts";
import { cut, type Fits } from "./cut.ts";
import { segmentSentences } from "./sentences.ts";
import { hasWords, type Span, trim } from "./span.ts";

/** Counts a text's tokens as the embedding model would, without those it adds itself. */
export type CountTokens = (text: string) => number;

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
}

/** Tells whether a span of the text is within limits; tokens are only counted where the characters allow it. */
export const measureOf =
  (text: string, countTokens: CountTokens, { maxCharacters, maxTokens }: PassageLimits): Fits =>
  ({ start, end }) =>
    end - start <= maxCharacters && countTokens(text.slice(start, end)) <= maxTokens;

/** The pieces of one stretch: itself where it fits, else what it is cut into; those without a word are left out. */
export function piecesOf(text: string, stretch: Stretch, fits: Fits): Piece[] {
  const whole = trim(text, stretch);
  const spans = fits(whole) ? [whole] : cut(text, stretch, fits);
  const sentences = sentencesOf(text, stretch);
  let next = 0;
  return spans
    .filter(({ start, end }) => hasWords(text.slice(start, end)))
    .map((span) => {
      while ((sentences[next]?.end ?? Infinity) <= span.start) next += 1;
      return { ...span, sentences: clip(text, sentences, next, span) };
    });
}

/** Every sentence of a stretch; a block of code is one, as is a row of a table. */
function sentencesOf(text: string, stretch: Stretch): Span[] {
  if (stretch.kind === "group") return stretch.parts.flatMap((part) => sentencesOf(text, part));
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
