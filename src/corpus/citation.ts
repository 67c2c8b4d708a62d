/** @module Citations: an exact quotation, proved again each time, with all that is needed to check it. */

import { UserError } from "../errors.ts";
import type { Document } from "./document.ts";
import { placesOf } from "./extraction/places.ts";
import type { Passage } from "./passage.ts";
import { sha256 } from "./seed.ts";

/** Where a quotation stands and where its document comes from. Offsets and lines are in the text of the document at `path`. */
export interface Citation {
  readonly id: string;
  /** The document's title. */
  readonly document: string;
  /** Relative to the seeds folder. */
  readonly path: string;
  readonly of: Document["of"];
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Of the file's bytes as they were indexed. */
  readonly sha256: string;
  /** Whether the file still has these bytes. */
  readonly current: boolean;
  readonly headings: readonly string[];
  readonly origin: Document["origin"];
  /** Where the text is extracted: its SHA-256, and on which pages of the file the quotation stands, or in which paragraphs. */
  readonly textSha256?: string;
  readonly page?: number;
  readonly endPage?: number;
  readonly paragraph?: number;
  readonly endParagraph?: number;
}

/** The citation of a passage. */
export function cite(document: Document, passage: Passage, current: boolean): Citation {
  const { id, path, start, end, startLine, endLine, headings } = passage;
  const place = { path, of: document.of, start, end, startLine, endLine };
  const file = { sha256: document.sha256, current };
  const known = { id, document: document.title, ...place, ...file, headings };
  return { ...known, origin: document.origin, ...placeInFile(document, passage) };
}

type PlaceInFile = Pick<Citation, "textSha256" | "page" | "endPage" | "paragraph" | "endParagraph">;

function placeInFile({ extraction }: Document, passage: Passage): PlaceInFile {
  if (extraction === undefined) return {};
  const { textSha256, places } = extraction;
  const { from, to } = placesOf(places, passage);
  return places.unit === "page"
    ? { textSha256, page: from, endPage: to }
    : { textSha256, paragraph: from, endParagraph: to };
}

/**
 * The passage's text, sliced anew from its document and held against the hash from the time it was cut.
 * @throws Unproved, an apology, if they differ: then nothing may be shown.
 */
export function quote(document: Pick<Document, "path" | "text">, passage: Passage): string {
  const excerpt = document.text.slice(passage.start, passage.end);
  if (document.path === passage.path && sha256(excerpt) === passage.sha256) return excerpt;
  throw new Unproved(
    `Sorry: the passage ${passage.id} could not be proved to be the text of its document, so it is not shown. The operator should rebuild the index.`,
    { cause: new Error(`passage ${passage.id} of ${passage.path} differs from its hash`) },
  );
}

/** Told apart from other errors, so that it can be said in the reader's language. */
export class Unproved extends UserError {}
