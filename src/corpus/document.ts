/** @module A document: a seed read and understood, ready to be cut and cited. */

import { extname } from "node:path";
import { foldWords } from "../base/text.ts";
import { type Block, type Heading, isHeading } from "./block.ts";
import type { Places } from "./extraction/places.ts";
import { type Origin, readFrontMatter } from "./front-matter.ts";
import { readMarkdown, type ReadText, SCOPE_DEPTH } from "./markdown/markdown.ts";
import { type IsWord, stemOf, titleFromPath } from "./path-title.ts";
import type { Omissions } from "./omissions.ts";
import { readPlain } from "./plain.ts";
import type { Span } from "./span.ts";
import type { TextFile } from "./text.ts";

/** Everything known of a document but its passages. */
export interface Document {
  /** Relative to the seeds folder, with `/` between its parts. */
  readonly path: string;
  readonly title: string;
  /** A file's name that is not made of words is shown as title, but neither embedded nor indexed. */
  readonly titleFrom: "front matter" | "heading" | "name of words" | "file name";
  readonly origin: Omit<Origin, "title">;
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

/** The mark of a document. */
export function markOf({ path, sha256, extraction }: Document): DocumentMark {
  if (extraction === undefined) return { path, sha256 };
  const { reader, about } = extraction;
  return { path, sha256, reader, ...(about === undefined ? {} : { about }) };
}

/** Whether two marks are of the same document, made alike. */
export const isSameMark = (a: DocumentMark, b: DocumentMark): boolean =>
  a.path === b.path && a.sha256 === b.sha256 && a.reader === b.reader && a.about === b.about;

export interface ParsedDocument {
  readonly document: Document;
  /** Without the heading that became the title. */
  readonly blocks: readonly Block[];
  /** Where its text begins, behind its front matter. */
  readonly bodyStart: number;
  /** Whether its front matter says that it is not published yet. */
  readonly isDraft: boolean;
}

/** How each kind of file falls into blocks. A new format is a line here and its reader. */
const READERS: Readonly<Record<string, (text: string, bodyStart: number) => ReadText>> = {
  ".md": readMarkdown,
  ".mdx": (text, bodyStart) => readMarkdown(text, bodyStart, true),
  ".txt": readText,
};

/** Whether the text of a document is Markdown. */
export const isMarkdown = ({ path, of }: Pick<Document, "path" | "of">): boolean =>
  of === "file" && /\.mdx?$/i.test(path);

function readText(text: string, bodyStart: number): ReadText {
  return { blocks: readPlain(text, bodyStart), hidden: [] };
}

/**
 * Reads a seed's front matter, title and blocks.
 * @throws UserError if its front matter is malformed.
 */
export function parseSeed(seed: TextFile, isWord: IsWord): ParsedDocument {
  const { origin, isDraft, bodyStart } = readFrontMatter(seed.text);
  const read = READERS[extname(seed.path).toLowerCase()] ?? readText;
  const { blocks, hidden } = read(seed.text, bodyStart);
  const parsed = titled({ ...seed, hidden, of: "file" }, origin, blocks, isWord);
  return { ...parsed, bodyStart, isDraft };
}

/** Gives a document its title: what it says is that, else a heading before any text, else its path or file's name. */
export function titled(
  untitled: Omit<Document, "title" | "titleFrom" | "origin">,
  { title: given, ...origin }: Origin,
  blocks: readonly Block[],
  isWord: IsWord,
): ParsedDocument {
  const heading = headOf(blocks);
  const isTitle = heading !== undefined && (given === undefined || same(given, heading.title));
  const title = given
    ? ({ title: given, titleFrom: "front matter" } as const)
    : heading
      ? ({ title: heading.title, titleFrom: "heading" } as const)
      : titleFromFile(untitled.path, isWord);
  const document = { ...untitled, ...title, origin };
  const body = isTitle ? blocks.filter((block) => block !== heading) : blocks;
  return { document, blocks: body, bodyStart: 0, isDraft: false };
}

function titleFromFile(path: string, isWord: IsWord): Pick<Document, "title" | "titleFrom"> {
  const title = titleFromPath(path, isWord);
  return title === undefined
    ? { title: stemOf(path), titleFrom: "file name" }
    : { title, titleFrom: "name of words" };
}

/** Returns the title as the first of the headings that are embedded and indexed; none if it is only the name of a file. */
export const searchedTitle = ({
  title,
  titleFrom,
}: Pick<Document, "title" | "titleFrom">): readonly string[] =>
  titleFrom === "file name" ? [] : [title];

/** A heading is the title only if it stands before any text. */
function headOf(blocks: readonly Block[]): Heading | undefined {
  const first = blocks[0];
  const isTitle = first && isHeading(first) && first.title !== "" && first.depth < SCOPE_DEPTH;
  return isTitle ? first : undefined;
}

const same = (a: string, b: string): boolean => foldWords(a) === foldWords(b);
