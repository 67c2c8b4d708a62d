/** @module A seed of any kind to a document: its own text, or the text that is taken out of it. */

import { type DocumentMark, type ParsedDocument, parseSeed, titled } from "./document.ts";
import type { Extracted } from "./extraction/extracted.ts";
import { extractHere } from "./extraction/here.ts";
import { readerOf } from "./extraction/kinds.ts";
import type { Origin } from "./front-matter.ts";
import type { IsWord } from "./naming.ts";
import { sha256 } from "../base/hash.ts";
import { readSeedFile, type SeedFile, textSeed } from "./seed.ts";
import { readSidecar, type Sidecar } from "./sidecar.ts";

/** A seed as it lies on the disk, with what tells whether it is still the same. */
export interface FoundSeed {
  readonly mark: DocumentMark;
  readonly file: SeedFile;
  readonly sidecar: Sidecar | undefined;
}

/** Reads a seed and what stands beside it. @throws UserError that says why the file can't be quoted. */
export async function findSeed(folder: string, path: string): Promise<FoundSeed> {
  const file = await readSeedFile(folder, path);
  const reader = readerOf(path);
  if (reader === undefined)
    return { mark: { path, sha256: file.sha256 }, file, sidecar: undefined };
  const sidecar = await readSidecar(folder, path);
  const mark = { path, sha256: file.sha256, reader };
  return { mark: sidecar ? { ...mark, about: sidecar.sha256 } : mark, file, sidecar };
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
    return { ...parseSeed(textSeed(file), isWord), leftOut: [], warnings: [] };
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
