/** @module Splitting of stretches into chunks of the length of a passage, with their sentences. */

import { clipInsets, headerAbove, type Inset, insetsOf, leaf, type Stretch } from "./block.ts";
import { segmentSentences } from "./sentences.ts";
import { clipSpans, firstEndingAfter, hasWords, type Span, trim } from "./span.ts";
import { withoutPadding } from "./table.ts";
import { type Fits, group, rankOf } from "./treap.ts";

/** Counts the tokens of a text in a language for the models that embed it, without special tokens. */
export type CountTokens = (text: string, language: string) => number;

/** The most tokens of one character: Hangul has up to three. */
export const MOST_TOKENS = 3;

/** The longest passage: both limits hold. */
export interface PassageLimits {
  readonly maxTokens: number;
  /** In UTF-16 units: long base64 or Thai may be few tokens. */
  readonly maxCharacters: number;
}

export const MAX_PASSAGE_CHARACTERS = 1_200;

/** A span that becomes a passage. */
export interface Chunk extends Span {
  readonly sentences: readonly Span[];
  /** The header row of the table of its first row, if that row is above the chunk. */
  readonly header: Span | undefined;
  readonly insets: readonly Inset[];
  /** Whether its first or last paragraph, list, table or block of code continues outside. */
  readonly isCut: { readonly before: boolean; readonly after: boolean };
}

/** The most that padding for display in an editor may lengthen a row. */
const MOST_PADDING = 8;

/** Returns a check of spans of a text against limits; tokens are counted only if the characters are few enough. */
export const fitsWithin =
  (
    text: string,
    countTokens: (text: string) => number,
    { maxCharacters, maxTokens }: PassageLimits,
  ): Fits =>
  ({ start, end }) => {
    if (end - start > maxCharacters * MOST_PADDING) return false;
    const measured = withoutPadding(text.slice(start, end));
    return measured.length <= maxCharacters && countTokens(measured) <= maxTokens;
  };

/** How a text is split. */
export interface SplitRules {
  readonly fits: Fits;
  /** That of its sentences, as a subtag of BCP 47. */
  readonly language: string;
}

/** Splits adjacent stretches into chunks that fit, as few as possible, without chunks that have no words. */
export function splitIntoChunks(
  text: string,
  parts: readonly Stretch[],
  rules: SplitRules,
): Chunk[] {
  const stretch = joinStretches(parts);
  const whole = trim(text, stretch);
  const spans = rules.fits(whole) ? [whole] : splitStretch(text, stretch, rules);
  const sentences = sentencesOf(text, stretch, rules.language);
  const insets = insetsOf(text, stretch);
  const isInside = (offset: number): boolean =>
    (parts[firstEndingAfter(parts, offset)]?.start ?? Infinity) < offset;
  return spans
    .filter(({ start, end }) => hasWords(text.slice(start, end)))
    .map((span) => ({
      ...span,
      sentences: clipSentences(text, sentences, span),
      header: headerAbove(insets, span),
      insets: clipInsets(insets, span),
      isCut: { before: isInside(span.start), after: isInside(span.end) },
    }));
}

function joinStretches(parts: readonly Stretch[]): Stretch {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) throw new Error("a group without stretches");
  return parts.length === 1 ? first : { kind: "group", start: first.start, end: last.end, parts };
}

/** Lists the sentences of a stretch; a block of code is one, as is a row of a table. */
function sentencesOf(text: string, stretch: Stretch, language: string): Span[] {
  if (stretch.parts.length > 0)
    return stretch.parts.flatMap((part) => sentencesOf(text, part, language));
  return stretch.kind === "prose" ? segmentSentences(text, stretch, language) : [stretch];
}

/** Clips sentences to a span; returns the span itself if none has words. */
function clipSentences(text: string, sentences: readonly Span[], span: Span): Span[] {
  const within = clipSpans(sentences, span)
    .map((sentence) => trim(text, sentence))
    .filter(({ start, end }) => hasWords(text.slice(start, end)));
  return within.length > 0 ? within : [{ start: span.start, end: span.end }];
}

/**
 * Splits a stretch that does not fit into spans that do, in order, without the white space between. A list is split
 * between items, a table between rows, code between lines, prose between sentences; parts that are still too long between
 * words, and words in halves.
 */
