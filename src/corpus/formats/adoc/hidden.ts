/** @module Lines of AsciiDoc that are not shown: comments, attributes, conditions, pictures, inclusions. */

import { COMMENT, INCLUDE, type Reading } from "./lines.ts";

const CONDITION = /^(?:ifn?def|ifeval|endif)::\S{0,300}?\[.*\]$/;
const MEDIA = /^(?:image|video|audio|toc)::[^[\n]{0,2000}\[.*\]$/;
const COMMENT_BLOCK = /^\/{4,}$/;

export const INCLUSION = "it includes other files, which are not read";

/** Returns the line that closes a block, or the end. */
export function closingOf(
  { cursor: { lineOf, indentOf } }: Reading,
  at: number,
  to: number,
): number {
  const delimiter = lineOf(at).replace(/^(`{3,}).*$/, "$1");
  let end = at + 1;
  while (end < to && (lineOf(end) !== delimiter || indentOf(end) > 0)) end += 1;
  return end;
}

/** Hides the lines at a place that are not shown, and returns the line after them; undefined if there are none. */
export function hideMarkup(reading: Reading, at: number, to: number): number | undefined {
  const { cursor, writer, attributes } = reading;
  const line = cursor.lineOf(at);
  const hide = (end: number): number => {
    writer.hide(cursor.spanOf(at, end));
    return end;
  };
  if (COMMENT_BLOCK.test(line)) return hide(Math.min(to, closingOf(reading, at, to) + 1));
  const entry = attributes.read(at);
  if (entry !== undefined) return hide(entry);
  const isCondition = CONDITION.test(line);
  if (isCondition) {
    attributes.enter(line);
    writer.warn("parts of it are only for some settings (ifdef); all of them are read");
  }
  if (INCLUDE.test(line)) writer.warn(INCLUSION);
  const isHidden = isCondition || COMMENT.test(line) || INCLUDE.test(line) || MEDIA.test(line);
  return isHidden ? hide(at + 1) : undefined;
}
