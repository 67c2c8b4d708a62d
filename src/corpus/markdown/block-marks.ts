/** @module Marks at the edges of lines of Markdown, and the marks within the paragraphs between. */

import { type Edit, leaveOut, shiftEdits } from "../edits.ts";
import type { Span } from "../span.ts";
import { inlineMarks, type IsDefined } from "./inline-marks.ts";
import { lineAt, nextLine } from "./lines.ts";

const OPENING_FENCE = /^(?:`{3,}|~{3,})[^\n]*\n?/;
const CLOSING_FENCE = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/;

/** Finds the fences of a block of code, of which a passage may hold a part. */
export function codeMarks(text: string, { start, end }: Span): Edit[] {
  const source = text.slice(start, end);
  const opening = OPENING_FENCE.exec(source)?.[0].length ?? 0;
  const last = source.lastIndexOf("\n");
  const isClosed = last !== -1 && CLOSING_FENCE.test(source.slice(last + 1));
  const marks = [leaveOut(start, start + opening)];
  return isClosed ? [...marks, leaveOut(start + last, end)] : marks;
}

/** Finds the marks of a part of a text that holds no code and no table. `isWhole`: its first line is not the rest of a line. */
export function proseMarks(
  text: string,
  { start, end }: Span,
  isWhole: boolean,
  isDefined: IsDefined,
): Edit[] {
  const marks: Edit[] = [];
  let paragraph = start;
  const close = (at: number): void => {
    const within = inlineMarks(text.slice(paragraph, at), isDefined);
    for (const mark of shiftEdits(within, paragraph)) marks.push(mark);
  };
  const first = isWhole ? start : nextLine(text, start);
  for (let at = first; at < end; at = nextLine(text, at)) {
    const line = readLine(text, at, end);
    for (const mark of line.marks) marks.push(mark);
    if (!line.opensParagraph) continue;
    close(at);
    paragraph = line.content;
  }
  close(end);
  return marks;
}

interface ReadLine {
  readonly marks: readonly Edit[];
  /** Where what may have marks of its own begins. */
  readonly content: number;
  readonly opensParagraph: boolean;
}

const CONTAINER = /[>*+-][ \t]?/g;
const ITEM = /[*+\d-]/;
/** What is before the words of a heading, a task or an alert. */
const LEADING = /^(?:#{1,6}(?=\s|$)|\[[ xX]\](?=\s)|\[![A-Za-z]+\][+-]?)/;
const CLOSING = /[ \t]#+[ \t]*$/;
/** Lines below headings and between the parts of a text. */
const RULE = /^[-=*_ \t]*$/;

function readLine(text: string, start: number, limit: number): ReadLine {
  const line = lineAt(text, start);
  const [content, end] = [Math.min(line.content, limit), Math.min(line.end, limit)];
  const [before, rest] = [text.slice(start, content), text.slice(content, end)];
  const marks = Array.from(before.matchAll(CONTAINER), ({ 0: mark, index }) =>
    leaveOut(start + index, start + index + mark.length),
  );
  if (RULE.test(rest))
    return { marks: [...marks, leaveOut(content, end)], content: end, opensParagraph: true };
  const leading = LEADING.exec(rest)?.[0] ?? "";
  if (leading === "") return { marks, content, opensParagraph: ITEM.test(before) };
  const edges = [{ ...leaveOut(content, content + leading.length), text: nameOf(leading) }];
  const closing = leading.startsWith("#") ? CLOSING.exec(rest) : null;
  if (closing) edges.push(leaveOut(content + closing.index, end));
  return { marks: [...marks, ...edges], content: content + leading.length, opensParagraph: true };
}

/** The name of an alert is its title. */
const nameOf = (leading: string): string =>
  leading.startsWith("[!") ? leading.replace(/[^A-Za-z]/g, "") : "";
