/** @module Texts with markup other than Markdown: lines, and a writer of their blocks, hidden parts and edits. */

import type { Block, Stretch } from "./block.ts";
import { deletion, type Edit, editText, orderEdits } from "./edits.ts";
import type { Origin } from "./front-matter.ts";
import { joinSpans } from "./hidden.ts";
import type { Link } from "./markdown/inline-markup.ts";
import type { ReadText } from "./markdown/markdown.ts";
import { firstEndingAfter, hasWords, type Span, trim } from "./span.ts";

/** The edits that make a text what a reader of the rendered document sees, in order and disjoint. */
export interface Markup {
  readonly edits: readonly Edit[];
  /** The signs of list items, with those that are rendered instead. */
  readonly markers: readonly Edit[];
  readonly links: readonly Link[];
}

/** A line without its line end and the white space before that. */
export interface TextLine extends Span {
  /** The offset of its first character that is no white space. */
  readonly content: number;
  /** The width of the white space before, in columns. */
  readonly indent: number;
  readonly isBlank: boolean;
}

/** Lists the lines of a text from an offset on. */
export function textLines(text: string, from: number, tabStop: number): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = from; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    lines.push(lineOf(text, { start, end }, tabStop));
    start = end + 1;
  }
  return lines;
}

function lineOf(text: string, whole: Span, tabStop: number): TextLine {
  const { start: content, end } = trim(text, whole);
  if (content === end) return { start: whole.start, end, content, indent: 0, isBlank: true };
  let indent = 0;
  for (let at = whole.start; at < content; at += 1)
    indent += text.charAt(at) === "\t" ? tabStop - (indent % tabStop) : 1;
  return { start: whole.start, end, content, indent, isBlank: false };
}

/** Returns functions of the lines of a text by their index; beyond the last they are blank. */
export function lineCursor(text: string, lines: readonly TextLine[]) {
  const isBlank = (at: number): boolean => lines[at]?.isBlank ?? true;
  const indentOf = (at: number): number => lines[at]?.indent ?? 0;
  const lineOf = (at: number): string => {
    const line = lines[at];
    return line ? text.slice(line.content, line.end) : "";
  };
  const startOf = (at: number): number => lines[at]?.start ?? text.length;
  /** Returns the span of the lines up to `to`, without the indentation of the first. */
  const spanOf = (from: number, to: number): Span => ({
    start: lines[from]?.content ?? text.length,
    end: lines[to - 1]?.end ?? text.length,
  });
  /** Returns the first line from `at` on that is not blank, or `to`. */
  const skipBlank = (at: number, to: number): number => {
    let next = at;
    while (next < to && isBlank(next)) next += 1;
    return next;
  };
  /** Returns the line after a paragraph. */
  const paragraphEnd = (at: number, to: number): number => {
    let end = at + 1;
    while (end < to && !isBlank(end)) end += 1;
    return end;
  };
  /** Returns the end of the lines from `at` that are blank or indented so much, without blank ones at the end. */
  const extentOf = (at: number, to: number, indent: number): number => {
    let end = at;
    for (let next = at; next < to && (isBlank(next) || indentOf(next) >= indent); next += 1)
      if (!isBlank(next)) end = next + 1;
    return end;
  };
  return { isBlank, indentOf, lineOf, startOf, spanOf, skipBlank, paragraphEnd, extentOf };
}

/** Returns the first offset from `from` on that is no blank or tab, or `to`. */
export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /[ \t]/.test(text.charAt(at))) at += 1;
  return at;
}

export type LineCursor = ReturnType<typeof lineCursor>;

/** Returns the edits of a paragraph, in offsets of the text that it is given. */
export type Inline = (source: string) => InlineMarkup;

export interface InlineMarkup {
  readonly edits: readonly Edit[];
  readonly links?: readonly Link[];
  readonly hidden?: readonly Span[];
}

export interface BlockWriter {
  heading(span: Span, title: Span, depth: number): void;
  /** Adds a stretch without parts. Line ends in `prose` become blanks, and its inline markup is edited. */
  add(kind: "prose" | "code", span: Span): void;
  /** Adds prose whose line ends stay; `isRaw`: without inline markup. */
  addLines(span: Span, isRaw?: boolean): void;
  /** Adds what is written meanwhile as one group. */
  group(start: number, write: () => void): void;
  /** Replaces markup that belongs to the block after it, or before it (`after`). */
  edit(span: Span, text?: string): void;
  drop(span: Span): void;
  dropAfter(span: Span): void;
  mark(span: Span, text: string): void;
  hide(span: Span): void;
  /** Hides a part of the block that is added next. */
  hideWithin(span: Span): void;
  warn(text: string): void;
  finish(inline: Inline, origin: Origin): ReadText & { readonly markup: Markup };
}

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f]/u;

