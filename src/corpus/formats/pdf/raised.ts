/** @module Tells note marks from powers among the raised numbers of a page. */

import { type Shift, writeNote, writeShifted } from "../../extraction/raised.ts";

export { writeNote };

/** Mathematical alphanumeric symbols. */
const MATHEMATICAL = /[\u{1D400}-\u{1D7FF}]/gu;

/** Writes raised or lowered text on the line. */
export const writeOnLine = (text: string, shift: Shift): string =>
  writeShifted(
    text.replace(MATHEMATICAL, (letter) => letter.normalize("NFKC")),
    shift,
  );

const NUMBERS = /^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$/;
const ENDS_CLAUSE = /[.,;:!?]["'”’»)\]]*$|["”»]$/u;
const CLOSING = /[)\]]+(?=[.,;:!?"'”’»]*$)/u;
/** A chemical symbol; a raised number before it is that of an isotope. */
const ELEMENT = /^\p{Lu}\p{Ll}?(?!\p{L})/u;

/**
 * Whether a raised number is the mark of a note.
 * @param before the text in front of it.
 * @param behind the text that follows it without a gap.
 */
export function isRaisedNote(text: string, before: string, behind: string): boolean {
  if (!NUMBERS.test(text.trim())) return false;
  if (before.trim() === "" || before.endsWith(" ")) {
    if (ELEMENT.test(behind) || (before.trim() !== "" && /^\p{L}/u.test(behind))) return false;
    if (before.trim() === "") return true;
  }
  const own = before.trimEnd();
  if (ENDS_CLAUSE.test(own)) return true;
  return writeShifted(text, "raised", own.replace(CLOSING, "")) === writeNote(text);
}
