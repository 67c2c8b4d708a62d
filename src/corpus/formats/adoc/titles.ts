/** @module Titles of sections, and the IDs by which references name them. */

import type { Span } from "../../span.ts";
import type { Reading } from "./lines.ts";

const TITLE = /^(={1,6}|#{1,6})[ \t]{1,20}(\S.*)$/;
const UNDERLINE = /^(?:=+|-+|~+|\^+|\++)$/;
/** By level. */
const UNDERLINES = "=-~^+";
const ANCHOR =
  /^\[\[([^\s[\],]{1,200})(?:,[^\n]*)?\]\]$|^\[[\w-]{0,40}#([^\s[\],.%]{1,200})[^\n]*\]$/;

/** Returns a reader of the titles of a document, in order. */
export function titleReader({ text, cursor, writer }: Reading) {
  const { lineOf, spanOf, indentOf } = cursor;
  const titles = new Map<string, Span>();
  let anchors: string[] = [];
  /** Records a title, to which references refer by the IDs above it, or by itself. */
  const record = (title: Span): void => {
    for (const id of [...anchors, text.slice(title.start, title.end).trim()]) titles.set(id, title);
    anchors = [];
  };
  const isUnderlined = (at: number, to: number): boolean => {
    const [title, rule] = [lineOf(at), lineOf(at + 1)];
    if (at + 1 >= to || !UNDERLINE.test(rule) || indentOf(at + 1) > 0 || rule.length < 2)
      return false;
    return /[\p{L}\p{N}]/u.test(title) && Math.abs(title.length - rule.length) < 2;
  };
  return {
    /** By ID or text, the titles. */
    titles,
    record,
    isUnderlined,
    /** Remembers the ID in a line of attributes. */
    readAnchor(line: string): void {
      const [, id, short] = ANCHOR.exec(line) ?? [];
      const anchor = id ?? short;
      if (anchor !== undefined) anchors.push(anchor);
    },
    /** Forgets IDs, which are those of a block without a title. */
    forgetAnchors(): void {
      anchors = [];
    },
    /** Reads the title at a line, and returns the line after it; undefined if there is none. */
    read(at: number, to: number): number | undefined {
      const [, signs, rest = ""] = TITLE.exec(lineOf(at)) ?? [];
      const { start, end } = spanOf(at, at + 1);
      if (signs !== undefined) {
        const closing = rest.endsWith(` ${signs}`) ? signs.length : 0;
        const title = { start: end - rest.length, end: end - closing };
        record(title);
        writer.heading({ start, end }, title, signs.length);
        return at + 1;
      }
      if (!isUnderlined(at, to)) return undefined;
      const depth = UNDERLINES.indexOf(lineOf(at + 1).charAt(0)) + 1;
      record({ start, end });
      writer.heading({ start, end: spanOf(at + 1, at + 2).end }, { start, end }, depth);
      return at + 2;
    },
  };
}

export type TitleReader = ReturnType<typeof titleReader>;
