/** @module The parts of a citation as text: names, locators, the line of a source. */

import { type Citation, LAST_PLACE, type Locator } from "../corpus/citation.ts";
import { UNITS } from "../corpus/extraction/places.ts";
import { onOneLine } from "../corpus/span.ts";
import { escapedWithin } from "./escape.ts";
import { linkFor, maskedLink, withTextFragment } from "./link.ts";
import type { Words } from "./words/words.ts";

/** Invisible and bidirectional control characters: stripped from names, kept in quotations. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Returns a title, heading or name on one line, without invisible characters. */
export const label = (text: string): string => onOneLine(text.toWellFormed().replace(UNSEEN, " "));

/** Returns a document's title, or its path where the title is blank after stripping. */
export const nameOf = (title: string, path: string): string => label(title) || label(path);

export const documentName = ({ document, path }: Pick<Citation, "document" | "path">): string =>
  nameOf(document, path);

/** Returns the last heading above a passage, or the name of its document. */
export const headingOf = (citation: Pick<Citation, "headings" | "document" | "path">): string =>
  label(citation.headings.at(-1) ?? "") || documentName(citation);

/** Formats the position in a file: `lines 7–9`, `page 3`, `00:12:05–00:12:40`. */
export function locatorWords(locator: Locator, { place: words }: Words): string {
  const unit = UNITS.find((one) => locator[one] !== undefined);
  if (unit === undefined) return words.line(locator.startLine, locator.endLine);
  const from = locator[unit] ?? "";
  const to = locator[LAST_PLACE[unit]] ?? from;
  if (unit !== "time" && typeof from === "number") return words[unit](from, to);
  return from === to ? `${from}` : `${from}–${to}`;
}

/** Separates the parts of a line. */
export const SEPARATOR = " · ";

/** Joins the labels of the parts that are known. */
export const joinLabels = (parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => label(part ?? "") || []).join(SEPARATOR);

/** Joins the headings of a passage to a path. */
export const headingPath = (headings: readonly string[]): string => headings.map(label).join(" › ");

/** Formats a date of ISO 8601 in the reader's language; any other text is returned unchanged. */
export function dateWords(
  date: string,
  { dates }: Pick<Words, "dates">,
  dateStyle: "medium" | "long" = "medium",
): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  if (!isDate) return date;
  return new Intl.DateTimeFormat(dates, { dateStyle, timeZone: "UTC" }).format(new Date(date));
}

/** In characters, before they are escaped. */
const LONGEST_LINE = 200;

export interface SourceLine {
  /** Of `sourceAddress`, to which the line links. */
  readonly address: string | undefined;
  /** The name of the quotation's language, where the reader's is another. */
  readonly language?: string | undefined;
  /** The address of its page, where it has one. */
  readonly page?: string | undefined;
}

/** Formats document, locator, language, publisher and date in one line of small print, with a link to the page. */
export function sourceLine(
  citation: Citation,
  words: Words,
  { address, language, page }: SourceLine,
): string {
  const { publisher, author, published } = citation.origin;
  const text = joinLabels([
    documentName(citation).slice(0, LONGEST_LINE / 2),
    locatorWords(citation, words),
    language,
    [publisher ?? author, published && dateWords(published, words)]
      .map((part) => label(part ?? "").slice(0, LONGEST_LINE / 4))
      .filter((part) => part !== "")
      .join(", "),
    stateWords(citation, words),
  ]);
  const linked = maskedLink(text, address) ?? escapedWithin(text, LONGEST_LINE * 2);
  const links = [linked, revisionLink(citation, words), maskedLink(words.answer.page, page)];
  return `-# ${links.filter((link) => link !== undefined).join(SEPARATOR)}`;
}

/** The digits of a commit that name it in most repositories, as git itself shortens it. */
const SHORT = 7;

/** Returns the commit of a quotation, linked to its lines there. */
function revisionLink({ commit, permalink }: Citation, { answer }: Words): string | undefined {
  if (commit === undefined) return undefined;
  const text = answer.asOf(commit.slice(0, SHORT));
  return maskedLink(text, permalink) ?? escapedWithin(text, LONGEST_LINE);
}

const stateWords = ({ current, removed }: Citation, { answer }: Words): string | undefined => {
  if (current) return undefined;
  return removed ? answer.removed : answer.changed;
};

/** Returns the address of a document for a link; of a web page, with a fragment that marks a sentence. */
export function sourceAddress(
  { path, origin }: Pick<Citation, "path" | "origin">,
  sentence = "",
): string | undefined {
  const address = linkFor(origin.source, "embed");
  if (address === undefined || sentence === "" || !/\.html?$/i.test(path)) return address;
  return linkFor(withTextFragment(address, sentence), "embed") ?? address;
}
