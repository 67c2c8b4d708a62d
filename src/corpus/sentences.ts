/** @module Sentence segmentation, by Unicode's rules and a list of abbreviations. */

import { hasWords, matchEnd, type Span, trim } from "./span.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The window of segmentation, in UTF-16 units: the segmenter of Node 20 takes quadratic time. */
const WINDOW = 4_000;

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    "mr mrs ms dr prof st sr jr gen col lt maj capt cmdr sgt sen rep gov pres hon rev amb adm brig " +
    "no nos vol vols ed eds ch sec fig figs eq art pp p ff cf vs v etc e.g i.e eg ie viz al approx ca c " +
    "inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat " +
    "u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d"
  ).split(" "),
);
/** Abbreviations that may end a sentence; the next word decides. */
const MAY_END = new Set("etc u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d al inc ltd co corp".split(" "));

const LIST_MARKER = String.raw`(?:[-*+•]|\d{1,3}[.)])[ \t]`;
/** The number of a list item, which belongs to the text after it. */
const LIST_NUMBER = /^\s*\d{1,3}\.$/;
/** A line end inside prose, with the markup that continues a quotation. */
const LINE_END = new RegExp(String.raw`\r?\n(?![ \t]*${LIST_MARKER})[ \t]*(?:>[ \t]?)*`, "g");

/**
 * Segments a span of prose into sentences, in order, without the white space between them. A line end does not end a
 * sentence, except before a list marker.
 */
export function segmentSentences(text: string, span: Span): Span[] {
  const slice = text.slice(span.start, span.end);
  const flat = slice.replace(LINE_END, (lineEnd) => " ".repeat(lineEnd.length));
  const sentences = mergeFragments(flat, moveClosing(flat, boundariesOf(flat)));
  return sentences.map((sentence) => {
    const { start, end } = trim(flat, sentence);
    return { start: span.start + start, end: span.start + end };
  });
}

/** Segments window by window; the last segment of a window may be incomplete, so the next window begins with it. */
function boundariesOf(text: string): Span[] {
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

/** Moves markup that closes emphasis or code after a full stop to the fragment that it closes. */
function moveClosing(text: string, fragments: readonly Span[]): Span[] {
  return fragments.map(({ start, end }) => ({
    start: matchEnd(CLOSING, text, start),
    end: matchEnd(CLOSING, text, end),
  }));
}

const CLOSING = /(?<=\S)[*_`]+(?=\s|$)/y;

/** Joins fragments split after an abbreviation, at the edge of a window, or before a fragment without words. */
function mergeFragments(text: string, fragments: readonly Span[]): Span[] {
  const sentences: Span[] = [];
  for (const fragment of fragments) {
    const last = sentences.at(-1);
    if (last && !isEnd(text, last, fragment))
      sentences[sentences.length - 1] = { start: last.start, end: fragment.end };
    else sentences.push(fragment);
  }
  return joinLeading(text, sentences);
}

function isEnd(text: string, before: Span, after: Span): boolean {
  const last = text.slice(Math.max(before.start, before.end - 40), before.end);
  const tail = last.trimEnd();
  const next = text.slice(after.start, after.end).trimStart();
  if (!hasWords(next)) return false;
  if (tail === "" || /[\r\n]\s*$/.test(last)) return true;
  if (!/[.!?…。！？।؟]["'”’)\]*_`]*$/u.test(tail) || LIST_NUMBER.test(tail)) return false;
  if (/["'”’)\]]$/.test(tail) && /^\p{Ll}/u.test(next)) return false;
  if (!tail.endsWith(".")) return true;
  return !endsInAbbreviation(tail, next);
}

function endsInAbbreviation(tail: string, next: string): boolean {
  const word = /([\p{L}\p{M}.]+)\.$/u.exec(tail)?.[1];
  if (word === undefined) return false;
  const lower = word.toLowerCase();
  const isInitial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) && !MAY_END.has(lower);
  if (isInitial && word !== "I") return true;
  if (!ABBREVIATIONS.has(lower)) return false;
  if (lower === "no" || lower === "nos") return /^\d/.test(next);
  return !MAY_END.has(lower) || !startsSentence(next);
}

/** Whether a text begins a sentence after "U.S.": a capital may also begin a name ("U.S. Marines"), so only these count. */
const startsSentence = (next: string): boolean =>
  /^["'“‘(]*(?:The|A|An|It|He|She|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her|Their|Its|When|While|After|Before|However|Then|If|As|Some|No|Hours?|Later|Meanwhile)\b/.test(
    next,
  );

/** Joins a first sentence without words (stray punctuation) to the second. */
function joinLeading(text: string, sentences: readonly Span[]): Span[] {
  const [first, second, ...rest] = sentences;
  if (first === undefined || second === undefined) return [...sentences];
  if (hasWords(text.slice(first.start, first.end))) return [...sentences];
  return [{ start: first.start, end: second.end }, ...rest];
}