/** Returns a writer of the blocks of a text, given in order. */
export function blockWriter(text: string): BlockWriter {
  const [hidden, edits, markers, links]: [Span[], Edit[], Edit[], Link[]] = [[], [], [], []];
  const [titles, paragraphs, breaks]: [Map<object, Span>, Span[], Edit[]] = [new Map(), [], []];
  const warnings = new Set<string>();
  let blocks: Block[] = [];
  let pending: Span | undefined;

  const push = (stretch: Stretch): void => {
    const { start } = pending ?? stretch;
    const { end } = stretch;
    blocks.push(pending ? { kind: "group", start, end, parts: [stretch] } : stretch);
    pending = undefined;
  };
  /** Hides markup that no block follows. */
  const flush = (): void => {
    if (pending) hidden.push(pending);
    pending = undefined;
  };
  const add = (kind: "prose" | "code", span: Span): Span | undefined => {
    const { start, end } = kind === "code" ? span : trim(text, span);
    if (!hasWords(text.slice(start, end))) return undefined;
    push({ kind, start, end, parts: [] });
    return { start, end };
  };
  return {
    heading(span, title, depth) {
      flush();
      const heading = { kind: "heading" as const, depth, title: "", ...span };
      titles.set(heading, title);
      blocks.push(heading);
    },
    add(kind, span) {
      const own = add(kind, span);
      if (!own || kind === "code") return;
      paragraphs.push(own);
      for (const gap of softBreaksIn(text, own)) breaks.push(gap);
    },
    addLines(span, isRaw = false) {
      const own = add("prose", span);
      if (own && !isRaw) paragraphs.push(own);
    },
    group(start, write) {
      const before = { blocks, pending };
      [blocks, pending] = [[], undefined];
      write();
      flush();
      const parts = blocks.filter((block): block is Stretch => block.kind !== "heading");
      ({ blocks, pending } = before);
      const end = parts.at(-1)?.end;
      if (end !== undefined) push({ kind: "group", start, end, parts });
      else hidden.push({ start, end: start });
    },
    edit: (span, replacement = "") => void edits.push({ ...span, text: replacement }),
    drop(span) {
      edits.push(deletion(span.start, span.end));
      pending = { start: pending?.start ?? span.start, end: span.end };
    },
    dropAfter(span) {
      edits.push(deletion(span.start, span.end));
      const last = blocks.at(-1);
      if (last && last.kind !== "heading" && !pending)
        blocks[blocks.length - 1] = {
          kind: "group",
          start: last.start,
          end: span.end,
          parts: [last],
        };
      else hidden.push(span);
    },
    mark: (span, replacement) => void markers.push({ ...span, text: replacement }),
    hide(span) {
      flush();
      hidden.push(span);
    },
    hideWithin: (span) => void hidden.push(span),
    warn: (warning) => void warnings.add(warning),
    finish(inline, origin) {
      flush();
      for (const span of paragraphs) {
        const found = inline(text.slice(span.start, span.end));
        for (const edit of found.edits) edits.push(shifted(edit, span.start));
        for (const link of found.links ?? []) links.push(shifted(link, span.start));
        for (const part of found.hidden ?? []) hidden.push(shifted(part, span.start));
      }
      const joined = joinSpans(text, hidden);
      const titled = blocks.map((block) => {
        const title = titles.get(block);
        return title && block.kind === "heading"
          ? { ...block, title: plainTitle(text.slice(title.start, title.end), inline) }
          : block;
      });
      const isSeen = ({ start, end }: Edit): boolean => {
        const part = joined[firstEndingAfter(joined, start)];
        return part === undefined || part.start >= end;
      };
      const all = withBreaks(orderEdits(edits), breaks).filter(isSeen);
      const markup = { edits: all, markers, links };
      return { blocks: titled, hidden: joined, origin, warnings: [...warnings], markup };
    },
  };
}

const shifted = <S extends Span>(span: S, by: number): S => ({
  ...span,
  start: span.start + by,
  end: span.end + by,
});

/** Adds line breaks to edits; those inside an edit have gone with it. */
function withBreaks(edits: readonly Edit[], breaks: readonly Edit[]): Edit[] {
  let next = 0;
  const kept = breaks.filter((gap) => {
    while ((edits[next]?.end ?? Infinity) <= gap.start) next += 1;
    return (edits[next]?.start ?? Infinity) >= gap.end;
  });
  return [...edits, ...kept].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Returns a text on one line without inline markup. */
export const plainTitle = (source: string, inline: Inline): string =>
  editText(source, { start: 0, end: source.length }, orderEdits(inline(source).edits))
    .text.replace(/\s+/g, " ")
    .trim();

/** Returns edits that make a blank of each line break, or nothing between East Asian characters. */
function softBreaksIn(text: string, { start, end }: Span): Edit[] {
  const source = text.slice(start, end);
  if (!source.includes("\n")) return [];
  const breaks: Edit[] = [];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) {
    let [from, to] = [at, at + 1];
    while (from > 0 && /[ \t\r]/.test(source.charAt(from - 1))) from -= 1;
    while (/[ \t]/.test(source.charAt(to))) to += 1;
    const isCjk = CJK.test(source.charAt(from - 1)) && CJK.test(source.charAt(to));
    breaks.push({ start: start + from, end: start + to, text: isCjk ? "" : " " });
    at = to - 1;
  }
  return breaks;
}

/**
 * Returns a search for ends of inline markup, in linear time: whether an offset is an end must not depend on where the
 * search begins.
 */
export function endFinder(
  source: string,
): (sign: string, from: number, isEnd: (at: number) => boolean) => number {
  /** By sign, the end of the searched part, and the first end found beyond. */
  const known = new Map<string, { from: number; found: number }>();
  return (sign, from, isEnd) => {
    const last = known.get(sign);
    if (last && from >= last.from && (last.found === -1 || last.found >= from)) return last.found;
    let found = source.indexOf(sign, from);
    while (found !== -1 && !isEnd(found)) found = source.indexOf(sign, found + 1);
    known.set(sign, { from, found });
    return found;
  };
}
