/** @module Pieces: stretches cut and joined to the length of a passage, each decision made from nearby text alone. */

import type { Stretch } from "./block.ts";
import { cut, type Fits } from "./cut.ts";
import { segmentSentences } from "./sentences.ts";
import { hasWords, isBlank, type Span, trim } from "./span.ts";

/** Counts a text's tokens as the embedding model would, without those it adds itself. */
export type CountTokens = (text: string) => number;

/** How long a passage may be: both limits hold. */
export interface PassageLimits {
  readonly maxTokens: number;
  /** In UTF-16 units: base64 or Thai may be few tokens. */
  readonly maxCharacters: number;
}

export const MAX_PASSAGE_CHARACTERS = 1_200;

/** A paragraph up to so long is joined to its neighbour … */
const SHORT = { maxCharacters: 120, maxTokens: 24 };
/** … if that one is not longer than this. At most three short ones meet one other, so that all fit together. */
const JOINABLE = { maxCharacters: 800, maxTokens: 140 };
const MAX_GAP = 10;

/** A span on its way to becoming a passage. `whole`: it was not cut from something longer. */
export interface Piece extends Span {
  readonly whole: boolean;
  readonly isShort: boolean;
  readonly isJoinable: boolean;
  readonly sentences: readonly Span[];
}

/** Tells whether a span is within limits; tokens are only counted where the characters allow it. */
export interface PieceMeasure {
  readonly fits: Fits;
  readonly isShort: Fits;
  readonly isJoinable: Fits;
}

/** The measure of one text's spans. */
export function pieceMeasure(
  text: string,
  countTokens: CountTokens,
  limits: PassageLimits,
): PieceMeasure {
  const within =
    ({ maxCharacters, maxTokens }: PassageLimits): Fits =>
    ({ start, end }) =>
      end - start <= maxCharacters && countTokens(text.slice(start, end)) <= maxTokens;
  return { fits: within(limits), isShort: within(SHORT), isJoinable: within(JOINABLE) };
}

/** The pieces of one stretch: itself where it fits, else what it is cut into; those without a word are left out. */
export function piecesOf(text: string, stretch: Stretch, measure: PieceMeasure): Piece[] {
  const whole = trim(text, stretch);
  const spans = measure.fits(whole) ? [whole] : cut(text, stretch, measure.fits);
  const sentences = sentencesOf(text, stretch);
  let next = 0;
  return spans
    .filter(({ start, end }) => hasWords(text.slice(start, end)))
    .map((span) => {
      while ((sentences[next]?.end ?? Infinity) <= span.start) next += 1;
      return {
        ...span,
        whole: spans.length === 1,
        isShort: measure.isShort(span),
        isJoinable: measure.isJoinable(span),
        sentences: clip(text, sentences, next, span),
      };
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

/**
 * Joins short pieces to a neighbour. Whether two are joined depends on these two alone (and on whether the section ends
 * after them), so an edit can change no more than its own passage and the two beside it.
 */
export function joinShort(text: string, pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  pieces.forEach((piece, at) => {
    const [before, open] = [pieces[at - 1], joined.at(-1)];
    const isLast = at === pieces.length - 1;
    if (before && open && belongTogether(text, before, piece, isLast))
      joined[joined.length - 1] = append(open, piece);
    else joined.push(piece);
  });
  return joined;
}

const append = (open: Piece, piece: Piece): Piece => ({
  ...open,
  end: piece.end,
  sentences: [...open.sentences, ...piece.sentences],
});

function belongTogether(text: string, first: Piece, second: Piece, isLast: boolean): boolean {
  const isNear = second.start - first.end <= MAX_GAP && isBlank(text, first.end, second.start);
  if (!first.whole || !second.whole || !isNear || isAttribution(text, first)) return false;
  if (isAttribution(text, second)) return first.isJoinable;
  if (first.isShort && second.isShort) return leads(text, first) && !leads(text, second);
  if (first.isShort) return second.isJoinable;
  return second.isShort && isLast && first.isJoinable;
}

/** A short line such as "— Jane Doe, 3 May" says whose the text above it is. */
const isAttribution = (text: string, piece: Piece): boolean =>
  piece.isShort && /^[—–―]/.test(text.slice(piece.start, piece.end));

/** A property of the text alone that half of all texts have: of a row of short ones it makes pairs. */
function leads(text: string, { start, end }: Span): boolean {
  const slice = text.slice(start, end);
  return slice.endsWith(":") || (slice.charCodeAt(slice.length >> 1) + slice.length) % 2 === 1;
}
