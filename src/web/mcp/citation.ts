/** @module The citation of a quotation as a line for an agent. */

import { UNITS } from "../../corpus/extraction/places.ts";
import type { CitationJson } from "../../programs/forms/citation.ts";
import { documentName, locatorWords } from "../../reply/citation.ts";
import { wordsFor } from "../../reply/words/words.ts";
import { quoted } from "./fence.ts";

const WORDS = wordsFor("en");

/** Returns the address of the page of a passage; undefined where there is none. */
export type PageOf = (id: string) => string | undefined;

/** Formats document, section, place, provenance and ID, then the state of the file as a sentence; all strings of the document in quotation marks. */
export function citationLine(citation: CitationJson, pageOf: PageOf): string {
  const { id, headings, origin, permalink } = citation;
  const page = pageOf(id);
  const parts = [
    quoted(documentName(citation)),
    ...(headings.length === 0 ? [] : [`section ${headings.map(quoted).join(" › ")}`]),
    `${placeOf(citation)} of ${quoted(citation.path)}`,
    ...originParts(origin),
    ...(permalink === undefined ? [] : [`lasting address ${quoted(permalink)}`]),
    `ID ${id}`,
    ...(page === undefined ? [] : [`shown in its document at ${page}`]),
  ];
  return `${parts.join(", ")}. ${stateOf(citation)}`;
}

/** Formats the position in the file; names of chapters and the like are the document's. */
function placeOf(citation: CitationJson): string {
  const words = locatorWords(citation, WORDS);
  return UNITS.some((unit) => typeof citation[unit] === "string") ? quoted(words) : words;
}

const NAMES = {
  author: "by",
  publisher: "published by",
  published: "published",
  retrieved: "retrieved",
  licence: "licence",
  source: "taken from",
} as const;

/** Formats the stated provenance. */
export const originParts = (origin: CitationJson["origin"]): readonly string[] =>
  Object.entries(NAMES).flatMap(([field, name]) => {
    const value = origin[field as keyof typeof NAMES];
    return value === undefined ? [] : [`${name} ${quoted(value)}`];
  });

const stateOf = ({ current, removed }: CitationJson): string => {
  if (current) return "Its file is unchanged since it was indexed.";
  return `Its file was ${removed ? "removed" : "changed"} since it was indexed. Say so.`;
};
