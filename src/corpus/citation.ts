/** @module Citations: verified exact quotations and their provenance. */

import { UserError } from "../base/errors.ts";
import type { Document } from "./document.ts";
import { namedPlacesOf, type Place, type Unit } from "./extraction/places.ts";
import { excerptOf } from "./hidden.ts";
import type { CutEdges, Passage } from "./passage.ts";
import { clipSpans, type Span } from "./span.ts";
import { sha256 } from "../base/hash.ts";

/** The first and the last place of a quotation in the file of an extracted text. */
export type PlaceFields = {
  readonly [Field in Unit | `end${Capitalize<Unit>}`]?: Place | undefined;
};

/** The location of a quotation and the origin of its document. Offsets and lines refer to the text of the document. */
export interface Citation extends PlaceFields {
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
  /** Parts that no reader of the rendered document sees, if any: `[…]` replaces each in the quotation. */
  readonly hidden?: readonly Span[];
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
  /** SHA-256 of an extracted text. */
  readonly textSha256?: string;
  /** Of a document in a repository that is current: a commit that has it, and a lasting address of its lines. */
  readonly commit?: string;
  readonly permalink?: string;
}

/** The state of a file, compared with its bytes at indexing. */
export type FileState = "current" | "changed" | "removed";

/** Lines of a file, from 1, both included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A document compared with its file as it is now. */
export interface FileStatus {
  readonly state: FileState;
  /** A commit in which the file has the indexed bytes; only if it is current. */
  readonly commit?: string;
  /** Returns a lasting address of the file in that commit, or of its lines; undefined if it has none. */
  readonly linkTo?: (lines?: Lines) => string | undefined;
}

/** Returns the citation of a passage. */
export function cite(document: Document, passage: Passage, status: FileStatus): Citation {
  const { state } = status;
  const { id, path, start, end, startLine, endLine, headings } = passage;
  const hidden = clipSpans(document.hidden, passage);
  const location = { path, of: document.of, start, end, startLine, endLine };
  const removed = state === "removed" ? { removed: true as const } : {};
  const file = { sha256: document.sha256, current: state === "current", ...removed };
  const { columns = [], cut } = passage;
  const named = columns.filter((column) => column !== "");
  const context = { ...(named.length > 0 ? { columns: named } : {}), ...(cut ? { cut } : {}) };
  const parts = hidden.length > 0 ? { hidden } : {};
  const known = { id, document: document.title, ...location, ...parts, ...file, headings };
  const text = document.extraction && { textSha256: document.extraction.textSha256 };
  return {
    ...known,
    ...context,
    origin: document.origin,
    ...text,
    ...locatorOf(document, passage),
    ...revisionOf(document, passage, status),
  };
}

/** Returns the commit and the permalink; extracted texts have lines that their files do not have. */
function revisionOf(
  { of }: Pick<Document, "of">,
  { startLine, endLine }: Pick<Passage, "startLine" | "endLine">,
  { commit, linkTo }: FileStatus,
): Pick<Citation, "commit" | "permalink"> {
  const permalink = linkTo?.(of === "file" ? { from: startLine, to: endLine } : undefined);
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(permalink === undefined ? {} : { permalink }),
  };
}

/** The position of a passage in its file: its places, else its lines. */
export type Locator = Pick<Citation, "startLine" | "endLine"> & PlaceFields;

/** The field of the last place, by the field of the first. */
export const LAST_PLACE = {
  page: "endPage",
  paragraph: "endParagraph",
  chapter: "endChapter",
  slide: "endSlide",
  row: "endRow",
  time: "endTime",
} as const satisfies Record<Unit, keyof PlaceFields>;

/** Returns the position of a passage in its file. */
export function locatorOf(
  { extraction }: Pick<Document, "extraction">,
  passage: Pick<Passage, "start" | "end" | "startLine" | "endLine">,
): Locator {
  const lines = { startLine: passage.startLine, endLine: passage.endLine };
  if (extraction === undefined) return lines;
  const { unit } = extraction.places;
  const { from, to } = namedPlacesOf(extraction.places, passage);
  return { ...lines, [unit]: from, [LAST_PLACE[unit]]: to };
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
