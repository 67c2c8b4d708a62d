/** @module Paragraphs joined from lines, with words that are divided at line ends. */

import type { Line } from "./line.ts";

/** Offset of a page in the text of a paragraph. */
interface PageStart {
  readonly page: number;
  readonly at: number;
}

export interface Paragraph {
  readonly text: string;
  readonly pages: readonly PageStart[];
  readonly lines: readonly Line[];
}

const LIST_MARKER =
  /^(?:[•▪◦‣·*–●○■□◆◇►➢✓✔✗✘☐☑☒-]|\[…\]|\d{1,3}[.)]|\[\d{1,3}\]|\(?[a-z\d]{1,3}\))\s/i;
const ENDS_SENTENCE = /[.!?:;…]["'”’)\]]*$/;
const BEGINS_LOWERCASE = /^["'“‘(]?\p{Ll}/u;

/** Groups lines into paragraphs, in reading order. A note follows the paragraph that it is beside. */
export function groupLines(lines: readonly Line[]): (readonly Line[])[] {
  const text = lines.filter(({ isNote }) => !isNote);
  const leading = leadingOf(text);
  const right = text.reduce((most, { end }) => Math.max(most, end), 0);
  const groups: Line[][] = [];
  let notes: Line[][] = [];
  let group: Line[] | undefined;
  for (const line of lines) {
    const open = line.isNote ? notes.at(-1) : group;
    const last = open?.at(-1);
    if (open && last && continuesParagraph(last, line, leading(last), right)) open.push(line);
    else if (line.isNote) notes.push([line]);
    else {
      groups.push(...notes, (group = [line]));
      notes = [];
    }
  }
  return [...groups, ...notes];
}

/** Returns the median distance between consecutive lines of a size. */
function leadingOf(lines: readonly Line[]): (line: Line) => number {
  const gaps = new Map<number, number[]>();
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    const gap = next && next.page === line.page ? line.y - next.y : 0;
    if (gap <= 0 || gap > 3 * line.size) continue;
    const size = Math.round(line.size);
    gaps.set(size, [...(gaps.get(size) ?? []).slice(-MAX_GAPS), gap]);
  }
  const medians = new Map([...gaps].map(([size, own]) => [size, medianOf(own)]));
  return ({ size }) => medians.get(Math.round(size)) ?? 1.2 * size;
}

const MAX_GAPS = 200;
const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

function continuesParagraph(last: Line, line: Line, leading: number, right: number): boolean {
  const isSameSize = Math.abs(last.size - line.size) <= 0.1 * last.size;
  if (!isSameSize || last.angle !== line.angle || LIST_MARKER.test(line.text)) return false;
  const gap = last.y - line.y;
  const isElsewhere = last.page !== line.page || gap <= 0 || gap > 3 * leading;
  if (isElsewhere) return !ENDS_SENTENCE.test(last.text) && BEGINS_LOWERCASE.test(line.text);
  if (gap > 1.4 * leading) return false;
  const isIndented = line.x > last.x + 0.8 * line.size;
  const isShort = last.end < right - 0.2 * (right - last.x);
  return !(ENDS_SENTENCE.test(last.text) && (isIndented || isShort));
}

/** Turns soft hyphens into hyphens if the document uses them within lines, where they are visible. */
export function resolveSoftHyphens(lines: readonly Line[]): readonly Line[] {
  const areVisible = lines.some(({ text }) => /\u00AD(?=\S)/.test(text));
  if (!areVisible) return lines;
  return lines.map((line) => ({ ...line, text: line.text.replaceAll("\u00AD", "-") }));
}

const WORD = /[\p{L}\p{N}]+(?:[-‐'’][\p{L}\p{N}]+)*/gu;

/** Returns the words of a document, without those divided at line ends. */
export function collectWords(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of lines)
    for (const [word] of text.matchAll(WORD)) words.add(word.toLowerCase().replaceAll("‐", "-"));
  return words;
}

/** Joins lines to a paragraph. */
export function joinLines(lines: readonly Line[], words: ReadonlySet<string>): Paragraph {
  const pieces: string[] = [];
  const pages: PageStart[] = [];
  let length = 0;
  for (const [at, { text, page }] of lines.entries()) {
    const next = lines[at + 1]?.text;
    const piece = next === undefined ? text : prepareLineEnd(text, next, words);
    if (pages.at(-1)?.page !== page) pages.push({ page, at: length });
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(""), pages, lines };
}

/** A hyphen or dash right after a word or number, without a blank between. */
const TIGHT = /[\p{L}\p{N}.)\]][-‐‑–—]$/u;
/** Words that follow a suspended hyphen: `pre- and post-war`. */
const SUSPENDED = /^(?:and|or|to|und|oder|bis|sowie|bzw\.|et|ou|y|o|en|of)(?![-‐\p{L}\p{N}])/u;

/**
 * Prepares the text of a line for joining it with the next. A hyphen at its end may belong to the word or to the line: it
 * is removed only if the document contains the undivided word, and never the hyphenated one. A soft hyphen is always
 * removed. After a hyphen that stays there is no blank.
 */
function prepareLineEnd(text: string, next: string, words: ReadonlySet<string>): string {
  if (text.endsWith("\u00AD")) return text.slice(0, -1);
  if (!TIGHT.test(text.slice(-2)) || !/^[\p{L}\p{N}]/u.test(next) || SUSPENDED.test(next))
    return `${text} `;
  const tail = /([\p{L}\p{N}]{1,100})[-‐]$/u.exec(text.slice(-101))?.[1]?.toLowerCase();
  const head = /^\p{Ll}[\p{L}\p{N}]{0,100}/u.exec(next)?.[0].toLowerCase();
  const isWordDivided =
    tail !== undefined &&
    head !== undefined &&
    words.has(tail + head) &&
    !words.has(`${tail}-${head}`);
  return isWordDivided ? text.slice(0, -1) : text;
}
