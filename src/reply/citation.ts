/** @module The parts of a citation as text: names, locators, footers. */

import type { Citation } from "../corpus/citation.ts";
import type { Words } from "./words/words.ts";
import { onOneLine } from "../corpus/span.ts";

/** Invisible and bidirectional control characters: stripped from names, kept in quotations. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Returns a title, heading or name on one line, without invisible characters. */
export const label = (text: string): string => onOneLine(text.toWellFormed().replace(UNSEEN, " "));

/** Returns a document's title, or its path where the title is blank after stripping. */
export const nameOf = (title: string, path: string): string => label(title) || label(path);

/** Formats the locator in the file: `line 7`, `lines 7–9`; `page 3` of a PDF; else `paragraph 12`. */
export function locatorWords(locator: Locator, { place: words }: Words): string {
  const { startLine, endLine, page, endPage, paragraph, endParagraph } = locator;
  if (page !== undefined) return words.page(page, endPage ?? page);
  if (paragraph !== undefined) return words.paragraph(paragraph, endParagraph ?? paragraph);
  return words.line(startLine, endLine);
}

type Locator = Pick<
  Citation,
  "startLine" | "endLine" | "page" | "endPage" | "paragraph" | "endParagraph"
>;

/** Separates the parts of a line. */
export const SEPARATOR = " · ";

/** Joins the labels of the parts that are known. */
export const joinLabels = (parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => label(part ?? "") || []).join(SEPARATOR);

/** Joins the headings of a passage to a path. */
export const headingPath = (headings: readonly string[]): string => headings.map(label).join(" › ");

const stateWords = ({ current, removed }: Citation, { answer }: Words): string | undefined => {
  if (current) return undefined;
  return removed ? answer.removed : answer.changed;
};

/** Formats ID, locator and licence in one line, unescaped as Discord renders no Markdown in footers. */
export function footer(citation: Citation, words: Words): string {
  return joinLabels([
    citation.id,
    `${label(citation.path)}, ${locatorWords(citation, words)}`,
    citation.origin.licence,
    stateWords(citation, words),
  ]);
}
