/** @module Citations: verified exact quotations and their provenance. */

import { UserError } from "../base/errors.ts";
import type { Document } from "./document.ts";
import { placesOf } from "./extraction/places.ts";
import { excerptOf } from "./hidden.ts";
import type { CutEdges, Passage } from "./passage.ts";
import { sha256 } from "../base/hash.ts";

/** The location of a quotation and the origin of its document. Offsets and lines refer to the text of the document. */
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
  /** Of the file's bytes at indexing. */
  readonly sha256: string;
  /** Whether the file still has these bytes. */
  readonly current: boolean;
  /** Present if the file no longer exists. */
  readonly removed?: true;
  readonly headings: readonly string[];
  /** The names of the columns, if the quotation begins below the header of a table. */
  readonly columns?: readonly string[];
  /** The edges at which a paragraph, list, table or block of code was split. */
  readonly cut?: CutEdges;
  readonly origin: Document["origin"];
  /** Of an extracted text: its SHA-256, and the pages or paragraphs of the quotation in the file. */
  readonly textSha256?: string;
  readonly page?: number;
  readonly endPage?: number;
  readonly paragraph?: number;
  readonly endParagraph?: number;
}

/** The state of a file, compared with its bytes at indexing. */
export type FileState = "current" | "changed" | "removed";

/** Returns the citation of a passage. */
export function cite(document: Document, passage: Passage, state: FileState): Citation {
  const { id, path, start, end, startLine, endLine, headings } = passage;
  const location = { path, of: document.of, start, end, startLine, endLine };
  const removed = state === "removed" ? { removed: true as const } : {};
  const file = { sha256: document.sha256, current: state === "current", ...removed };
  const { columns = [], cut } = passage;
  const named = columns.filter((column) => column !== "");
  const context = { ...(named.length > 0 ? { columns: named } : {}), ...(cut ? { cut } : {}) };
  const known = { id, document: document.title, ...location, ...file, headings, ...context };
  const text = document.extraction && { textSha256: document.extraction.textSha256 };
  return { ...known, origin: document.origin, ...text, ...locatorOf(document, passage) };
}

/** The place of a passage in its file: pages or paragraphs, else the lines. */
export type Locator = Pick<
  Citation,
  "startLine" | "endLine" | "page" | "endPage" | "paragraph" | "endParagraph"
>;

/** Returns the place of a passage in its file. */
export function locatorOf(
  { extraction }: Pick<Document, "extraction">,
  passage: Pick<Passage, "start" | "end" | "startLine" | "endLine">,
): Locator {
  const lines = { startLine: passage.startLine, endLine: passage.endLine };
  if (extraction === undefined) return lines;
  const { places } = extraction;
  const { from, to } = placesOf(places, passage);
  return places.unit === "page"
    ? { ...lines, page: from, endPage: to }
    : { ...lines, paragraph: from, endParagraph: to };
}

/**
 * Returns the quotation of a passage, with an ellipsis for each hidden part, after verifying the hash of its text.
 * @throws UnverifiedQuotation, an apology, if the hashes differ: then nothing may be shown.
 */
export function quote(
  document: Pick<Document, "path" | "text" | "hidden">,
  passage: Passage,
): string {
  const slice = document.text.slice(passage.start, passage.end);
  if (document.path === passage.path && sha256(slice) === passage.sha256)
    return excerptOf(document, passage);
  throw new UnverifiedQuotation(
    `Sorry: the passage ${passage.id} could not be proved to be the text of its document, so it is not shown. The operator should rebuild the index.`,
    { cause: new Error(`passage ${passage.id} of ${passage.path} differs from its hash`) },
  );
}

/** The error of a failed verification; a class of its own, so that replies can translate it. */
export class UnverifiedQuotation extends UserError {}
