/** @module Where things lie in an index folder. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isShortage, messageOf, systemCode, UserError } from "../../base/errors.ts";

/** The files of a generation; the manifest lists and hashes all but itself. */
export const FILES = {
  documents: "documents.jsonl",
  passages: "passages.jsonl",
  hnsw: "passages.hnsw",
  vectors: "passages.f32",
  sentences: "sentences.i8",
  tokens: "tokens.i8",
  lexical: "terms.bin",
} as const;
export const MANIFEST = "manifest.json";

export const currentFile = (indexDir: string): string => join(indexDir, "current");
export const lockFile = (indexDir: string): string => join(indexDir, "lock");
export const historyFile = (indexDir: string): string => join(indexDir, "history.jsonl");
export const generationsDir = (indexDir: string): string => join(indexDir, "generations");
export const generationDir = (indexDir: string, id: string): string =>
  join(generationsDir(indexDir), id);

export const examplesFile = (indexDir: string, id: string): string =>
  join(generationDir(indexDir, id), "examples.json");

/** 32 hexadecimal digits. */
export const GENERATION_ID = /^[0-9a-f]{32}$/;

/**
 * The ID of the generation in service; undefined if nothing was built yet.
 * @throws UserError if the file that names it holds anything else.
 */
export async function readCurrent(indexDir: string): Promise<string | undefined> {
  const id = await readFile(currentFile(indexDir), "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return undefined;
    if (isShortage(error)) throw error;
    throw damaged(currentFile(indexDir), messageOf(error), error);
  });
  if (id === undefined || GENERATION_ID.test(id.trim())) return id?.trim();
  throw damaged(currentFile(indexDir), "something that is no generation's ID");
}

/** The error of an index that was never built, or has lost the file that names what is in service. */
export const notBuilt = (indexDir: string): UnusableIndex =>
  damaged(indexDir, `none that was built (there is no ${currentFile(indexDir)})`);

/**
 * Says why an index cannot be served: a file of it is damaged or missing, or another model or version of the program
 * made it (`unfit`).
 */
export class UnusableIndex extends UserError {
  readonly kind: "damaged" | "unfit";

  constructor(kind: UnusableIndex["kind"], place: string, found: string, cause?: unknown) {
    const remedy =
      "Run: npm run footnote -- index (it reads the seeds again and builds a new one).";
    super({ expected: `a sound index at ${place}`, found, remedy }, { cause });
    this.kind = kind;
  }
}

export const damaged = (place: string, found: string, cause?: unknown): UnusableIndex =>
  new UnusableIndex("damaged", place, found, cause);

export const unfit = (place: string, found: string): UnusableIndex =>
  new UnusableIndex("unfit", place, found);
