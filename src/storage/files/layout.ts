/** @module The paths in an index folder, the file that names the active generation, and the lock of builds. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isAbsent, isForbidden, isShortage, messageOf, UserError } from "../../base/errors.ts";
import { makeFolders } from "../../base/durable.ts";
import { fileStamp } from "../../base/file-stamp.ts";
import { lock, type Release } from "../../base/lock.ts";
import { alreadyLocked, damaged } from "../store.ts";

/** The files of a generation; the manifest lists and hashes all but itself. */
export const FILES = {
  documents: "documents.jsonl",
  passages: "passages.jsonl",
  hnsw: "passages.hnsw",
  vectors: "passages.f32",
  sentences: "sentences.i8",
  native: "native.i8",
  tokens: "tokens.i8",
  lexical: "terms.bin",
} as const;
export const MANIFEST = "manifest.json";

export const currentFile = (indexDir: string): string => join(indexDir, "current");
const lockFile = (indexDir: string): string => join(indexDir, "lock");
export const historyFile = (indexDir: string): string => join(indexDir, "history.jsonl");
export const generationsDir = (indexDir: string): string => join(indexDir, "generations");
export const generationDir = (indexDir: string, id: string): string =>
  join(generationsDir(indexDir), id);
export const examplesFile = (indexDir: string, id: string): string =>
  join(generationDir(indexDir, id), "examples.json");

/** 32 hexadecimal digits. */
export const GENERATION_ID = /^[0-9a-f]{32}$/;

/**
 * Returns the ID of the active generation; undefined if nothing was built yet.
 * @throws UnusableIndex if the file that names it holds anything else.
 */
export async function readCurrent(indexDir: string): Promise<string | undefined> {
  const id = await readFile(currentFile(indexDir), "utf8").catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    if (isShortage(error)) throw error;
    throw damaged(currentFile(indexDir), messageOf(error), error);
  });
  if (id === undefined || GENERATION_ID.test(id.trim())) return id?.trim();
  throw damaged(currentFile(indexDir), "a text that is no index's ID");
}

/** Returns the stamps of `current` and of every file of the generation that it names; never throws. */
export async function indexStamp(indexDir: string): Promise<string> {
  const id = await readCurrent(indexDir).catch(() => undefined);
  const folder = generationDir(indexDir, id ?? "none");
  const names = [...Object.values(FILES), MANIFEST];
  return [currentFile(indexDir), ...names.map((name) => join(folder, name))]
    .map(stampOrFault)
    .join("\n");
}

function stampOrFault(file: string): string {
  try {
    return fileStamp(file);
  } catch (error) {
    return String(error);
  }
}

/**
 * Creates an index folder and takes its lock of builds.
 * @throws UserError if another build is running, or the folder cannot be made.
 */
export async function lockForBuild(indexDir: string): Promise<Release> {
  await makeFolder(indexDir);
  const release = lock(lockFile(indexDir), "exclusive");
  if (!release) throw alreadyLocked();
  return release;
}

/** Creates the folder of generations. */
async function makeFolder(indexDir: string): Promise<void> {
  await makeFolders(generationsDir(indexDir)).catch((cause: unknown) => {
    const remedy = "Make it writable, or name another folder with --index or INDEX_DIR.";
    const found = isForbidden(cause)
      ? "that this folder can't be created: no permission, or a read-only disk"
      : messageOf(cause);
    throw new UserError(
      { expected: `to write the index in ${indexDir}`, found, remedy },
      { cause },
    );
  });
}

/** Checks whether a build is running; undefined if there was never one in this folder. */
export function isBuilding(indexDir: string): boolean | undefined {
  if (!existsSync(lockFile(indexDir))) return undefined;
  const release = lock(lockFile(indexDir), "shared");
  release?.();
  return release === undefined;
}
