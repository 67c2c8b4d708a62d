/** @module Lists of AsciiDoc: items, terms, and the blocks that belong to them. */

import { endsParagraph, isBullet, isListItem, markerOf, type Reading, termEndOf } from "./lines.ts";

const CHECKBOX = /^\[([ xX*])\][ \t]/;

/** Reads a part of a list from a line on, and returns the line after it. */
type Read = (at: number, to: number) => number;

/** Returns a function that reads a list. @param readAttached reads a `+` and the block after it. */
export function listReader({ cursor, writer }: Reading, readLiteral: Read) {
  const { lineOf, spanOf, indentOf, isBlank, skipBlank } = cursor;

  const readList = (at: number, to: number, readAttached: Read): number => {
    let next = at;
    const counts = new Map<string, number>();
    writer.group(spanOf(at, at + 1).start, () => {
      while (next < to) {
        const first = next;
        next = readListPart(next, to, counts, readAttached);
        if (next === first) break;
      }
    });
    return next;
  };
  /** Reads an item, or a block that belongs to one; returns the same line if the list ends. */
  const readListPart = (
    at: number,
    to: number,
    counts: Map<string, number>,
    readAttached: Read,
  ): number => {
    const next = skipBlank(at, to);
    if (next >= to) return at;
    if (lineOf(next) === "+" && indentOf(next) === 0) return readAttached(next, to);
    if (isListItem(lineOf(next))) return readItem(next, to, counts);
    if (indentOf(next) > 0) return readLiteral(next, to);
    return at;
  };
  const readItem = (at: number, to: number, counts: Map<string, number>): number => {
    const line = lineOf(at);
    const { start } = spanOf(at, at + 1);
    const sign = markerOf(line);
    let from = start;
    if (sign !== undefined) {
      from = start + sign.length;
      const box = CHECKBOX.exec(line.slice(sign.length));
      const mark = isBullet(line) ? "•" : numberOf(sign.trim(), counts);
      writer.mark({ start, end: start + sign.trimEnd().length }, mark);
      if (box) writer.edit({ start: from, end: from + 3 }, box[1] === " " ? "☐" : "☑");
    }
    const term = sign === undefined ? termEndOf(line) : null;
    let end = at + 1;
    while (end < to && isContinued(end)) end += 1;
    if (term) {
      const [colons] = term;
      const termEnd = start + term.index;
      const isAlone = term.index + colons.length >= line.length;
      writer.edit({ start: termEnd, end: termEnd + colons.length }, isAlone ? "" : "\n");
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
    const next = skipBlank(at, to);
    const isText =
      next < to && next > at && isBlank(at) && indentOf(next) > 0 && !isListItem(lineOf(next));
    if (!isText) return at;
    let end = next + 1;
    while (end < to && isContinued(end)) end += 1;
    writer.add("prose", spanOf(next, end));
    return end;
  };
  const isContinued = (at: number): boolean => {
    const line = lineOf(at);
    if (isBlank(at) || isListItem(lineOf(at)) || line === "+") return false;
    return indentOf(at) > 0 || !endsParagraph(line);
  };
  const numberOf = (sign: string, counts: Map<string, number>): string => {
    if (!/^\.+$/.test(sign)) return sign;
    const count = (counts.get(sign) ?? 0) + 1;
    for (const deeper of counts.keys()) if (deeper.length > sign.length) counts.delete(deeper);
    counts.set(sign, count);
    return `${count}.`;
  };

  return readList;
}
