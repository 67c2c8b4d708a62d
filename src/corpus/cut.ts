/** @module Cutting a stretch that is too long, at places that depend on the text around them alone. */

import { leaf, type Stretch } from "./block.ts";
import { fnv1a } from "../base/fnv.ts";
import { lowestOf } from "./lowest.ts";
import { segmentSentences } from "./sentences.ts";
import { firstWhere, type Span, trim } from "./span.ts";

/** Whether a span of the text is short enough for one passage. */
export type Fits = (span: Span) => boolean;

/** No piece is cut closer than this to an end of what it is cut from, in UTF-16 units, where there is a choice. */
const MARGIN = 300;

/**
 * Divides a stretch that does not fit into spans that do, in order, leaving out white space alone. A list is cut between
 * its items, a table between rows, code between lines, prose between sentences; what is still too long between
 * words, and a word in halves.
 */
export function cut(text: string, stretch: Stretch, fits: Fits): Span[] {
  const units = withMarks(text, stretch, takeApart(text, partsOf(text, stretch), fits), fits);
  const starts = new Set(stretch.parts.map(({ start }) => start));
  const headers = new Set(tablesIn(stretch).flatMap(({ parts }) => parts[0]?.start ?? []));
  const ranks = units.map((unit, at) => {
    const before = units[at - 1];
    const isOne = before && (headers.has(before.start) || belongTogether(text, before, unit));
    return rankOf(text, unit, starts.has(unit.start), isOne === true);
  });
  return group(units, ranks, fits);
}

/**
 * Marks that belong to no part (of a quotation's lines, below a table's head) go with the unit behind them; where they
 * would make it too long, they are units themselves.
 */
function withMarks(text: string, stretch: Stretch, units: readonly Span[], fits: Fits): Span[] {
  let end = stretch.start;
  const wide = units.flatMap((unit) => {
    const whole = trim(text, { start: end, end: unit.end });
    const marks = { start: end, end: unit.start };
    end = unit.end;
    return fits(whole) ? [whole] : [...fragmentsOf(text, marks, fits), trim(text, unit)];
  });
  return [...wide, ...fragmentsOf(text, { start: end, end: stretch.end }, fits)];
}

/** The smallest number of units that each fit: a part is only taken apart further if it doesn't. */
const takeApart = (text: string, parts: readonly Stretch[], fits: Fits): Span[] =>
  parts.flatMap((part) => (fits(part) ? [part] : takeSmaller(text, part, fits)));

function takeSmaller(text: string, part: Stretch, fits: Fits): Span[] {
  const parts = part.kind === "row" ? [] : partsOf(text, part);
  const isWhole = part.kind === "row" || (part.parts.length === 0 && parts.length < 2);
  return isWhole ? fragmentsOf(text, part, fits) : takeApart(text, parts, fits);
}

/** The tables of a stretch, itself among them. */
const tablesIn = (stretch: Stretch): Stretch[] =>
  stretch.kind === "table" ? [stretch] : stretch.parts.flatMap(tablesIn);

/** Words, and what halves of words are needed. */
const fragmentsOf = (text: string, span: Span, fits: Fits): Span[] =>
  matches(text, span, /\S+/g).flatMap((word) => halve(text, word, fits));

function partsOf(text: string, stretch: Stretch): readonly Stretch[] {
  if (stretch.kind === "group" || stretch.kind === "table") return stretch.parts;
  if (stretch.kind === "prose")
    return segmentSentences(text, stretch).map((sentence) => leaf("row", sentence));
  return matches(text, stretch, /\S[^\n]*/g).map((line) => leaf("row", line));
}

function matches(text: string, span: Span, pattern: RegExp): Span[] {
  return Array.from(text.slice(span.start, span.end).matchAll(pattern), ({ index, 0: found }) => ({
    start: span.start + index,
    end: span.start + index + found.length,
  }));
}

/** A word that is too long (base64, or a script without spaces) is halved until it fits, never inside a character. */
function halve(text: string, word: Span, fits: Fits): Span[] {
  if (word.end - word.start < 2 || fits(word)) return [word];
  const middle = wholeCharacter(text, Math.ceil((word.start + word.end) / 2));
  if (middle >= word.end) return [word];
  return [
    ...halve(text, { start: word.start, end: middle }, fits),
    ...halve(text, { start: middle, end: word.end }, fits),
  ];
}

