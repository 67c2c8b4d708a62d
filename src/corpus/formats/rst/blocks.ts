/** @module Blocks of reStructuredText, read line by line and by indentation. */

import { type BlockWriter, type TextLine } from "../../marked-text.ts";
import type { Span } from "../../span.ts";
import { kindOf, phraseOf } from "./directives.ts";
import { foldName } from "./inline.ts";

/** Parts that are nested deeper are read as prose. */
const MAX_DEPTH = 20;

const PUNCTUATION = /^([!-/:-@[-`{-~])\1*$/;
const BULLET = /^[*+\-•‣⁃](?=\s|$)/;
const ENUMERATOR = /^\(?(?:#|\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,10})[.)](?=\s|$)/;
const FIELD = /^:(?![:\s])((?:[^:\\\n`]|\\.|:(?!\s|$)){1,200}):(?=\s|$)/;
const OPTION = /^(?:-[\w?]|--[\w][\w-]{0,60}|\/[A-Za-z?])(?:[ =,][^\n]{0,200}?)?(?: {2,}\S|$)/;
const DOCTEST = /^>>>(?:\s|$)/;
const GRID_BORDER = /^\+(?:[-=]{1,1000}\+){1,200}$/;
const SIMPLE_BORDER = /^={1,1000}(?: {1,100}={1,1000}){1,200}$/;
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
  const levels: string[] = [];
  const contentOf = ({ content, end }: TextLine): string => text.slice(content, end);
  const lineOf = (at: number): string => {
    const line = lines[at];
    return line ? contentOf(line) : "";
  };
  const spanOf = (from: number, to: number): Span => ({
    start: lines[from]?.content ?? text.length,
    end: lines[to - 1]?.end ?? text.length,
  });
  const indentOf = (at: number): number => lines[at]?.indent ?? 0;
  const isBlank = (at: number): boolean => lines[at]?.isBlank ?? true;

  /** Returns the end of the lines from `at` that are blank or indented at least so much, without blank ones at the end. */
  const extentOf = (at: number, to: number, indent: number): number => {
    let end = at;
    for (let next = at; next < to && (isBlank(next) || indentOf(next) >= indent); next += 1)
      if (!isBlank(next)) end = next + 1;
    return end;
  };

  const readBody = (from: number, to: number, depth: number): void => {
    for (let at = from; at < to;) at = isBlank(at) ? at + 1 : readBlock(at, to, depth);
  };

  const readBlock = (at: number, to: number, depth: number): number => {
    const line = lineOf(at);
    if (depth > MAX_DEPTH) return readParagraph(at, to, indentOf(at));
    const title = depth === 0 ? titleAt(at, to) : undefined;
    if (title) return readTitle(at, title);
    if (line.startsWith("..") && (line === ".." || /\s/.test(line.charAt(2))))
      return readExplicit(at, to, depth);
    if (line.startsWith("__ ")) return hideLines(at, at + 1);
    if (GRID_BORDER.test(line)) return readCode(at, gridEnd(at, to));
    if (SIMPLE_BORDER.test(line)) return readCode(at, simpleTableEnd(at, to));
    if (isTransition(at)) return at + 1;
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
    writer.add("code", { start: lines[from]?.start ?? 0, end: spanOf(from, to).end });
    return to;
  };

  // Titles
  const isRule = (at: number): boolean => indentOf(at) === 0 && PUNCTUATION.test(lineOf(at));
  const isTransition = (at: number): boolean => {
    const line = lineOf(at);
    return (
      line.length >= 4 && PUNCTUATION.test(line) && isBlank(at + 1) && (at === 0 || isBlank(at - 1))
    );
  };
  const titleAt = (
    at: number,
    to: number,
  ): { readonly of: number; readonly style: string } | undefined => {
    const sign = lineOf(at).charAt(0);
    if (isRule(at) && at + 2 < to && lineOf(at + 2) === lineOf(at) && !isBlank(at + 1)) {
      const isWide = lineOf(at).length >= 4 || widthOf(lineOf(at + 1)) <= lineOf(at).length;
      if (isWide && !PUNCTUATION.test(lineOf(at + 1))) return { of: at + 1, style: sign + sign };
    }
    if (at + 1 >= to || indentOf(at) > 0 || !isRule(at + 1) || PUNCTUATION.test(lineOf(at)))
      return undefined;
    const rule = lineOf(at + 1);
    const isUnderline = rule.length >= 4 || rule.length >= widthOf(lineOf(at));
    return isUnderline && rule !== "::" && rule !== ".."
      ? { of: at, style: rule.charAt(0) }
      : undefined;
  };
  const readTitle = (
    at: number,
    { of, style }: { readonly of: number; readonly style: string },
  ): number => {
    const known = levels.indexOf(style);
    if (known === -1) levels.push(style);
    const depth = known === -1 ? levels.length : known + 1;
    const title = spanOf(of, of + 1);
    found.targets.add(foldName(text.slice(title.start, title.end)));
    writer.heading(
      { start: spanOf(at, at + 1).start, end: spanOf(of + 1, of + 2).end },
      title,
      depth,
    );
    return of + 2;
  };

  // Paragraphs and what follows them
  const paragraphEnd = (at: number, to: number): number => {
    let end = at + 1;
    while (end < to && !isBlank(end)) end += 1;
    return end;
  };
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
    if (!PUNCTUATION.test(quote) || indentOf(first) !== indent || first === next) return next;
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
    if (depth === 0 && /^(?:orphan|tocdepth|nocomments|nosearch)$/.test(name))
      return hideLines(at, end);
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

  // Tables
  const gridEnd = (at: number, to: number): number => {
    let end = at + 1;
    while (end < to && indentOf(end) === indentOf(at) && /^[+|]/.test(lineOf(end))) end += 1;
    return end;
  };
  const simpleTableEnd = (at: number, to: number): number => {
    let borders = 1;
    for (let next = at + 1; next < to; next += 1) {
      if (!isBlank(next) && indentOf(next) < indentOf(at)) return next;
      if (!SIMPLE_BORDER.test(lineOf(next))) continue;
      borders += 1;
      if (borders === 3 || next + 1 >= to || isBlank(next + 1)) return next + 1;
    }
    return paragraphEnd(at, to);
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
    readDirective(at, end, depth, { head: name[0].length, name: name[1] ?? "" });
    return end;
  };
  const define = ([head, name = "", kind]: RegExpExecArray, at: number, end: number): void => {
    const { start, end: last } = spanOf(at, end);
    const value = text.slice(start + head.length, last).replace(/\s+/g, " ");
    if (kind === "replace") found.substitutions.set(name, value);
    if (kind === "image") found.substitutions.set(name, "[…]");
  };

  const defineRole = (argument: string): void => {
    const [, role, base = "emphasis"] =
      /^([\w.+-]{1,60})(?:[ \t]{0,9}\([ \t]{0,9}([\w.+-]{1,60})[ \t]{0,9}\))?/.exec(argument) ?? [];
    if (role !== undefined) roles.set(role, base);
  };
  const readDirective = (
    at: number,
    end: number,
    depth: number,
    { head, name }: { readonly head: number; readonly name: string },
  ): void => {
    const { start } = spanOf(at, at + 1);
    const blank = Math.min(paragraphEnd(at, end), end);
    let argumentEnd = at + 1;
    while (argumentEnd < blank && !FIELD.test(lineOf(argumentEnd))) argumentEnd += 1;
    const from = skipBlanks(text, start + head, spanOf(at, at + 1).end);
    const argument = text.slice(from, spanOf(at, argumentEnd).end).trim();
    const kind = kindOf(name, argument);
    const whole = { start, end: spanOf(at, end).end };
    const hasOptions = argumentEnd < blank;
    const dropOptions = (): void => {
      if (hasOptions) writer.drop(spanOf(argumentEnd, blank));
    };
    const readArgument = (read: (span: Span) => void): void => {
      const { end: last } = spanOf(at, argumentEnd);
      if (argument === "") return;
      read({ start: from, end: last });
    };
    const readContent = (): void => readBody(blank, end, depth + 1);
    switch (kind) {
      case "missing":
        writer.warn(`it includes other text by "${name}", which is not read`);
        writer.hide(whole);
        return;
      case "hidden":
        if (name === "role") defineRole(argument);
        return writer.hide(whole);
      case "code": {
        const isContentFirst = !hasOptions && argumentEnd > at + 1;
        const first = isContentFirst ? at + 1 : blank;
        const isMath = /^math$/.test(name) && argument !== "";
        writer.drop({
          start,
          end: isMath ? from : spanOf(at, isContentFirst ? at + 1 : argumentEnd).end,
        });
        if (isMath) writer.add("code", { start: from, end: spanOf(at, argumentEnd).end });
        dropOptions();
        if (first < end) readCode(skipBlankLines(first, end), end);
        return;
      }
      case "titled":
      case "unknown":
      case "signature":
        if (kind !== "unknown") writer.drop({ start, end: from });
        else if (argument === "") writer.addLines({ start, end: from }, true);
        readArgument((span) =>
          writer.addLines(kind === "unknown" ? { start, end: span.end } : span, kind !== "titled"),
        );
        dropOptions();
        return readContent();
      case "content":
        if (
          /^(?:line-block|highlights|epigraph|pull-quote|compound|glossary|hlist)$/.test(name) &&
          argument !== "" &&
          !hasOptions
        ) {
          writer.drop({ start, end: from });
          readArgument((span) => writer.add("prose", span));
          return readContent();
        }
        writer.drop({ start, end: spanOf(at, argumentEnd).end });
        dropOptions();
        return readContent();
      case "admonition":
        writer.edit({ start: start + 0, end: start + head }, titleOf(name));
        readAdmonition({ start, from, at, argumentEnd, blank, hasOptions }, dropOptions);
        return readContent();
      case "version": {
        const version = /^\S*/.exec(text.slice(from, spanOf(at, at + 1).end))?.[0] ?? "";
        writer.edit({ start, end: from }, `${phraseOf(name)} `);
        const after = from + version.length;
        const rest = text.slice(after, spanOf(at, argumentEnd).end).trim();
        if (version !== "") writer.edit({ start: after, end: after }, rest === "" ? "" : ":");
        writer.add("prose", { start, end: spanOf(at, argumentEnd).end });
        dropOptions();
        return readContent();
      }
    }
  };
  const readAdmonition = (
    {
      start,
      from,
      at,
      argumentEnd,
      blank,
      hasOptions,
    }: {
      readonly start: number;
      readonly from: number;
      readonly at: number;
      readonly argumentEnd: number;
      readonly blank: number;
      readonly hasOptions: boolean;
    },
    dropOptions: () => void,
  ): void => {
    const { end } = spanOf(at, hasOptions ? argumentEnd : blank);
    writer.add("prose", { start, end: Math.max(end, from) });
    dropOptions();
  };
  const skipBlankLines = (from: number, to: number): number => {
    let at = from;
    while (at < to && isBlank(at)) at += 1;
    return at;
  };
  readBody(0, lines.length, 0);
  return found;
}

const titleOf = (name: string): string =>
  name === "seealso" ? "See also:" : `${name.charAt(0).toUpperCase()}${name.slice(1)}:`;

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /[ \t]/.test(text.charAt(at))) at += 1;
  return at;
}

/** Counts columns as docutils does: wide characters take two. */
const widthOf = (line: string): number =>
  line
    .replace(
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g,
      "xx",
    )
    .replace(/\p{M}/gu, "").length;
