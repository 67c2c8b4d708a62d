/** @module Sentence segmentation, by Unicode's rules and the abbreviations of a language. */

import type { Language } from "./languages/language.ts";
import { languageFor } from "./languages/languages.ts";
import { hasWords, matchEnd, type Span, trim } from "./span.ts";

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const segmenter =
    segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: "sentence" });
  segmenters.set(language, segmenter);
  return segmenter;
}

/** The window of segmentation, in UTF-16 units: the segmenter of Node 20 takes quadratic time. */
const WINDOW = 4_000;

const LIST_MARKER = String.raw`(?:[-*+•]|\d{1,3}[.)])[ \t]`;
/** The number of a list item, which belongs to the text after it. */
const LIST_NUMBER = /^\s*\d{1,3}\.$/;
/** A line end inside prose, with the markup that continues a quotation. */
const LINE_END = new RegExp(String.raw`\r?\n(?![ \t]*${LIST_MARKER})[ \t]*(?:>[ \t]?)*`, "g");

/**
 * Segments a span of prose into sentences, in order, without the white space between them. A line end does not end a
 * sentence, except before a list marker.
 * @param code the language, as a subtag of BCP 47.
 */
export function segmentSentences(text: string, span: Span, code: string): Span[] {
  const slice = text.slice(span.start, span.end);
  const flat = slice.replace(LINE_END, (lineEnd) => " ".repeat(lineEnd.length));
  const language = languageFor(code);
  const fragments = moveClosing(flat, boundariesOf(flat, segmenterFor(code)));
  const sentences = mergeFragments(flat, fragments, language);
  return sentences.map((sentence) => {
    const { start, end } = trim(flat, sentence);
    return { start: span.start + start, end: span.start + end };
  });
}

/** Segments window by window; the last segment of a window may be incomplete, so the next window begins with it. */
function boundariesOf(text: string, segmenter: Intl.Segmenter): Span[] {
  const spans: Span[] = [];
  let from = 0;
  while (from < text.length) {
    const isLast = from + WINDOW >= text.length;
    const window = text.slice(from, from + WINDOW);
    const found = Array.from(segmenter.segment(window), ({ index, segment }) => ({
      start: from + index,
      end: from + index + segment.length,
    }));
    if (!isLast && found.length > 1) found.pop();
    spans.push(...found);
    from = found.at(-1)?.end ?? text.length;
  }
  return spans;
}

/** Moves markup and quotation marks that close what is before them to the fragment that they close. */
function moveClosing(text: string, fragments: readonly Span[]): Span[] {
  return fragments.map(({ start, end }) => ({
    start: matchEnd(CLOSING, text, start),
    end: matchEnd(CLOSING, text, end),
  }));
}

/** Also a French quotation mark after a blank. */
const CLOSING = /(?<=\S)[*_`]+(?=\s|$)|[»›](?=[\s.,;:]|$)/y;

/** Joins fragments split after an abbreviation, at the edge of a window, or before a fragment without words. */
function mergeFragments(text: string, fragments: readonly Span[], language: Language): Span[] {
  const sentences: Span[] = [];
  for (const fragment of fragments) {
    const last = sentences.at(-1);
    if (last && !isEnd(text, last, fragment, language))
      sentences[sentences.length - 1] = { start: last.start, end: fragment.end };
    else sentences.push(fragment);
  }
  return joinLeading(text, sentences);
}

/** The mark that ends a sentence, and what closes after it; French has a blank before its quotation mark. */
const END = /[.!?…。！？।؟]["'”’“‘»«›‹)\]*_`]*(?:\s[»›])?$/u;
const CLOSED = /["'”’“‘»«›‹)\]]$/;

function isEnd(text: string, before: Span, after: Span, language: Language): boolean {
  const last = text.slice(Math.max(before.start, before.end - 40), before.end);
  const tail = last.trimEnd();
  const next = text.slice(after.start, after.end).trimStart();
  if (!hasWords(next)) return false;
  if (tail === "" || /[\r\n]\s*$/.test(last)) return true;
  if (!END.test(tail) || LIST_NUMBER.test(tail)) return false;
  if (CLOSED.test(tail) && /^\p{Ll}/u.test(next)) return false;
  if (!tail.endsWith(".")) return true;
  return !endsInAbbreviation(tail, next, language) && !endsInOrdinal(tail, next, language);
}

function endsInAbbreviation(tail: string, next: string, { sentences }: Language): boolean {
  const { abbreviations, mayEnd, compounds, beforeNumbers, beginnings } = sentences;
  const word = /([\p{L}\p{M}.]+)\.$/u.exec(tail)?.[1];
  if (word === undefined) return false;
  const whole = word.normalize("NFC").toLowerCase();
  const lower = [...(compounds ?? [])].find((last) => whole.endsWith(last)) ?? whole;
  const isInitial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) && !mayEnd.has(lower);
  if (isInitial) return true;
  if (beforeNumbers.has(lower)) return /^\d/.test(next);
  if (!abbreviations.has(lower)) return false;
  return !mayEnd.has(lower) || !beginnings.has(firstWordOf(next));
}

/** A number of a day, month or chapter. A greater one, such as a year, is seldom an ordinal. */
const ORDINAL = /(?<![\p{L}\p{N}.,])(?:[1-9]|[12]\d|3[01])\.$/u;

/** Whether a number is an ordinal: it is, unless a word that begins sentences follows. */
const endsInOrdinal = (tail: string, next: string, { hasOrdinals, sentences }: Language): boolean =>
  hasOrdinals === true && ORDINAL.test(tail) && !sentences.beginnings.has(firstWordOf(next));

/** Returns the first word of a sentence. A capital may also begin a name ("U.S. Marines"), so only some words tell. */
const firstWordOf = (sentence: string): string =>
  /^["'“‘„«»(¿¡]*([\p{L}\p{M}\p{N}_]+)/u.exec(sentence)?.[1]?.normalize("NFC") ?? "";

/** Joins a first sentence without words (stray punctuation) to the second. */
function joinLeading(text: string, sentences: readonly Span[]): Span[] {
  const [first, second, ...rest] = sentences;
  if (first === undefined || second === undefined) return [...sentences];
  if (hasWords(text.slice(first.start, first.end))) return [...sentences];
  return [{ start: first.start, end: second.end }, ...rest];
}