/** The offset itself, or the next one that is not inside a surrogate pair or before a combining mark. */
function wholeCharacter(text: string, offset: number): number {
  const inside = /^(?:\p{M}|\p{Cf})/u;
  let at = offset;
  while (at < offset + 32 && (isLowSurrogate(text, at) || inside.test(text.slice(at, at + 2))))
    at += 1;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

const isLowSurrogate = (text: string, at: number): boolean =>
  text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;

/**
 * Joins units to spans as long as fit. Cut is at the boundary of the lowest rank, and each side again while it does not
 * fit (a treap: R. Seidel and C. R. Aragon, "Randomized search trees", 1996). So an edit moves no cut that is much farther
 * from it than a passage is long, while filling from the start would move all.
 */
function group(units: readonly Span[], ranks: readonly number[], fits: Fits): Span[] {
  const spans: Span[] = [];
  const boundary = boundaryFinder(units, ranks);
  // A stack of our own: a document may be written so that each cut takes off one end, thousands deep.
  const left = [{ from: 0, to: units.length }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { from, to } = next;
    const span = { start: units[from]?.start ?? 0, end: units[to - 1]?.end ?? 0 };
    if (to - from <= 1 || fits(span)) spans.push(span);
    else {
      const at = boundary(from, to);
      left.push({ from: at, to }, { from, to: at });
    }
  }
  return spans;
}

/** Only so many UTF-16 units of a unit's beginning count, so that most edits change no rank. */
const DECISIVE = 16;

/** First cuts are made between whole parts, then inside one, and last where two units belong together. */
const LEVEL = 2 ** 32;

/** The rank of the boundary before a unit: the lower, the sooner it is cut. */
function rankOf(text: string, unit: Span, isPart: boolean, isBoundToLast: boolean): number {
  const value = hash(text, unit.start, Math.min(unit.end, unit.start + DECISIVE));
  if (isBoundToLast) return value + 2 * LEVEL;
  return isPart ? value : value + LEVEL;
}

/** A line that leads up to the next ("For example:"), or that says whose the text before it was ("— Jane Doe"). */
const belongTogether = (text: string, before: Span, unit: Span): boolean =>
  text.charAt(before.end - 1) === ":" || /^[—–―]/.test(text.slice(unit.start, unit.start + 1));

/**
 * Finds the unit in `from + 1 .. to - 1` to cut before: the one of the lowest rank that is not too near to an end; of
 * equals, the nearest to the middle.
 */
function boundaryFinder(units: readonly Span[], ranks: readonly number[]) {
  const lowest = lowestOf(ranks);
  const startOf = (at: number): number => units[at]?.start ?? Infinity;
  const endOf = (at: number): number => units[at]?.end ?? Infinity;
  return (from: number, to: number): number => {
    const [start, end] = [startOf(from), endOf(to - 1)];
    const margin = Math.min(MARGIN, (end - start) / 4);
    const low = firstWhere(from + 1, to, (at) => endOf(at - 1) - start >= margin);
    const high = firstWhere(low, to, (at) => end - startOf(at) < margin) - 1;
    if (low > high) return Math.ceil((from + to) / 2);
    const middle = firstWhere(low, high + 1, (at) => 2 * startOf(at) >= start + end);
    const before = middle > low ? lowest.last(low, middle - 1) : undefined;
    const after = middle <= high ? lowest.first(middle, high) : undefined;
    if (before === undefined || after === undefined) return before ?? after ?? low;
    const [one, other] = [ranks[before] ?? 0, ranks[after] ?? 0];
    if (one !== other) return one < other ? before : after;
    return start + end - 2 * startOf(before) <= 2 * startOf(after) - start - end ? before : after;
  };
}

/** A hash of a stretch of the text, mixed once more as the high bits of FNV-1a are poor on short texts. */
function hash(text: string, start: number, end: number): number {
  const plain = fnv1a(text, start, end);
  const value = Math.imul(plain ^ (plain >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
