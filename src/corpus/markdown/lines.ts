/** @module Lines of Markdown: positions, markup that takes a whole line, and code blocks. */

import type { Edit } from "../edits.ts";
import { matchEnd, type Span } from "../span.ts";

/** A line of a text, without its line end. */
export interface Line extends Span {
  /** The offset of its content, after white space and the markers of quotations and list items. */
  readonly content: number;
  /** The column of its content. */
  readonly indent: number;
  /** The width of its leading white space, in columns. */
  readonly margin: number;
  readonly isBlank: boolean;
}

/** Bounded, as an unbounded group overflows the stack; further markers count as content. */
const CONTAINERS = /[ \t]*(?:>[ \t]*){0,100}(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)){0,100}/y;
const MARGIN = /[ \t]*/y;
const TAB_STOP = 4;

/** Returns the line that begins at an offset. */
export function lineAt(text: string, start: number): Line {
  const newline = text.indexOf("\n", start);
  const whole = newline === -1 ? text.length : newline;
  const end = text.charAt(whole - 1) === "\r" && whole > start ? whole - 1 : whole;
  const content = Math.min(end, matchEnd(CONTAINERS, text, start));
  const margin = columns(text, start, Math.min(end, matchEnd(MARGIN, text, start)));
  const isBlank = text.slice(start, end).trim() === "";
  return { start, end, content, indent: columns(text, start, content), margin, isBlank };
}

/** Returns the offset of the next line. */
export function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}

const LINE_BREAK = /\r?\n[ \t]*/g;
const HARD_BREAK = /(?: {2}|\\)$/;
/** The beginning of a line that does not continue the text above it. */
const OPENS_LINE =
  /^(?:[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|[-=*_]{3}|\||<|:{3})|[ \t>]*$)/;
const ALERT = /^[ \t>]*\[![A-Za-z]+\][+-]?[ \t]*$/;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f]/u;

/** Returns the edits that make a blank of each line break inside a paragraph, or nothing between East Asian characters. */
export function softBreaks(text: string, { start, end }: Span): Edit[] {
  const part = text.slice(start, end);
  return Array.from(part.matchAll(LINE_BREAK)).flatMap(({ index, 0: gap }) => {
    const above = part.slice(part.lastIndexOf("\n", index - 1) + 1, index);
    const [below = ""] = part.slice(index + gap.length).split("\n", 1);
    if (above.trim() === "" || HARD_BREAK.test(above) || ALERT.test(above)) return [];
    if (OPENS_LINE.test(below) || isQuoted(above) !== isQuoted(below)) return [];
    const isCjk = CJK.test(above.slice(-1)) && CJK.test(below.charAt(0));
    const at = start + index;
    return [{ start: at, end: at + gap.length, text: isCjk ? "" : " " }];
  });
}

const isQuoted = (line: string): boolean => /^[ \t]*>/.test(line);

function columns(text: string, start: number, end: number): number {
  let column = 0;
  for (let at = start; at < end; at += 1)
    column = text.charAt(at) === "\t" ? column - (column % TAB_STOP) + TAB_STOP : column + 1;
  return column;
}

/**
 * Markup that takes a whole line. `opens`: begins a part of the page that a line of the kind `closes` ends; `indents`:
 * begins one that ends before the first line indented less.
 */
export interface LineMarkup {
  readonly kind: "opens" | "closes" | "indents" | "plain";
  readonly title: string;
}

const COLONS = /^:{3,}[ \t]*(.*)$/;
const DIRECTIVE_NAME = /^(?:\{[^{}]*\}|\.?\p{L}[\p{L}\w:-]*|(?=\[))/u;
const ADMONITION = /^(?:!{3}|\?{3}\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"[^"]*")?[ \t]*$/;
const TAB = /^={3}[!+]?[ \t]+"[^"]*"[ \t]*$/;
const QUOTED = /"([^"]*)"[ \t]*$/;
const OPTION = /^:[\w-]+:(?:[ \t]|$)/;

const PLAIN: readonly RegExp[] = [
  // MyST labels
  /^\([\w:.-]+\)=[ \t]*$/,
  /^(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|\{\{[ \t]*TOC[ \t]*\}\}|@\[toc\].*)[ \t]*$/i,
  // Inclusions of files
  /^-+8<-+/,
  /^<<<[ \t]+\S/,
  /^@\[code\b/,
  // Abbreviations
  /^\*\[[^\]]+\]:[ \t]/,
];

/** A longer line is text. */
const MAX_LENGTH = 400;

