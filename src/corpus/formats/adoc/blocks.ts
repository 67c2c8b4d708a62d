/** @module Blocks of AsciiDoc, read line by line. */

import type { BlockWriter, TextLine } from "../../marked-text.ts";
import type { Span } from "../../span.ts";
import type { Origin } from "../../front-matter.ts";
import { authorsIn, revisionIn } from "./header.ts";
import type { AttributeReader } from "./attributes.ts";

/** Blocks that are nested deeper are read as prose. */
const MAX_DEPTH = 20;

const DELIMITER =
  /^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|\/{4,}|--|`{3,}[\w-]{0,40}|[|,:!]={3,})$/;
const TITLE = /^(={1,6}|#{1,6})[ \t]{1,20}(\S.*)$/;
const UNDERLINE = /^(?:=+|-+|~+|\^+|\++)$/;
const UNDERLINES = "=-~^+";
const ATTRIBUTES = /^\[(?:\[[^[\]]{1,300}\]|[\w.#%{,"'][^\n]{0,2000})?\]$/;
const BLOCK_TITLE = /^\.\.?[^\s.].*$/;
const BREAK = /^(?:'{3,}|-{3}|\*{3}|- - -|\* \* \*|<{3,})$/;
const CONDITION = /^(?:ifn?def|ifeval|endif)::\S{0,300}?\[.*\]$/;
const INCLUDE = /^include::[^[\n]{1,1000}\[.*\]$/;
const MEDIA = /^(?:image|video|audio|toc)::[^[\n]{0,2000}\[.*\]$/;
const COMMENT = /^\/\/(?!\/)/;
const BULLET = /^(?:[-•]|\*{1,5})[ \t]{1,20}(?=\S)/;
const ORDERED = /^(?:\.{1,5}|\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,8}\))[ \t]{1,20}(?=\S)/;
const CALLOUT = /^<(?:\d{1,3}|\.)>[ \t]{1,20}(?=\S)/;
const TERM_END = /(?<=\S)(?::{2,4}|;;)(?=\s|$)[ \t]*/;
const CHECKBOX = /^\[([ xX*])\][ \t]/;
const ADMONITION = /^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)$/;
const CODE_STYLE =
  /^(?:source|listing|literal|stem|latexmath|asciimath|ditaa|plantuml|mermaid|graphviz)$/;

/** The attribute line of a block. */
interface Style {
  readonly name: string;
  /** The values after the first, such as the author of a quotation. */
  readonly rest: string;
}
const NO_STYLE: Style = { name: "", rest: "" };

interface ReadBlocks {
  /** Metadata in the header. */
  readonly origin: Origin;
  /** By ID, the titles of sections. */
  readonly titles: ReadonlyMap<string, Span>;
  /** Whether the title of the document is underlined, which selects the older syntax. */
  readonly isOld: boolean;
}

const ANCHOR =
  /^\[\[([^\s[\],]{1,200})(?:,[^\n]*)?\]\]$|^\[[\w-]{0,40}#([^\s[\],.%]{1,200})[^\n]*\]$/;

/** Reads the blocks of a text. */
export function readBlocks(
  text: string,
  lines: readonly TextLine[],
  writer: BlockWriter,
  attributes: AttributeReader,
): ReadBlocks {
  const titles = new Map<string, Span>();
  let anchors: string[] = [];
  let isOld = false;
  /** Records a title, to which references without a text refer by ID or by itself. */
  const refer = (title: Span): void => {
    for (const id of [...anchors, text.slice(title.start, title.end).trim()]) titles.set(id, title);
    anchors = [];
  };
  const lineOf = (at: number): string => {
    const line = lines[at];
    return line ? text.slice(line.content, line.end) : "";
  };
  const indentOf = (at: number): number => lines[at]?.indent ?? 0;
  const isBlank = (at: number): boolean => lines[at]?.isBlank ?? true;
  const spanOf = (from: number, to: number): Span => ({
    start: lines[from]?.content ?? text.length,
    end: lines[to - 1]?.end ?? text.length,
  });
  const hideLines = (from: number, to: number): number => {
    writer.hide(spanOf(from, to));
    return to;
  };
  const dropLine = (at: number): number => {
    writer.drop(spanOf(at, at + 1));
    return at + 1;
  };

  const readBody = (from: number, to: number, depth: number): void => {
    let [at, style] = [from, NO_STYLE];
    while (at < to) {
      if (isBlank(at)) at += 1;
      else [at, style] = readBlock(at, to, depth, style);
    }
  };

  /** Reads a block, and returns the line after it, and the style of the next one. */
  const readBlock = (at: number, to: number, depth: number, style: Style): [number, Style] => {
    const line = lineOf(at);
    const isFlush = indentOf(at) === 0;
    if (depth > MAX_DEPTH) return [readParagraph(at, to, style), NO_STYLE];
    if (isFlush) {
      const isHidden = hiddenEnd(at, to);
      if (isHidden !== undefined) return [isHidden, style];
      if (ATTRIBUTES.test(line)) return readAttributes(at, style);
      if (DELIMITER.test(line)) return [readDelimited(at, to, depth, style), NO_STYLE];
      if (depth === 0) {
        const end = readTitle(at, to);
        if (end !== undefined) return [end, NO_STYLE];
      }
      if (BREAK.test(line)) return [at + 1, style];
      if (BLOCK_TITLE.test(line) && !ORDERED.test(line)) {
        const { start, end } = spanOf(at, at + 1);
        refer({ start: start + 1, end });
        writer.edit({ start, end: start + 1 });
        writer.add("prose", { start, end });
        return [at + 1, style];
      }
      if (line === "+") return [dropLine(at), style];
    }
    if (isListItem(at)) return [readList(at, to, depth), NO_STYLE];
    if (!isFlush) return [readLiteral(at, to), NO_STYLE];
    return [readParagraph(at, to, style), NO_STYLE];
  };

  /** Returns the line after lines that are not shown; undefined if those at this place are. */
  const hiddenEnd = (at: number, to: number): number | undefined => {
    const line = lineOf(at);
    if (/^\/{4,}$/.test(line)) return hideLines(at, Math.min(to, closingOf(at, to) + 1));
    if (COMMENT.test(line)) return hideLines(at, at + 1);
    const entry = attributes.read(at);
    if (entry !== undefined) return hideLines(at, entry);
    if (CONDITION.test(line)) {
      attributes.enter(line);
      writer.warn("parts of it are only for some settings (ifdef); all of them are read");
      return hideLines(at, at + 1);
    }
    if (INCLUDE.test(line)) {
      writer.warn("it includes other files, which are not read");
      return hideLines(at, at + 1);
    }
    return MEDIA.test(line) ? hideLines(at, at + 1) : undefined;
  };

  const readAttributes = (at: number, style: Style): [number, Style] => {
    const line = lineOf(at);
    const [first = "", ...rest] = line.slice(1, -1).split(",");
    const name = first.replace(/[.#%].*$/, "").trim();
    const [, id, short] = ANCHOR.exec(line) ?? [];
    const anchor = id ?? short;
    if (anchor !== undefined) anchors.push(anchor);
    const isAnchor = line.startsWith("[[") || name === "";
    const own = isAnchor ? style : { name, rest: rest.map((one) => one.trim()).join(", ") };
    if (ADMONITION.test(name)) {
      const { start, end } = spanOf(at, at + 1);
      writer.edit({ start, end }, `${name.charAt(0)}${name.slice(1).toLowerCase()}:`);
      writer.addLines({ start, end }, true);
      return [at + 1, own];
    }
    if (/^(?:quote|verse)$/.test(name) && rest.length > 0) {
      const { start, end } = spanOf(at, at + 1);
      const from = start + line.length - line.slice(line.indexOf(",") + 1).trimStart().length;
      writer.edit({ start, end: from });
      writer.edit({ start: end - 1, end }, ":");
      writer.addLines({ start, end }, true);
      return [at + 1, own];
    }
    return [dropLine(at), own];
  };

  // Titles
  const isSetext = (at: number, to: number): boolean => {
    if (at + 1 >= to || !UNDERLINE.test(lineOf(at + 1)) || indentOf(at + 1) > 0) return false;
    const [title, rule] = [lineOf(at), lineOf(at + 1)];
    return (
      rule.length > 1 && /[\p{L}\p{N}]/u.test(title) && Math.abs(title.length - rule.length) < 2
    );
  };
  const readTitle = (at: number, to: number): number | undefined => {
    const [, signs, rest = ""] = TITLE.exec(lineOf(at)) ?? [];
    const { start, end } = spanOf(at, at + 1);
    if (signs !== undefined) {
      const closing = rest.endsWith(` ${signs}`) ? signs.length : 0;
      const title = { start: end - rest.length, end: end - closing };
      refer(title);
      writer.heading({ start, end }, title, signs.length);
      return at + 1;
    }
    if (!isSetext(at, to)) return undefined;
    const depth = UNDERLINES.indexOf(lineOf(at + 1).charAt(0)) + 1;
    refer({ start, end });
    writer.heading({ start, end: spanOf(at + 1, at + 2).end }, { start, end }, depth);
    return at + 2;
  };

  // Delimited blocks
  /** Returns the line that closes a block, or the end. */
  const closingOf = (at: number, to: number): number => {
    const delimiter = lineOf(at).replace(/^(`{3,}).*$/, "$1");
    let end = at + 1;
    while (end < to && (lineOf(end) !== delimiter || indentOf(end) > 0)) end += 1;
    return end;
  };
  const readDelimited = (at: number, to: number, depth: number, { name }: Style): number => {
    anchors = [];
    const end = closingOf(at, to);
    const after = Math.min(to, end + 1);
    const sign = lineOf(at).charAt(0);
    const close = (): number => {
      if (after > end) writer.dropAfter(spanOf(end, after));
      return after;
    };
    if (name === "comment") return hideLines(at, after);
    if (sign === "+" && !CODE_STYLE.test(name)) {
      writer.warn("it has a block of HTML or the like (++++), which is not read");
      return hideLines(at, after);
    }
    const isOpen = /^(?:=+|\*+|_+|--)$/.test(lineOf(at));
    if (!isOpen || (lineOf(at) === "--" && CODE_STYLE.test(name))) {
      dropLine(at);
      hideIncluded(at + 1, end);
      writer.add("code", {
        start: lines[at + 1]?.start ?? text.length,
        end: lastLineEnd(at + 1, end),
      });
      return close();
    }
    dropLine(at);
    if (name === "verse")
      writer.addLines({ start: spanOf(at + 1, end).start, end: lastLineEnd(at + 1, end) });
    else readBody(at + 1, end, depth + 1);
    return close();
  };
  /** Returns the end of the last line with text. */
  const lastLineEnd = (from: number, to: number): number => {
    let last = to;
    while (last > from && isBlank(last - 1)) last -= 1;
    return last > from
      ? (lines[last - 1]?.end ?? text.length)
      : (lines[from]?.start ?? text.length);
  };
  const hideIncluded = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1)
      if (INCLUDE.test(lineOf(at))) {
        writer.warn("it includes other files, which are not read");
        writer.hideWithin(spanOf(at, at + 1));
      }
  };

  // Lists
  const markerOf = (line: string): string | undefined =>
    (BULLET.exec(line) ?? ORDERED.exec(line) ?? CALLOUT.exec(line))?.[0];
  const termEnd = (line: string): Span | undefined => {
    const found = line.length > 2_000 || COMMENT.test(line) ? null : TERM_END.exec(line);
    return found ? { start: found.index, end: found.index + found[0].length } : undefined;
  };
  const isListItem = (at: number): boolean =>
    markerOf(lineOf(at)) !== undefined || termEnd(lineOf(at)) !== undefined;

  const readList = (at: number, to: number, depth: number): number => {
    anchors = [];
    let next = at;
    const counts = new Map<string, number>();
    writer.group(spanOf(at, at + 1).start, () => {
      while (next < to) {
        const first = next;
        next = readListPart(next, to, depth, counts);
        if (next === first) break;
      }
    });
    return next;
  };
  /** Reads an item, or a block that belongs to one; returns the same line if the list ends. */
  const readListPart = (
    at: number,
    to: number,
    depth: number,
    counts: Map<string, number>,
  ): number => {
    let next = at;
    while (next < to && isBlank(next)) next += 1;
    if (next >= to) return at;
    if (lineOf(next) === "+" && indentOf(next) === 0) return readAttached(next, to, depth);
    if (isListItem(next)) return readItem(next, to, counts);
    if (indentOf(next) > 0) return readLiteral(next, to);
    return at;
  };
  const readAttached = (at: number, to: number, depth: number): number => {
    let next = dropLine(at);
    let style = NO_STYLE;
    for (let isDone = false; next < to && !isDone && !isBlank(next);) {
      const before = style;
      [next, style] = readBlock(next, to, depth + 1, before);
      isDone = style === NO_STYLE;
    }
    return next;
  };
  const readItem = (at: number, to: number, counts: Map<string, number>): number => {
    const line = lineOf(at);
    const { start } = spanOf(at, at + 1);
    const sign = markerOf(line);
    let from = start;
    if (sign !== undefined) {
      from = start + sign.length;
      const box = CHECKBOX.exec(line.slice(sign.length));
      const mark = BULLET.test(line) ? "•" : numberOf(sign.trim(), counts);
      writer.mark({ start, end: start + sign.trimEnd().length }, mark);
      if (box) {
        writer.edit({ start: from, end: from + 3 }, box[1] === " " ? "☐" : "☑");
      }
    }
    const term = sign === undefined ? termEnd(line) : undefined;
    let end = at + 1;
    while (end < to && isContinued(end)) end += 1;
    if (term) {
      const isAlone = term.end >= line.length;
      writer.edit({ start: start + term.start, end: start + term.end }, isAlone ? "" : "\n");
      if (isAlone) {
        writer.add("prose", spanOf(at, at + 1));
        if (end > at + 1) writer.add("prose", spanOf(at + 1, end));
        return readDescription(end, to);
      }
    }
    writer.add("prose", { start: from, end: spanOf(at, end).end });
    return end;
  };
  /** Reads the text of a term that is on its own line, after a blank line. */
  const readDescription = (at: number, to: number): number => {
    let next = at;
    while (next < to && isBlank(next)) next += 1;
    const isText = next < to && next > at && isBlank(at) && indentOf(next) > 0 && !isListItem(next);
    if (!isText) return at;
    let end = next + 1;
    while (end < to && isContinued(end)) end += 1;
    writer.add("prose", spanOf(next, end));
    return end;
  };
  const isContinued = (at: number): boolean => {
    const line = lineOf(at);
    if (isBlank(at) || isListItem(at) || line === "+") return false;
    return indentOf(at) > 0 || !(ATTRIBUTES.test(line) || DELIMITER.test(line));
  };
  const numberOf = (sign: string, counts: Map<string, number>): string => {
    if (!/^\.+$/.test(sign)) return sign;
    const count = (counts.get(sign) ?? 0) + 1;
    for (const deeper of counts.keys()) if (deeper.length > sign.length) counts.delete(deeper);
    counts.set(sign, count);
    return `${count}.`;
  };

  // Paragraphs
  const readLiteral = (at: number, to: number): number => {
    let end = at + 1;
    while (end < to && !isBlank(end) && lineOf(end) !== "+") end += 1;
    writer.add("code", { start: lines[at]?.start ?? 0, end: spanOf(at, end).end });
    return end;
  };
  const readParagraph = (at: number, to: number, { name }: Style): number => {
    anchors = [];
    let end = at + 1;
    const isOver = (next: number): boolean =>
      isBlank(next) ||
      (indentOf(next) === 0 && (ATTRIBUTES.test(lineOf(next)) || DELIMITER.test(lineOf(next))));
    while (end < to && !isOver(end)) end += 1;
    const span = spanOf(at, end);
    if (name === "comment") return hideLines(at, end);
    if (CODE_STYLE.test(name)) writer.add("code", span);
    else if (name === "verse") writer.addLines(span);
    else writer.add("prose", span);
    return end;
  };

  // The header
  const skipHidden = (from: number): number => {
    let at = from;
    for (let end: number | undefined = at; end !== undefined && at < lines.length;) {
      at = end;
      end = isBlank(at) ? at + 1 : indentOf(at) > 0 ? undefined : hiddenEnd(at, lines.length);
    }
    return at;
  };
  /** Reads the title and the lines directly below it. */
  const readHeader = (): { readonly end: number; readonly origin: Origin } => {
    const first = skipHidden(0);
    const isTitle =
      /^[=#][ \t]/.test(lineOf(first)) ||
      (isSetext(first, lines.length) && lineOf(first + 1).startsWith("="));
    const below = isTitle && indentOf(first) === 0 ? readTitle(first, lines.length) : undefined;
    if (below === undefined) return { end: first, origin: {} };
    isOld = below === first + 2;
    const authors = authorsIn(lineOf(below));
    const revision = authors === undefined ? undefined : revisionIn(lineOf(below + 1));
    let at = below;
    if (authors !== undefined) at = hideLines(at, at + (revision ? 2 : 1));
    for (let end: number | undefined = at; end !== undefined && !isBlank(at);) {
      at = end;
      end = isBlank(at) ? undefined : hiddenEnd(at, lines.length);
    }
    const date = revision?.date ?? "";
    return {
      end: at,
      origin: { ...(authors ? { author: authors } : {}), ...(date ? { published: date } : {}) },
    };
  };
  const { end, origin } = readHeader();
  readBody(end, lines.length, 0);
  return { origin, titles, isOld };
}
