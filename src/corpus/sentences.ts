/** @module Sentences: where prose falls apart, by Unicode's rules and a list of abbreviations they don't know. */

import { hasWords, type Span, trim } from "./span.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Node 20's segmenter takes time that grows with the square of its text: it is given this many UTF-16 units at a time. */
const WINDOW = 4_000;

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    "mr mrs ms dr prof st sr jr gen col lt maj capt cmdr sgt sen rep gov pres hon rev amb adm brig " +
    "no nos vol vols ed eds ch sec fig figs eq art pp p ff cf vs v etc e.g i.e eg ie viz al approx ca c " +
    "inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat " +
    "u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d"
  ).split(" "),
);
/** These may end a sentence as well: what follows decides. */
const MAY_END = new Set("etc u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d al inc ltd co corp".split(" "));

const LIST_MARKER = String.raw`(?:[-*+•]|\d{1,3}[.)])[ \t]`;
/** A list's number belongs to what it numbers. */
const LIST_NUMBER = /^\s*\d{1,3}\.$/;
/** A line's end inside prose, with the marks by which Markdown continues a quotation. */
const LINE_END = new RegExp(String.raw`\r?\n(?![ \t]*${LIST_MARKER})[ \t]*(?:>[ \t]?)*`, "g");

/**
 * The sentences of a stretch of prose, in order, without the white space between them. A line's end does not end a
 * sentence, but for one before a list marker.
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

/** Window by window; the last segment of a window may be cut short, so the next window begins with it. */
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

/** Marks that close emphasis or code behind a stop belong to what they close, not to what follows. */
function moveClosing(text: string, fragments: readonly Span[]): Span[] {
  return fragments.map(({ start, end }) => ({
    start: start + closingAt(text, start),
    end: end + closingAt(text, end),
  }));
}

function closingAt(text: string, at: number): number {
  const closing = /(?<=\S)[*_`]+(?=\s|$)/y;
  closing.lastIndex = at;
  return closing.exec(text)?.[0].length ?? 0;
}

/** Joins what belongs together: a cut after an abbreviation, inside a window, or before a piece without words. */
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

/** After "U.S." a capital may begin a name ("U.S. Marines") as well as a sentence: only such words count as its start. */
const startsSentence = (next: string): boolean =>
  /^["'“‘(]*(?:The|A|An|It|He|She|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her|Their|Its|When|While|After|Before|However|Then|If|As|Some|No|Hours?|Later|Meanwhile)\b/.test(
    next,
  );

/** A first piece without words (a stray mark) goes with the sentence behind it. */
function joinLeading(text: string, sentences: readonly Span[]): Span[] {
  const [first, second, ...rest] = sentences;
  if (first === undefined || second === undefined) return [...sentences];
  if (hasWords(text.slice(first.start, first.end))) return [...sentences];
  return [{ start: first.start, end: second.end }, ...rest];
}
