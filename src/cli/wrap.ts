/** @module Lines broken at words, measured in the cells of a terminal. */

import stringWidth from "string-width";
import type { Span } from "../corpus/span.ts";

/** Blanks and a word; text in Chinese characters or kana breaks between any two, but not before a mark. */
const WORD =
  /( *)([\p{Ps}\p{Pi}]*[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][\p{M}\p{Cf}\p{Pe}\p{Pf}\p{Po}ー]*|[^ \p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+)/gu;

/**
 * Returns the rows of a line. Nothing but blanks lies between two rows, and a word is never divided: one that is too long
 * has a row of its own.
 * @param width of a row, in cells; that of the rows after the first is less by `hang`.
 */
export function wrap(line: string, width: number, hang = 0): Span[] {
  const rows: Span[] = [];
  let row: Span = { start: 0, end: 0 };
  let used = 0;
  for (const { index, 0: all, 1: blanks = "", 2: word = "" } of line.matchAll(WORD)) {
    const [end, cells] = [index + all.length, stringWidth(word)];
    const most = rows.length === 0 ? width : width - hang;
    if (row.end === 0 || used + blanks.length + cells <= most) {
      row = { ...row, end };
      used += blanks.length + cells;
    } else {
      rows.push(row);
      row = { start: end - word.length, end };
      used = cells;
    }
  }
  return [...rows, row];
}

/** Returns the rows of a line as texts; those after the first are indented by two more cells than the first. */
export function wrapped(line: string, width: number): string[] {
  const hang = `${/^ */.exec(line)?.[0] ?? ""}  `;
  return wrap(line, width, hang.length).map(
    ({ start, end }, at) => (at > 0 ? hang : "") + line.slice(start, end),
  );
}
