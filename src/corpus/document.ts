/** @module A document: a file that is parsed, ready to be cut and cited. */

import type { Block } from "./block.ts";
import type { Extracted } from "./extraction/extracted.ts";
import type { Places } from "./extraction/places.ts";
import { extractorOf, textFormatOf } from "./formats.ts";
import { type Origin, readFrontMatter } from "./front-matter.ts";
import type { Markup } from "./marked-text.ts";
import type { Omissions } from "./omissions.ts";
import type { Span } from "./span.ts";
import type { SourceFile } from "./text.ts";

/** Everything known of a document but its passages. */
export interface Document {
  /** Relative to the root of the source, with `/` between its parts. */
  readonly path: string;
  readonly title: string;
  /** A file's name that is not made of words is shown as title, but neither embedded nor indexed. */
  readonly titleFrom: "front matter" | "heading" | "name of words" | "file name";
  readonly origin: Omit<Origin, "title">;
  /** The primary subtag of BCP 47: the declared language, else the detected one, else `und`. */
  readonly language: string;
  /** `file`: the text is the file's, decoded; `extracted`: it was taken out of a file of another kind. */
  readonly of: "file" | "extracted";
  readonly text: string;
  /** Parts of the text that no reader of the rendered document sees, in order; excerpts show a mark in their place. */
  readonly hidden: readonly Span[];
  /** How much of it is in no passage; known once it is split. */
  readonly omissions?: Omissions;
  /** SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
  /** SHA-256 of the provenance that its source keeps beside it, if the text is the file's. */
  readonly about?: string;
  /** There if, and only if, the text is extracted. */
  readonly extraction?: Extraction;
}

/** How a text was taken out of its file, and where it stands there. */
export interface Extraction {
  /** Name and version of what read it, such as `pdf 1`. */
  readonly reader: string;
  /** SHA-256 of the text, as UTF-8. */
  readonly textSha256: string;
  /** SHA-256 of the file of provenance beside it, where there is one. */
  readonly about?: string;
  readonly places: Places;
}

/** What a document was made from: with the same marks, the same program makes the same document of it. */
export interface DocumentMark {
  readonly path: string;
  readonly sha256: string;
  readonly reader?: string;
  readonly about?: string;
}

/** Returns the mark of a document. */
export function markOf({ path, sha256, extraction, ...document }: Document): DocumentMark {
  const { reader, about } = extraction ?? { about: document.about };
  return markFrom({ path, sha256 }, reader, about);
}

/** Returns the mark of the document that a file becomes. */
export const markOfFile = ({ path, sha256, sidecar }: SourceFile): DocumentMark =>
  markFrom({ path, sha256 }, extractorOf(path), sidecar?.sha256);

const markFrom = (
  file: Pick<DocumentMark, "path" | "sha256">,
  reader: string | undefined,
  about: string | undefined,
): DocumentMark => ({
  ...file,
  ...(reader === undefined ? {} : { reader }),
  ...(about === undefined ? {} : { about }),
});

/** Whether two marks are of the same document, made alike. */
export const isSameMark = (a: DocumentMark, b: DocumentMark): boolean =>
  a.path === b.path && a.sha256 === b.sha256 && a.reader === b.reader && a.about === b.about;

/** A document and its blocks, and notes for the operator on how it was read. */
export interface ParsedDocument extends Pick<Extracted, "leftOut" | "warnings"> {
  readonly document: Document;
  /** Without the heading that became the title. */
  readonly blocks: readonly Block[];
  /** Where its text begins, behind its front matter. */
  readonly bodyStart: number;
  /** Whether its front matter says that it is not published yet. */
  readonly isDraft: boolean;
}

/** Whether the text of a document is Markdown. */
export const isMarkdown = ({ path, of }: Pick<Document, "path" | "of">): boolean =>
  of === "file" && textFormatOf(path)?.isMarkdown === true;

/** By document, as its passages are read one after the other. */
const markups = new WeakMap<object, Markup>();

/** In UTF-16 units: a reply parses the document in the bot's own process, which takes up to 3 ms for 1,000 of a hostile text. */
const MOST_PARSED = 200_000;

/**
 * Returns the markup of a document that is not Markdown; undefined if it has none, or is so long that its text is shown as it
 * is written. The document is parsed on first use.
 */
export function markupOf(document: Pick<Document, "path" | "of" | "text">): Markup | undefined {
  const format = document.of === "file" ? textFormatOf(document.path) : undefined;
  if (!format?.hasMarkup || document.text.length > MOST_PARSED) return undefined;
  const known = markups.get(document);
  if (known) return known;
  const { markup } = format.parse(document.text, readFrontMatter(document.text).bodyStart);
  if (markup) markups.set(document, markup);
  return markup;
}

/** Returns the title as the first of the headings that are embedded and indexed; none if it is only the name of a file. */
export const searchedTitle = ({
  title,
  titleFrom,
}: Pick<Document, "title" | "titleFrom">): readonly string[] =>
  titleFrom === "file name" ? [] : [title];
