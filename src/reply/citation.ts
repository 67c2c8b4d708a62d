/** @module How a citation is written. */

import type { Citation } from "../corpus/citation.ts";

/** Characters that no eye sees, and that turn the order of those around them: not in names, though kept in quotations. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A title, heading or name on one line, without unseen characters. */
export const label = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, " ").replace(/\s+/g, " ").trim();

/** Where a person finds it in the file: `line 7`, `lines 7–9`; `page 3` of a PDF; else `paragraph 12`. */
export function lines(citation: PlaceOf): string {
  const { startLine, endLine, page, endPage, paragraph, endParagraph } = citation;
  if (page !== undefined) return range("page", page, endPage);
  if (paragraph !== undefined) return range("paragraph", paragraph, endParagraph);
  return range("line", startLine, endLine);
}

type PlaceOf = Pick<
  Citation,
  "startLine" | "endLine" | "page" | "endPage" | "paragraph" | "endParagraph"
>;

const range = (unit: string, from: number, to: number = from): string =>
  from === to ? `${unit} ${from}` : `${unit}s ${from}–${to}`;

/** The headings a passage stands under, as a path. */
export const headingPath = (headings: readonly string[]): string => headings.map(label).join(" › ");

/** ID, place, publisher, date and licence in one line; shown by Discord as it is. */
export function footer(citation: Citation): string {
  const { publisher, author, published, licence } = citation.origin;
  const parts = [
    citation.id,
    `${label(citation.path)}, ${lines(citation)}`,
    publisher ?? author,
    published,
    licence,
    citation.current ? undefined : "the file has changed since it was indexed",
  ];
  return parts.flatMap((part) => (part ? [label(part)] : [])).join(" · ");
}
