/** @module A document: a seed read and understood, ready to be cut and cited. */

import { basename, extname } from "node:path";
import { type Block, type Heading, isHeading } from "./block.ts";
import { type Origin, readFrontMatter } from "./front-matter.ts";
import { readMarkdown } from "./markdown.ts";
import { readPlain } from "./plain.ts";
import type { Seed } from "./seed.ts";

/** Everything known of a document but its passages. */
export interface Document {
  /** Relative to the seeds folder, with `/` between its parts. */
  readonly path: string;
  readonly title: string;
  /** A title from the file's name is shown, but neither embedded nor indexed. */
  readonly titleFrom: "front matter" | "heading" | "file name";
  readonly origin: Omit<Origin, "title">;
  /** `file`: the text is the file's, decoded; `extracted`: it was taken out of a file of another kind. */
  readonly of: "file" | "extracted";
  readonly text: string;
  /** SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface ParsedDocument {
  readonly document: Document;
  /** Without the heading that became the title. */
  readonly blocks: readonly Block[];
}

/** How each kind of file falls into blocks. A new format is a line here and its reader. */
const READERS: Readonly<Record<string, (text: string, bodyStart: number) => Block[]>> = {
  ".md": readMarkdown,
  ".txt": readPlain,
};

/**
 * Reads a seed's front matter, title and blocks.
 * @throws UserError if its front matter is malformed.
 */
export function parseSeed(seed: Seed): ParsedDocument {
  const { origin, bodyStart } = readFrontMatter(seed.text);
  const read = READERS[extname(seed.path).toLowerCase()] ?? readPlain;
  const blocks = read(seed.text, bodyStart);
  const { title: given, ...rest } = origin;
  const heading = headOf(blocks);
  const isTitle = heading !== undefined && (given === undefined || same(given, heading.title));
  const title = given ?? heading?.title ?? nameOf(seed.path);
  const titleFrom = given ? "front matter" : heading ? "heading" : "file name";
  const document = { ...seed, title, titleFrom, origin: rest, of: "file" } as const;
  return { document, blocks: isTitle ? blocks.filter((block) => block !== heading) : blocks };
}

/** A heading is the title only if it stands before any text. */
function headOf(blocks: readonly Block[]): Heading | undefined {
  const first = blocks[0];
  return first && isHeading(first) && first.title !== "" ? first : undefined;
}

const same = (a: string, b: string): boolean => fold(a) === fold(b);
const fold = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const nameOf = (path: string): string => basename(path, extname(path));
