/** @module Citations: an exact quotation, proved again each time, with all that is needed to check it. */

import { UserError } from "../base/errors.ts";
import type { Document } from "./document.ts";
import { placesOf } from "./extraction/places.ts";
import { excerptOf } from "./hidden.ts";
import type { CutEdges, Passage } from "./passage.ts";
import { sha256 } from "../base/hash.ts";

/** Where a quotation stands and where its document comes from. Offsets and lines are in the text of the document at `path`. */
export interface Citation {
  readonly id: string;
  /** The document's title. */
  readonly document: string;
  /** Relative to the root of the source. */
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
  /** There where the file is gone. */
  readonly removed?: true;
  readonly headings: readonly string[];
  /** The names of the columns, where the quotation begins below the header of a table. */
  readonly columns?: readonly string[];
  /** The edges at which a paragraph, list, table or block of code was cut. */
  readonly cut?: CutEdges;
  readonly origin: Document["origin"];
  /** Where the text is extracted: its SHA-256, and on which pages of the file the quotation stands, or in which paragraphs. */
  readonly textSha256?: string;
  readonly page?: number;
  readonly endPage?: number;
  readonly paragraph?: number;
  readonly endParagraph?: number;
}

/** The file of a document compared with the bytes that were indexed. */
export type FileState = "current" | "changed" | "removed";

/** Returns the citation of a passage. */
export function cite(document: Document, passage: Passage, state: FileState): Citation {
  const { id, path, start, end, startLine, endLine, headings } = passage;
  const place = { path, of: document.of, start, end, startLine, endLine };
  const removed = state === "removed" ? { removed: true as const } : {};
  const file = { sha256: document.sha256, current: state === "current", ...removed };
  const { columns = [], cut } = passage;
  const named = columns.filter((column) => column !== "");
  const context = { ...(named.length > 0 ? { columns: named } : {}), ...(cut ? { cut } : {}) };
  const known = { id, document: document.title, ...place, ...file, headings, ...context };
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
 * Returns the passage as it is quoted, after its slice of the document is found to have the hash from when it was split;
 * a mark is in place of each hidden part.
 * @throws Unproved, an apology, if they differ: then nothing may be shown.
 */
export function quote(
  document: Pick<Document, "path" | "text" | "hidden">,
  passage: Passage,
): string {
  const slice = document.text.slice(passage.start, passage.end);
  if (document.path === passage.path && sha256(slice) === passage.sha256)
    return excerptOf(document, passage);
  throw new Unproved(
    `Sorry: the passage ${passage.id} could not be proved to be the text of its document, so it is not shown. The operator should rebuild the index.`,
    { cause: new Error(`passage ${passage.id} of ${passage.path} differs from its hash`) },
  );
}

/** Told apart from other errors, so that it can be said in the reader's language. */
export class Unproved extends UserError {}
