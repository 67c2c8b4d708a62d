/** @module How a citation is written. */

import type { Citation } from "../corpus/citation.ts";
import type { Words } from "./words/words.ts";

/** Characters that no eye sees, and that turn the order of those around them: not in names, though kept in quotations. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A title, heading or name on one line, without unseen characters. */
export const label = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, " ").replace(/\s+/g, " ").trim();

/** `line 7` or `lines 7–9`. */
export const lineWords = (
  { startLine, endLine }: Pick<Citation, "startLine" | "endLine">,
  { answer }: Words,
): string => answer.line(startLine, endLine);

/** The headings a passage stands under, as a path. */
export const headingPath = (headings: readonly string[]): string => headings.map(label).join(" › ");

/** ID, place and licence in one line; shown by Discord as it is. */
export function footer(citation: Citation, words: Words): string {
  const parts = [
    citation.id,
    `${label(citation.path)}, ${lineWords(citation, words)}`,
    citation.origin.licence,
    citation.current ? undefined : words.answer.changed,
  ];
  return parts.flatMap((part) => (part ? [label(part)] : [])).join(" · ");
}
