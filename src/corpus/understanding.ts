/** @module A seed of any kind to a document: its own text, or the text that is taken out of it. */

import { type DocumentMark, type ParsedDocument, parseSeed, titled } from "./document.ts";
import type { Extracted } from "./extraction/extracted.ts";
import { extractHere } from "./extraction/here.ts";
import type { Origin } from "./front-matter.ts";
import type { IsWord } from "./path-title.ts";
import { sha256 } from "../base/hash.ts";
import { decodeText, type SourceFile } from "./text.ts";

/** The file of provenance beside a document. */
export interface Sidecar {
  readonly origin: Origin;
  readonly sha256: string;
}

/** A seed as it lies on the disk, with what tells whether it is still the same. */
export interface FoundSeed {
  readonly mark: DocumentMark;
  readonly file: SourceFile;
  readonly sidecar: Sidecar | undefined;
}

/** A document, and what a person may want to know of how it was read. */
export interface Understood extends ParsedDocument, Pick<Extracted, "leftOut" | "warnings"> {}

/** Takes the text out of a file. */
export type Extract = (path: string, bytes: Uint8Array) => Promise<Extracted>;

/**
 * Makes a seed a document. What stands beside it counts before what it says of itself.
 * @throws UserError that says why nothing can be quoted from it.
 */
export async function understand(
  { mark, file, sidecar }: FoundSeed,
  isWord: IsWord,
  extract: Extract = extractHere,
): Promise<Understood> {
  const { path, content } = file;
  const { reader } = mark;
  if (reader === undefined)
    return { ...parseSeed(decodeText(file), isWord), leftOut: [], warnings: [] };
  const extracted = await extract(path, content);
  const { text, blocks, places, leftOut, warnings } = extracted;
  const about = sidecar === undefined ? {} : { about: sidecar.sha256 };
  const extraction = { reader, textSha256: sha256(text), ...about, places };
  const body = {
    path,
    text,
    hidden: [],
    sha256: file.sha256,
    bytes: content.length,
    of: "extracted",
  } as const;
  const origin: Origin = { ...extracted.origin, ...sidecar?.origin };
  return { ...titled({ ...body, extraction }, origin, blocks, isWord), leftOut, warnings };
}