export function splitStretch(text: string, stretch: Stretch, rules: SplitRules): Span[] {
  const { fits, language } = rules;
  const parts = unitsOf(text, partsOf(text, stretch, language), rules);
  const units = withMarkup(text, stretch, parts, fits);
  const starts = new Set(stretch.parts.map(({ start }) => start));
  const headers = new Set(tablesIn(stretch).flatMap(({ parts }) => parts[0]?.start ?? []));
  const ranks = units.map((unit, at) => {
    const before = units[at - 1];
    const isOne = before && (headers.has(before.start) || belongTogether(text, before, unit));
    return rankOf(text, unit, starts.has(unit.start), isOne === true);
  });
  return group(units, ranks, fits);
}

/** Whether a line introduces the next one ("For example:"), or attributes the one before ("— Jane Doe"). */
const belongTogether = (text: string, before: Span, unit: Span): boolean =>
  text.charAt(before.end - 1) === ":" || /^[—–―]/.test(text.slice(unit.start, unit.start + 1));

/**
 * Adds the markup between units (of a quotation's lines, below a table's header) to the unit after it; markup that would
 * make the unit too long becomes units of its own.
 */
function withMarkup(text: string, stretch: Stretch, units: readonly Span[], fits: Fits): Span[] {
  let end = stretch.start;
  const wide = units.flatMap((unit) => {
    const whole = trim(text, { start: end, end: unit.end });
    const markup = { start: end, end: unit.start };
    end = unit.end;
    return fits(whole) ? [whole] : [...fragmentsOf(text, markup, fits), trim(text, unit)];
  });
  return [...wide, ...fragmentsOf(text, { start: end, end: stretch.end }, fits)];
}

/** Returns the fewest units that each fit: a part is divided only if it does not fit. */
const unitsOf = (text: string, parts: readonly Stretch[], rules: SplitRules): Span[] =>
  parts.flatMap((part) => (rules.fits(part) ? [part] : smallerUnitsOf(text, part, rules)));

function smallerUnitsOf(text: string, part: Stretch, rules: SplitRules): Span[] {
  const parts = part.kind === "row" ? [] : partsOf(text, part, rules.language);
  const isWhole = part.kind === "row" || (part.parts.length === 0 && parts.length < 2);
  return isWhole ? fragmentsOf(text, part, rules.fits) : unitsOf(text, parts, rules);
}

/** Lists the tables of a stretch, which may be one itself. */
const tablesIn = (stretch: Stretch): Stretch[] =>
  stretch.kind === "table" ? [stretch] : stretch.parts.flatMap(tablesIn);

/** Divides a span into words, and words that do not fit into halves. */
const fragmentsOf = (text: string, span: Span, fits: Fits): Span[] =>
  matches(text, span, /\S+/g).flatMap((word) => halve(text, word, fits));

function partsOf(text: string, stretch: Stretch, language: string): readonly Stretch[] {
  if (stretch.kind === "group" || stretch.kind === "table") return stretch.parts;
  const spans =
    stretch.kind === "prose"
      ? segmentSentences(text, stretch, language)
      : matches(text, stretch, /\S[^\n]*/g);
  return spans.map((span) => leaf("row", span));
}

function matches(text: string, span: Span, pattern: RegExp): Span[] {
  return Array.from(text.slice(span.start, span.end).matchAll(pattern), ({ index, 0: found }) => ({
    start: span.start + index,
    end: span.start + index + found.length,
  }));
}

/** Halves a word (base64, or a script without spaces) until it fits, never inside a character. */
function halve(text: string, word: Span, fits: Fits): Span[] {
  if (word.end - word.start < 2 || fits(word)) return [word];
  const middle = characterStart(text, Math.ceil((word.start + word.end) / 2));
  if (middle >= word.end) return [word];
  return [
    ...halve(text, { start: word.start, end: middle }, fits),
    ...halve(text, { start: middle, end: word.end }, fits),
  ];
}

/** Returns the first offset from the given one on that is not inside a surrogate pair or before a combining mark. */
function characterStart(text: string, offset: number): number {
  const inside = /^(?:\p{M}|\p{Cf})/u;
  let at = offset;
  while (at < offset + 32 && (isLowSurrogate(text, at) || inside.test(text.slice(at, at + 2))))
    at += 1;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

const isLowSurrogate = (text: string, at: number): boolean =>
  text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;
