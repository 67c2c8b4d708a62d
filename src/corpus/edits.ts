/** @module Edits: replacements of spans of a text. */

import { firstWhere, hasWords, type Span } from "./span.ts";

/** A replacement of a span; its text belongs to the text after it. */
export interface Edit extends Span {
  readonly text: string;
}

/** Makes an edit that deletes a span. */
export const deletion = (start: number, end: number): Edit => ({ start, end, text: "" });

/** Moves edits to the right. */
export const shiftEdits = (edits: readonly Edit[], by: number): Edit[] =>
  edits.map(({ start, end, text }) => ({ start: start + by, end: end + by, text }));

/** Sorts edits, and clips those that overlap the previous one. */
export function orderEdits(edits: readonly Edit[]): Edit[] {
  let end = 0;
  return edits
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((edit) => {
      const { start, ...rest } = edit;
      const from = Math.max(start, end);
      if (edit.end < from) return [];
      end = edit.end;
      return from === start ? [edit] : [{ ...rest, start: from, text: "" }];
    });
}

export interface EditedText {
  readonly text: string;
  /** Whether words were added or joined, so that it may have more tokens than the original. */
  readonly mayBeLonger: boolean;
}

/** Applies edits, in order and disjoint, to the text of a span. */
export function editText(text: string, { start, end }: Span, edits: readonly Edit[]): EditedText {
  const kept: string[] = [];
  let [at, isAdded] = [start, false];
  for (let next = firstFrom(edits, start); (edits[next]?.start ?? Infinity) < end; next += 1) {
    const edit = edits[next];
    if (!edit) break;
    kept.push(text.slice(at, Math.max(at, edit.start)), edit.end <= end ? edit.text : "");
    isAdded ||= hasWords(edit.text);
    at = Math.min(edit.end, end);
  }
  kept.push(text.slice(at, end));
  const parts = kept.filter((part) => part !== "");
  return { text: parts.join(""), mayBeLonger: isAdded || parts.some(joinsLast(parts)) };
}

/** Returns the index of the first edit that ends after an offset, or inserts a text there. */
const firstFrom = (edits: readonly Edit[], offset: number): number =>
  firstWhere(0, edits.length, (at) => {
    const edit = edits[at];
    return edit === undefined || edit.end > offset || edit.start === offset;
  });

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;

const joinsLast =
  (parts: readonly string[]) =>
  (part: string, at: number): boolean =>
    BEGINS_WITH_WORD.test(part) && ENDS_IN_WORD.test(parts[at - 1] ?? "");
