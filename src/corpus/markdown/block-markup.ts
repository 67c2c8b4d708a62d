/** @module Edits that strip Markdown from blocks: markup at the edges of lines, and inside paragraphs. */

import { type Edit, deletion, shiftEdits } from "../edits.ts";
import type { Span } from "../span.ts";
import { inlineEdits, type IsDefined } from "./inline-markup.ts";
import { lineAt, nextLine } from "./lines.ts";

const OPENING_FENCE = /^(?:`{3,}|~{3,})[^\n]*\n?/;
const CLOSING_FENCE = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/;

/** Returns the edits that remove the fences of a block of code, which may be partial. */
export function codeEdits(text: string, { start, end }: Span): Edit[] {
  const source = text.slice(start, end);
  const opening = OPENING_FENCE.exec(source)?.[0].length ?? 0;
  const last = source.lastIndexOf("\n");
  const isClosed = last !== -1 && CLOSING_FENCE.test(source.slice(last + 1));
  const edits = [deletion(start, start + opening)];
  return isClosed ? [...edits, deletion(start + last, end)] : edits;
}

/**
 * Returns the edits of a part of a text without code and tables.
 * @param isWhole whether its first line is complete.
 * @param keepsMarkers whether the markers of list items stay, and the boxes of tasks become signs.
 */
export function proseEdits(
  text: string,
  { start, end }: Span,
  isWhole: boolean,
  isDefined: IsDefined,
  { keepsMarkers = false } = {},
): Edit[] {
  const edits: Edit[] = [];
  let paragraph = start;
  const close = (at: number): void => {
    const within = inlineEdits(text.slice(paragraph, at), isDefined);
    for (const edit of shiftEdits(within, paragraph)) edits.push(edit);
  };
  const first = isWhole ? start : nextLine(text, start);
  for (let at = first; at < end; at = nextLine(text, at)) {
    const line = readLine(text, at, { limit: end, keepsMarkers });
    for (const edit of line.edits) edits.push(edit);
    if (!line.opensParagraph) continue;
    close(at);
    paragraph = line.content;
  }
  close(end);
  return edits;
}

interface ReadLine {
  readonly edits: readonly Edit[];
  /** The offset of the content, which may have inline markup. */
  readonly content: number;
  readonly opensParagraph: boolean;
}

const CONTAINER = { all: /[>*+-][ \t]?/g, quotation: />[ \t]?/g } as const;
const ITEM = /[*+\d-]/;
/** Markup before the words of a heading, a task or an alert. */
const LEADING = /^(?:#{1,6}(?=\s|$)|\[[ xX]\](?=\s)|\[![A-Za-z]+\][+-]?)/;
const TASK = /^\[[ xX]\]$/;
const CLOSING = /[ \t]#+[ \t]*$/;
/** Underlines of headings, and thematic breaks. */
const RULE = /^[-=*_ \t]*$/;

interface LineOptions {
  /** The end of the text that is read. */
  readonly limit: number;
  readonly keepsMarkers: boolean;
}

function readLine(text: string, start: number, { limit, keepsMarkers }: LineOptions): ReadLine {
  const line = lineAt(text, start);
  const [content, end] = [Math.min(line.content, limit), Math.min(line.end, limit)];
  const [before, rest] = [text.slice(start, content), text.slice(content, end)];
  const edits = Array.from(
    before.matchAll(CONTAINER[keepsMarkers ? "quotation" : "all"]),
    ({ 0: marker, index }) => deletion(start + index, start + index + marker.length),
  );
  if (RULE.test(rest))
    return { edits: [...edits, deletion(content, end)], content: end, opensParagraph: true };
  const leading = LEADING.exec(rest)?.[0] ?? "";
  if (leading === "") return { edits, content, opensParagraph: ITEM.test(before) };
  const kept = keepsMarkers && TASK.test(leading) ? boxOf(leading) : nameOf(leading);
  const edges = [{ ...deletion(content, content + leading.length), text: kept }];
  const closing = leading.startsWith("#") ? CLOSING.exec(rest) : null;
  if (closing) edges.push(deletion(content + closing.index, end));
  return { edits: [...edits, ...edges], content: content + leading.length, opensParagraph: true };
}

const boxOf = (task: string): string => (task === "[ ]" ? "☐" : "☑");

/** Returns the name of an alert, which is its title. */
const nameOf = (leading: string): string =>
  leading.startsWith("[!") ? leading.replace(/[^A-Za-z]/g, "") : "";
