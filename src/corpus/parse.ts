/** @module Parsing: from a file of any format to a document with a title and blocks. */

import { sha256 } from "../base/hash.ts";
import { type Block, type Heading, isHeading } from "./block.ts";
import { type Document, markOfFile, type ParsedDocument } from "./document.ts";
import { languageByTrigrams, languageOf, proseOf } from "./document-language.ts";
import { foldWords } from "../base/text.ts";
import { type Extract, extractText, PLAIN_TEXT, textFormatOf } from "./formats.ts";
import { type Origin, readFrontMatter } from "./front-matter.ts";
import { subtagOf } from "./language.ts";
import { UNKNOWN } from "./languages/languages.ts";
import { SCOPE_DEPTH } from "./markdown/markdown.ts";
import { type IsWord, stemOf, titleFromPath } from "./path-title.ts";
import { decodeText, type Sidecar, type SourceFile, type TextFile } from "./text.ts";

/**
 * Parses a file. Its sidecar counts before what the file says of itself.
 * @throws UserError that says why nothing can be quoted from it.
 */
export async function parseDocument(
  file: SourceFile,
  isWord: IsWord,
  extract: Extract = extractText,
): Promise<ParsedDocument> {
  const { path, content, sidecar } = file;
  const { sha256: hash, reader, about } = markOfFile(file);
  if (reader === undefined) return withLanguage(parseText(decodeText(file), isWord, sidecar));
  const { text, blocks, places, leftOut, warnings, origin } = await extract(path, content);
  const sidecarHash = about === undefined ? {} : { about };
  const extraction = { reader, textSha256: sha256(text), ...sidecarHash, places };
  const own = { path, text, hidden: [], sha256: hash, bytes: content.length };
  const untitled = { ...own, of: "extracted", extraction } as const;
  const parsed = titled(untitled, { ...origin, ...sidecar?.origin }, blocks, isWord);
  return withLanguage({ ...parsed, leftOut, warnings });
}

/** Detects the language of a document by trigrams if it is unknown. */
async function withLanguage(parsed: ParsedDocument): Promise<ParsedDocument> {
  const { document, blocks } = parsed;
  if (document.language !== UNKNOWN) return parsed;
  const language = await languageByTrigrams(proseOf(document.text, blocks));
  return { ...parsed, document: { ...document, language } };
}

/**
 * Parses a text file: its front matter, title, language and blocks.
 * @throws UserError if its front matter is malformed.
 */
export function parseText(file: TextFile, isWord: IsWord, sidecar?: Sidecar): ParsedDocument {
  const { origin, isDraft, bodyStart } = readFrontMatter(file.text);
  const { parse } = textFormatOf(file.path) ?? PLAIN_TEXT;
  const read = parse(file.text, bodyStart);
  const { blocks, hidden, warnings = [] } = read;
  const about = sidecar === undefined ? {} : { about: sidecar.sha256 };
  const untitled = { ...file, hidden, of: "file", ...about } as const;
  const known = { ...read.origin, ...origin, ...sidecar?.origin };
  const parsed = titled(untitled, known, blocks, isWord);
  return { ...parsed, bodyStart, isDraft, warnings };
}

/** Gives a document its language, and its title: the one given, else a heading before any text, else one from its path or file name. */
function titled(
  untitled: Omit<Document, "title" | "titleFrom" | "origin" | "language">,
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
  const language = languageIn(untitled, origin.language, blocks);
  const document = { ...untitled, ...title, origin, language };
  const body = isTitle ? blocks.filter((block) => block !== heading) : blocks;
  return { document, blocks: body, bodyStart: 0, isDraft: false, leftOut: [], warnings: [] };
}

/** Returns the declared language if it is one and, in a file of another kind, its text does not make another clear. */
function languageIn(
  { of, text }: Pick<Document, "of" | "text">,
  declared: string | undefined,
  blocks: readonly Block[],
): string {
  const subtag = declared === undefined ? undefined : subtagOf(declared);
  if (subtag !== undefined && of === "file") return subtag;
  return languageOf(proseOf(text, blocks), subtag ?? UNKNOWN);
}

function titleFromFile(path: string, isWord: IsWord): Pick<Document, "title" | "titleFrom"> {
  const title = titleFromPath(path, isWord);
  return title === undefined
    ? { title: stemOf(path), titleFrom: "file name" }
    : { title, titleFrom: "name of words" };
}

/** A heading is the title only if it stands before any text. */
function headOf(blocks: readonly Block[]): Heading | undefined {
  const first = blocks[0];
  const isTitle = first && isHeading(first) && first.title !== "" && first.depth < SCOPE_DEPTH;
  return isTitle ? first : undefined;
}

const same = (a: string, b: string): boolean => foldWords(a) === foldWords(b);
