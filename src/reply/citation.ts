/** @module How a citation is written. */

import type { Citation } from "../corpus/citation.ts";
import type { Words } from "./words/words.ts";
import { onOneLine } from "../corpus/span.ts";

/** Characters that no eye sees, and that turn the order of those around them: not in names, though kept in quotations. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A title, heading or name on one line, without unseen characters. */
export const label = (text: string): string => onOneLine(text.toWellFormed().replace(UNSEEN, " "));

/** What a document is called: its title, or its path where no eye would see that. */
export const nameOf = (title: string, path: string): string => label(title) || label(path);

/** Where a person finds it in the file: `line 7`, `lines 7–9`; `page 3` of a PDF; else `paragraph 12`. */
export function placeWords(place: Place, { place: words }: Words): string {
  const { startLine, endLine, page, endPage, paragraph, endParagraph } = place;
  if (page !== undefined) return words.page(page, endPage ?? page);
  if (paragraph !== undefined) return words.paragraph(paragraph, endParagraph ?? paragraph);
  return words.line(startLine, endLine);
}

type Place = Pick<
  Citation,
  "startLine" | "endLine" | "page" | "endPage" | "paragraph" | "endParagraph"
>;

/** The headings a passage stands under, as a path. */
export const headingPath = (headings: readonly string[]): string => headings.map(label).join(" › ");

const stateWords = ({ current, removed }: Citation, { answer }: Words): string | undefined => {
  if (current) return undefined;
  return removed ? answer.removed : answer.changed;
};

/** ID, place and licence in one line; shown by Discord as it is. */
export function footer(citation: Citation, words: Words): string {
  const parts = [
    citation.id,
    `${label(citation.path)}, ${placeWords(citation, words)}`,
    citation.origin.licence,
    stateWords(citation, words),
  ];
  return parts.flatMap((part) => (part ? [label(part)] : [])).join(" · ");
}
