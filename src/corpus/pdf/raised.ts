/** @module Raised numbers of a printed page: the mark of a note, or a power. */

import { type Shift, writeNote, writeShifted } from "../extraction/raised.ts";

export { writeNote };

/** Letters that Unicode has once more for formulas. */
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
/** The sign of an element, in front of which a raised number says which isotope it is. */
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
