/** @module Markup of site generators and editors, which is hidden, found line by line outside code. */

import type { Span } from "../span.ts";
import { trackCode, type Line, lineAt, type LineMarkup, matchLine, nextLine } from "./lines.ts";
import { inlineRules, type TagScope, braceEnd } from "./hidden-inline.ts";

/** A part of a page with a title of its own: an admonition, a tab, a folded part. */
export interface Scope extends Span {
  readonly title: string;
}

/** The columns from a list marker to the content of the item. */
const PLACEHOLDER_WIDTH = 2;

export interface Markup {
  readonly hidden: readonly Span[];
  /** Ordered by start. */
  readonly scopes: readonly Scope[];
  /** The offsets of the content of lines that open an indented part. */
  readonly openers: readonly number[];
}

/** Finds the hidden markup of a text from an offset on. `isMdx`: braces contain expressions. */
export function scanMarkup(text: string, from: number, isMdx: boolean): Markup {
  const hidden: Span[] = [];
  const openers: number[] = [];
  const scopes = trackScopes();
  const inline = inlineRules(text, isMdx);
  const code = trackCode(text, isMdx);

  const hideLine = (line: Line, { kind, title }: LineMarkup): void => {
    hidden.push({ start: line.content, end: line.end });
    if (kind === "indents") {
      openers.push(line.content);
      code.openItem(line.indent + PLACEHOLDER_WIDTH);
      scopes.open("", line.content, title, line.indent + PLACEHOLDER_WIDTH);
    }
    if (kind === "opens") scopes.open(":::", line.content, title);
    if (kind === "closes") scopes.close(":::", line.start);
  };
  /** Scans a line, and returns the end of the line in which its last hidden part ends. */
  const scanContent = (line: Line): number => {
    let [at, end] = [line.content, line.end];
    while (at < end) {
      const match = inline.match(at);
      if (match) {
        hidden.push({ start: at, end: match.end });
        if (match.scope) scopes.apply(match.scope, at, match.end);
        end = match.end > end ? lineAt(text, match.end).end : end;
      }
      at = match?.end ?? inline.next(at);
    }
    return end;
  };

  let [isAfterBlank, isOption] = [true, false];
  for (let at = from; at < text.length;) {
    const line = lineAt(text, at);
    if (!line.isBlank) scopes.closeIndented(line.margin, line.start);
    const codeLine = code.next(line, isAfterBlank);
    const statement = codeLine || !isAfterBlank ? undefined : esmEnd(text, line);
    const markup = codeLine || statement ? undefined : markupOf(text, line, isOption);
    let end = statement ?? line.end;
    if (codeLine === "markup") hideLine(line, { kind: "plain", title: "" });
    else if (statement) hidden.push({ start: line.start, end });
    else if (markup) hideLine(line, markup);
    else if (!codeLine) end = scanContent(line);
    isAfterBlank = line.isBlank || statement !== undefined;
    isOption =
      codeLine === "markup" || markup?.kind === "opens" || (isOption && markup !== undefined);
    at = nextLine(text, end);
  }
  return { hidden, scopes: scopes.closeAll(text.length), openers };
}

interface OpenScope {
  readonly kind: string;
  readonly start: number;
  readonly title: string;
  /** A line indented less ends it; 0: only a closing tag or line does. */
  readonly indent: number;
}

/** Returns the markup of a line. It opens an indented part only if the next line of text is indented more. */
function markupOf(text: string, line: Line, isOption: boolean): LineMarkup | undefined {
  const markup = matchLine(text.slice(line.content, line.end), isOption);
  if (markup?.kind !== "indents") return markup;
  const after = /(?:[ \t]*\r?\n)+/y;
  after.lastIndex = line.end;
  after.test(text);
  return lineAt(text, after.lastIndex).margin > line.indent ? markup : undefined;
}

/** The deepest nesting of parts, which bounds the search for the one to close. */
const MAX_OPEN = 100;

/** Tracks the parts of a page, opened and closed in order. */
function trackScopes() {
  const closed: Scope[] = [];
  const stack: OpenScope[] = [];
  const endFrom = (at: number, end: number): void => {
    for (const { start, title } of at === -1 ? [] : stack.splice(at))
      if (title !== "") closed.push({ start, end, title });
  };
  const open = (kind: string, start: number, title: string, indent = 0): void => {
    if (stack.length < MAX_OPEN) stack.push({ kind, start, title, indent });
  };
  const close = (kind: string, end: number): void =>
    endFrom(
      stack.findLastIndex((scope) => scope.kind === kind),
      end,
    );
  return {
    open,
    close,
    /** Opens or closes a part; a summary titles the part around it. */
    apply({ name, opens, title }: TagScope, start: number, end: number): void {
      if (name === "summary" && stack.at(-1)?.kind === "details") stack.pop();
      if (name === "summary") open("details", start, title);
      else if (opens) open(name, start, title);
      else close(name, end);
    },
    closeIndented: (margin: number, end: number): void =>
      endFrom(
        stack.findIndex(({ indent }) => indent > margin),
        end,
      ),
    /** Ends indented parts, and drops others, which were never closed. */
    closeAll(end: number): Scope[] {
      for (const { start, title } of stack.filter(({ indent }) => indent > 0))
        if (title !== "") closed.push({ start, end, title });
      return closed.toSorted((a, b) => a.start - b.start || b.end - a.end);
    },
  };
}

const IMPORT =
  /^import\s+(?:[\w*{}\s,$]{1,2000}?\sfrom\s*)?(?:"[^"\n]{1,300}"|'[^'\n]{1,300}')[ \t]*;?[ \t]*(?=\r?\n|$)/;
const EXPORT =
  /^export\s+(?:(?:const|let|var)\s+[\w${[]|(?:async\s+)?function\b|class\s+\w+\s*(?:extends\b|\{)|\{|\*\s+from\b|default\s+(?:async\b|function\b|class\b|[\w.$]*[({]|\(|\w+\s*;?\s*$))/m;
const MAX_STATEMENT = 4_000;

/** Returns the end of an import or export that begins a line. */
function esmEnd(text: string, line: Line): number | undefined {
  if (
    line.content !== line.start ||
    !/^(?:im|ex)port\s/.test(text.slice(line.start, line.start + 7))
  )
    return undefined;
  const window = text.slice(line.start, line.start + MAX_STATEMENT);
  const imported = IMPORT.exec(window)?.[0].length;
  if (imported !== undefined) return line.start + imported;
  return EXPORT.test(window.split("\n", 1)[0] ?? "") ? exportEnd(text, line.start) : undefined;
}

/** Returns the end of an export: of the line that closes its last brace, or before the next blank line. */
function exportEnd(text: string, start: number): number {
  let end = start;
  for (let line = lineAt(text, start); !line.isBlank; line = lineAt(text, nextLine(text, end))) {
    const brace = text.slice(end, line.end).search(/[{([]/);
    end = line.end;
    if (brace === -1 && /[;})\]]\s*$/.test(text.slice(start, end))) break;
    if (nextLine(text, end) >= text.length) break;
  }
  const brace = text.indexOf("{", start);
  const closed = brace === -1 || brace > end ? undefined : braceEnd(text, brace, MAX_STATEMENT);
  return Math.max(end, closed === undefined ? end : lineAt(text, closed).end);
}
