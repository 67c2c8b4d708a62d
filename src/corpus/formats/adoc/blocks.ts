/** @module Blocks of AsciiDoc, read line by line. */

import type { Span } from "../../span.ts";
import { closingOf, hideMarkup, INCLUSION } from "./hidden.ts";
import { type Header, readHeader } from "./header.ts";
import {
  ATTRIBUTES,
  CODE_STYLE,
  DELIMITER,
  endsParagraph,
  INCLUDE,
  isListItem,
  ORDERED,
  type Reading,
} from "./lines.ts";
import { listReader } from "./lists.ts";
import { titleReader } from "./titles.ts";

/** Blocks that are nested deeper are read as prose. */
const MAX_DEPTH = 20;

const BLOCK_TITLE = /^\.\.?[^\s.].*$/;
const BREAK = /^(?:'{3,}|-{3}|\*{3}|- - -|\* \* \*|<{3,})$/;
const ADMONITION = /^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)$/;
const QUOTATION = /^(?:quote|verse)$/;
/** Delimiters of blocks that contain blocks. */
const CONTAINER = /^(?:=+|\*+|_+|--)$/;

/** The style that a line of attributes gives to the block below it, such as `source`. */
type Style = string;
const NO_STYLE: Style = "";

interface ReadBlocks extends Pick<Header, "isOld" | "origin"> {
  /** By ID or text, the titles of sections. */
  readonly titles: ReadonlyMap<string, Span>;
}

/** Reads the blocks of a text. */
export function readBlocks(reading: Reading): ReadBlocks {
  const { cursor, writer, length } = reading;
  const { lineOf, spanOf, startOf, indentOf, isBlank } = cursor;
  const titles = titleReader(reading);
  const dropLine = (at: number): number => {
    writer.drop(spanOf(at, at + 1));
    return at + 1;
  };
  const hideLines = (from: number, to: number): number => {
    writer.hide(spanOf(from, to));
    return to;
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
      const hidden = hideMarkup(reading, at, to);
      if (hidden !== undefined) return [hidden, style];
      if (ATTRIBUTES.test(line)) return readAttributes(at, style);
      if (DELIMITER.test(line)) return [readDelimited(at, to, depth, style), NO_STYLE];
      if (depth === 0) {
        const end = titles.read(at, to);
        if (end !== undefined) return [end, NO_STYLE];
      }
      if (BREAK.test(line)) return [at + 1, style];
      if (BLOCK_TITLE.test(line) && !ORDERED.test(line)) {
        const { start, end } = spanOf(at, at + 1);
        titles.record({ start: start + 1, end });
        writer.edit({ start, end: start + 1 });
        writer.add("prose", { start, end });
        return [at + 1, style];
      }
      if (line === "+") return [dropLine(at), style];
    }
    if (isListItem(line)) return [readListAt(at, to, depth), NO_STYLE];
    if (!isFlush) return [readLiteral(at, to), NO_STYLE];
    return [readParagraph(at, to, style), NO_STYLE];
  };

  const readAttributes = (at: number, style: Style): [number, Style] => {
    const line = lineOf(at);
    const [first = "", ...rest] = line.slice(1, -1).split(",");
    const name = first.replace(/[.#%].*$/, "").trim();
    titles.readAnchor(line);
    const own = line.startsWith("[[") || name === "" ? style : name;
    if (ADMONITION.test(name)) {
      const { start, end } = spanOf(at, at + 1);
      writer.edit({ start, end }, `${name.charAt(0)}${name.slice(1).toLowerCase()}:`);
      writer.addLines({ start, end }, true);
      return [at + 1, own];
    }
    if (QUOTATION.test(name) && rest.length > 0) {
      const { start, end } = spanOf(at, at + 1);
      const from = start + line.length - line.slice(line.indexOf(",") + 1).trimStart().length;
      writer.edit({ start, end: from });
      writer.edit({ start: end - 1, end }, ":");
      writer.addLines({ start, end }, true);
      return [at + 1, own];
    }
    return [dropLine(at), own];
  };

  const readDelimited = (at: number, to: number, depth: number, name: Style): number => {
    titles.forgetAnchors();
    const end = closingOf(reading, at, to);
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
    const isOpen = CONTAINER.test(lineOf(at));
    if (!isOpen || (lineOf(at) === "--" && CODE_STYLE.test(name))) {
      dropLine(at);
      hideIncluded(at + 1, end);
      writer.add("code", {
        start: startOf(at + 1),
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
    return last > from ? spanOf(from, last).end : startOf(from);
  };
  const hideIncluded = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1)
      if (INCLUDE.test(lineOf(at))) {
        writer.warn(INCLUSION);
        writer.hideWithin(spanOf(at, at + 1));
      }
  };

  // Lists
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
  // Paragraphs
  const readLiteral = (at: number, to: number): number => {
    let end = at + 1;
    while (end < to && !isBlank(end) && lineOf(end) !== "+") end += 1;
    writer.add("code", { start: startOf(at), end: spanOf(at, end).end });
    return end;
  };
  const readParagraph = (at: number, to: number, name: Style): number => {
    titles.forgetAnchors();
    let end = at + 1;
    const isOver = (next: number): boolean =>
      isBlank(next) || (indentOf(next) === 0 && endsParagraph(lineOf(next)));
    while (end < to && !isOver(end)) end += 1;
    const span = spanOf(at, end);
    if (name === "comment") return hideLines(at, end);
    if (CODE_STYLE.test(name)) writer.add("code", span);
    else if (name === "verse") writer.addLines(span);
    else writer.add("prose", span);
    return end;
  };

  const readList = listReader(reading, readLiteral);
  const readListAt = (at: number, to: number, depth: number): number => {
    titles.forgetAnchors();
    return readList(at, to, (next) => readAttached(next, to, depth));
  };

  const { end, isOld, origin } = readHeader(reading, titles);
  readBody(end, length, 0);
  return { origin, isOld, titles: titles.titles };
}
