/** @module Blocks of reStructuredText, read line by line and by indentation. */

import { type BlockWriter, lineCursor, skipBlanks, type TextLine } from "../../marked-text.ts";
import type { Span } from "../../span.ts";
import { directiveReader } from "./directive.ts";
import { FIELD, HIDDEN_FIELD } from "./fields.ts";
import { foldName } from "./inline.ts";
import { GRID_BORDER, SIMPLE_BORDER, tableEnds } from "./tables.ts";
import { type FoundTitle, isRule, titleFinder } from "./titles.ts";

/** Parts that are nested deeper are read as prose. */
const MAX_DEPTH = 20;

const BULLET = /^[*+\-•‣⁃](?=\s|$)/;
const ENUMERATOR = /^\(?(?:#|\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,10})[.)](?=\s|$)/;
const OPTION = /^(?:-[\w?]|--[\w][\w-]{0,60}|\/[A-Za-z?])(?:[ =,][^\n]{0,200}?)?(?: {2,}\S|$)/;
const DOCTEST = /^>>>(?:\s|$)/;
const LINE_BLOCK = /^\|(?=\s|$)/;
const DIRECTIVE = /^\.\.[ \t]{1,20}([A-Za-z\d](?:[\w.+:-]{0,80}[\w.+-])?)[ \t]?::(?=\s|$)/;
const SUBSTITUTION = /^\.\.[ \t]{1,20}\|([^|\n]{1,200})\|[ \t]{1,20}([\w-]{1,60})::[ \t]*/;
const NOTE = /^\.\.[ \t]{1,20}(?=\[[^\]\s]{1,100}\](?:\s|$))/;
const TARGET = /^\.\.[ \t]{1,20}_(?:`([^`\n]{1,300})`|((?:\\.|[^:\\\n]){1,300}|_)):(?=\s|$)/;

/** What a document defines, found while its blocks are read. */
export interface Found {
  readonly targets: Set<string>;
  readonly substitutions: Map<string, string>;
  readonly fields: Map<string, string>;
  readonly roles: Map<string, string>;
}

/** Reads the blocks of a text. */
export function readBlocks(text: string, lines: readonly TextLine[], writer: BlockWriter): Found {
  const [targets, roles] = [new Set<string>(), new Map<string, string>()];
  const found: Found = { targets, substitutions: new Map(), fields: new Map(), roles };
  const cursor = lineCursor(text, lines);
  const { lineOf, spanOf, startOf, indentOf, isBlank, extentOf, paragraphEnd } = cursor;
  const readDirective = directiveReader({ text, cursor, writer, roles });
  const titles = titleFinder(cursor);
  const ends = tableEnds(cursor);

  const readBody = (from: number, to: number, depth: number): void => {
    for (let at = from; at < to;) at = isBlank(at) ? at + 1 : readBlock(at, to, depth);
  };

  const readBlock = (at: number, to: number, depth: number): number => {
    const line = lineOf(at);
    if (depth > MAX_DEPTH) return readParagraph(at, to, indentOf(at));
    const title = depth === 0 ? titles.at(at, to) : undefined;
    if (title) return readTitle(at, title);
    if (line.startsWith("..") && (line === ".." || /\s/.test(line.charAt(2))))
      return readExplicit(at, to, depth);
    if (line.startsWith("__ ")) return hideLines(at, at + 1);
    if (GRID_BORDER.test(line)) return readCode(at, ends.grid(at, to));
    if (SIMPLE_BORDER.test(line)) return readCode(at, ends.simple(at, to));
    if (titles.isTransition(at)) return at + 1;
    if (DOCTEST.test(line)) return readCode(at, paragraphEnd(at, to));
    if (LINE_BLOCK.test(line)) return readLineBlock(at, to);
    if (BULLET.test(line)) return readList(at, to, depth, BULLET);
    if (isEnumerator(at, to)) return readList(at, to, depth, ENUMERATOR);
    if (FIELD.test(line)) return readField(at, to, depth);
    if (OPTION.test(line)) return readOption(at, to, depth);
    const isTerm = !isBlank(at + 1) && at + 1 < to && indentOf(at + 1) > indentOf(at);
    if (isTerm) return readDefinition(at, to, depth);
    return readParagraph(at, to, indentOf(at));
  };

  const hideLines = (from: number, to: number): number => {
    writer.hide(spanOf(from, to));
    return to;
  };
  const readCode = (from: number, to: number): number => {
    writer.add("code", { start: startOf(from), end: spanOf(from, to).end });
    return to;
  };

  const readTitle = (at: number, { of, depth }: FoundTitle): number => {
    const title = spanOf(of, of + 1);
    found.targets.add(foldName(text.slice(title.start, title.end)));
    const { start } = spanOf(at, at + 1);
    writer.heading({ start, end: spanOf(of + 1, of + 2).end }, title, depth);
    return of + 2;
  };

  // Paragraphs and what follows them
  const readParagraph = (at: number, to: number, indent: number): number => {
    let end = at + 1;
    while (end < to && !isBlank(end) && indentOf(end) === indent) end += 1;
    const span = spanOf(at, end);
    if (!text.slice(span.start, span.end).endsWith("::")) {
      writer.add("prose", span);
      return end;
    }
    return readIntroduction(span, end, to, indent);
  };
  /** Reads a paragraph that ends in `::`, and the literal block below it. */
  const readIntroduction = (
    { start, end }: Span,
    next: number,
    to: number,
    indent: number,
  ): number => {
    const isAlone = text.slice(start, end).trim() === "::";
    const isAfterBlank = /\s/.test(text.charAt(end - 3));
    if (isAlone) writer.drop({ start, end });
    else {
      const from = isAfterBlank ? start + text.slice(start, end - 2).trimEnd().length : end - 1;
      writer.edit({ start: from, end });
      writer.add("prose", { start, end });
    }
    let first = next;
    while (first < to && isBlank(first)) first += 1;
    if (first >= to) return next;
    if (indentOf(first) > indent) return readCode(first, extentOf(first, to, indent + 1));
    const quote = lineOf(first).charAt(0);
    if (!isRule(quote) || indentOf(first) !== indent || first === next) return next;
    let last = first;
    while (last < to && lineOf(last).startsWith(quote)) last += 1;
    return readCode(first, last);
  };
  const readDefinition = (at: number, to: number, depth: number): number => {
    writer.add("prose", spanOf(at, at + 1));
    const end = extentOf(at + 1, to, indentOf(at) + 1);
    readBody(at + 1, end, depth + 1);
    return end;
  };
  const readLineBlock = (at: number, to: number): number => {
    const end = paragraphEnd(at, to);
    for (let next = at; next < end; next += 1) {
      const { start } = spanOf(next, next + 1);
      if (LINE_BLOCK.test(lineOf(next))) writer.edit({ start, end: start + 1 });
    }
    writer.addLines(spanOf(at, end));
    return end;
  };

  // Lists
  const isEnumerator = (at: number, to: number): boolean => {
    const marker = ENUMERATOR.exec(lineOf(at))?.[0];
    if (marker === undefined) return false;
    const next = at + 1;
    if (next >= to || isBlank(next) || indentOf(next) > indentOf(at)) return true;
    return ENUMERATOR.test(lineOf(next)) && indentOf(next) === indentOf(at);
  };
  const readList = (at: number, to: number, depth: number, marker: RegExp): number => {
    const indent = indentOf(at);
    let next = at;
    let count = 0;
    writer.group(spanOf(at, at + 1).start, () => {
      while (next < to && indentOf(next) === indent && isItem(next, to, marker)) {
        count += 1;
        const end = extentOf(next + 1, to, indent + 1);
        readItem(next, end, depth, marker, count);
        next = end;
        while (next < to && isBlank(next)) next += 1;
      }
    });
    return Math.max(next, at + 1);
  };
  const isItem = (at: number, to: number, marker: RegExp): boolean =>
    !isBlank(at) && (marker === ENUMERATOR ? isEnumerator(at, to) : marker.test(lineOf(at)));
  const readItem = (
    at: number,
    end: number,
    depth: number,
    marker: RegExp,
    count: number,
  ): void => {
    const { start } = spanOf(at, at + 1);
    const sign = marker.exec(lineOf(at))?.[0] ?? "";
    const shown = marker === BULLET ? "•" : sign.replace("#", String(count));
    writer.mark({ start, end: start + sign.length }, shown);
    writer.group(start, () => readInset(at, end, sign.length, depth));
  };
  /** Reads the rest of a line as the first line of a body. */
  const readInset = (at: number, end: number, length: number, depth: number): void => {
    const line = lines[at];
    if (!line) return;
    const content = skipBlanks(text, line.content + length, line.end);
    const first = { ...line, content, indent: line.indent + content - line.content };
    if (content >= line.end) return readBody(at + 1, end, depth + 1);
    const below = at + 1 < end && !isBlank(at + 1) ? indentOf(at + 1) : first.indent;
    withLine(at, { ...first, indent: below }, () => readBody(at, end, depth + 1));
  };
  /** Reads with a line in place of another. */
  const withLine = (at: number, line: TextLine, read: () => void): void => {
    const own = lines as TextLine[];
    const before = own[at];
    own[at] = line;
    read();
    if (before) own[at] = before;
  };
  const readField = (at: number, to: number, depth: number): number => {
    const [marker = "", name = ""] = FIELD.exec(lineOf(at)) ?? [];
    const end = extentOf(at + 1, to, indentOf(at) + 1);
    const { start } = spanOf(at, at + 1);
    const { end: last } = spanOf(at, end);
    if (depth === 0 && !found.fields.has(foldName(name)))
      found.fields.set(foldName(name), text.slice(start + marker.length, last).trim());
    if (depth === 0 && HIDDEN_FIELD.test(name)) return hideLines(at, end);
    writer.edit({ start, end: start + 1 });
    const isShort = paragraphEnd(at, end) >= end;
    writer.add("prose", isShort ? { start, end: last } : spanOf(at, paragraphEnd(at, end)));
    if (!isShort) readBody(paragraphEnd(at, end), end, depth + 1);
    return end;
  };
  const readOption = (at: number, to: number, depth: number): number => {
    const end = extentOf(at + 1, to, indentOf(at) + 1);
    const first = Math.min(paragraphEnd(at, Math.max(end, at + 1)), Math.max(end, at + 1));
    writer.add("prose", spanOf(at, first));
    readBody(first, end, depth + 1);
    return Math.max(end, at + 1);
  };

  // Explicit markup
  const readExplicit = (at: number, to: number, depth: number): number => {
    const line = lineOf(at);
    const isEmpty = line === ".." && isBlank(at + 1);
    const end = isEmpty ? at + 1 : Math.max(at + 1, extentOf(at + 1, to, indentOf(at) + 1));
    const note = NOTE.exec(line)?.[0];
    if (note !== undefined) {
      const { start } = spanOf(at, at + 1);
      writer.drop({ start, end: start + note.length });
      readInset(at, end, note.length, depth);
      return end;
    }
    const substitution = SUBSTITUTION.exec(line);
    if (substitution) define(substitution, at, end);
    const [, quoted, plain] = TARGET.exec(line) ?? [];
    const target = quoted ?? plain?.replace(/\\(.)/g, "$1");
    if (target !== undefined) found.targets.add(foldName(target));
    const name = DIRECTIVE.exec(line);
    if (!name || substitution || target !== undefined) return hideLines(at, end);
    readDirective({ at, end, head: name[0].length, name: name[1] ?? "" }, (from) =>
      readBody(from, end, depth + 1),
    );
    return end;
  };
  const define = ([head, name = "", kind]: RegExpExecArray, at: number, end: number): void => {
    const { start, end: last } = spanOf(at, end);
    const value = text.slice(start + head.length, last).replace(/\s+/g, " ");
    if (kind === "replace") found.substitutions.set(name, value);
    if (kind === "image") found.substitutions.set(name, "[…]");
  };

  readBody(0, lines.length, 0);
  return found;
}