/** Returns the markup that a line consists of, if any. `isOption`: the line before opened a directive. */
export function matchLine(content: string, isOption: boolean): LineMarkup | undefined {
  if (content.length > MAX_LENGTH) return undefined;
  const colons = COLONS.exec(content);
  if (colons) return directive(colons[1] ?? "");
  if (ADMONITION.test(content) || TAB.test(content))
    return { kind: "indents", title: QUOTED.exec(content)?.[1]?.trim() ?? "" };
  const isPlain = PLAIN.some((pattern) => pattern.test(content));
  return isPlain || (isOption && OPTION.test(content)) ? { kind: "plain", title: "" } : undefined;
}

/** Parses the text after colons; undefined if it begins with no name of a directive. */
function directive(rest: string): LineMarkup | undefined {
  if (rest.trim() === "") return { kind: "closes", title: "" };
  const name = DIRECTIVE_NAME.exec(rest)?.[0];
  if (name === undefined) return undefined;
  const title = rest.slice(name.length).replace(/\{[^{}]*\}|:+[ \t]*$/g, "");
  return { kind: "opens", title: title.replace(/^\s*\[(.*)\]\s*$/, "$1").trim() };
}

/** `code`: a line without markup; `markup`: a fence of a directive whose content is text. */
type CodeLine = "code" | "markup";

interface Fence {
  readonly marker: string;
  /** The column of its list item; a line indented less ends both. */
  readonly column: number;
  readonly isQuoted: boolean;
  readonly isText: boolean;
  readonly isHidden: boolean;
}

const FENCE = /^(`{3,}|~{3,})[ \t]*(.*)$/;
const LIST_ITEM = /(?:[-*+]|\d{1,9}[.)])[ \t]*$/;
const DIRECTIVE = /^\{([\w:-]+)\}/;
/** MyST directives whose content is text. */
const TEXT_DIRECTIVES = new Set(
  (
    "note warning tip important caution danger attention hint error seealso admonition dropdown card tab-item tab-set " +
    "grid grid-item grid-item-card margin sidebar topic versionadded versionchanged deprecated epigraph pull-quote"
  ).split(" "),
);
/** MyST directives that are not rendered as text. */
const HIDDEN_DIRECTIVES = new Set(
  "toctree include contents index image raw eval-rst meta tableofcontents".split(" "),
);
const CODE_INDENT = 4;

interface CodeTracker {
  /** Returns the kind of the next line, if it belongs to a code block. */
  next(line: Line, isAfterBlank: boolean): CodeLine | undefined;
  /** Begins a list item whose content has this column. */
  openItem(column: number): void;
}

/** Returns a tracker of the lines of a text, given in order. In MDX, indented lines are no code. */
export function trackCode(text: string, isMdx: boolean): CodeTracker {
  const lists: number[] = [];
  let fence: Fence | undefined;
  let isIndented = false;

  const inFence = (
    line: Line,
    { marker, column, isQuoted, ...open }: Fence,
  ): CodeLine | undefined | "ended" => {
    const content = text.slice(line.content, line.end);
    const isOutside = !line.isBlank && (line.indent < column || (isQuoted && !isQuote(text, line)));
    const isClosing =
      content.startsWith(marker) && content.replaceAll(marker.charAt(0), "").trim() === "";
    if (isOutside || isClosing) fence = undefined;
    if (isOutside) return "ended";
    if (open.isText && !isClosing) return undefined;
    return open.isText || open.isHidden ? "markup" : "code";
  };
  const open = (line: Line): CodeLine | undefined => {
    const [, marker, info = ""] = FENCE.exec(text.slice(line.content, line.end)) ?? [];
    if (marker === undefined || (marker.startsWith("`") && info.includes("`"))) return undefined;
    const name = DIRECTIVE.exec(info)?.[1] ?? "";
    const kind = { isText: TEXT_DIRECTIVES.has(name), isHidden: HIDDEN_DIRECTIVES.has(name) };
    fence = { marker, column: lists.at(-1) ?? 0, isQuoted: isQuote(text, line), ...kind };
    return kind.isText || kind.isHidden ? "markup" : "code";
  };
  const next: CodeTracker["next"] = (line, isAfterBlank) => {
    const within = fence && inFence(line, fence);
    if (fence || (within !== undefined && within !== "ended"))
      return within === "ended" ? undefined : within;
    if (line.isBlank) return isIndented ? "code" : undefined;
    while ((lists.at(-1) ?? 0) > line.margin) lists.pop();
    isIndented =
      !isMdx && (isAfterBlank || isIndented) && line.margin >= (lists.at(-1) ?? 0) + CODE_INDENT;
    if (isIndented) return "code";
    if (LIST_ITEM.test(text.slice(line.start, line.content))) lists.push(line.indent);
    return open(line);
  };
  return { next, openItem: (column) => void lists.push(column) };
}

const isQuote = (text: string, { start, content }: Line): boolean =>
  text.slice(start, content).includes(">");
