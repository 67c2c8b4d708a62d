/** @module Durable files: written, synced, and their folder synced, in that order. */

import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "./errors.ts";

/** The size and SHA-256 of a file, as a manifest records them. */
export interface Checksum {
  readonly bytes: number;
  readonly sha256: string;
}

type Chunk = string | Uint8Array;

/** Writes a new file chunk by chunk, and syncs it. @param mode its permissions, before the umask. */
export async function writeDurably(
  file: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
  mode = 0o666,
): Promise<void> {
  const handle = await open(file, "wx", mode);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Syncs a folder: a rename is durable only after that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its parents durably. */
export async function makeFolders(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made)).catch(ignoreForbidden);
    if (made === first || made === dirname(made)) return;
  }
}

/** Ignores a parent folder that may be written but not read, and so not synced. */
function ignoreForbidden(error: unknown): void {
  if (systemCode(error) !== "EACCES") throw error;
}

/** Replaces the content of a file atomically and durably. */
export async function replaceDurably(file: string, content: Chunk, mode?: number): Promise<void> {
  const aside = `${file}.next`;
  await rm(aside, { force: true });
  await writeDurably(aside, [content], mode);
  await moveDurably(aside, file);
}

/** Moves a file or folder atomically and durably. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** The most bytes of a file that are read at once. */
const CHUNK = 1 << 20;

/** Computes size and SHA-256 of a file. */
export async function checksumOf(file: string): Promise<Checksum> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    // A buffer of the whole chunk for each small file makes the collector of garbage run again and again.
    const buffer = Buffer.allocUnsafe(Math.min(size + 1, CHUNK));
    const hash = createHash("sha256");
    let bytes = 0;
    for (let read = 1; read > 0; bytes += read) {
      read = (await handle.read(buffer)).bytesRead;
      hash.update(buffer.subarray(0, read));
    }
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** Reads a file into its own buffer. */
export async function readBytes(file: string): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength
    ? buffer
    : Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
}

/** Returns the bytes of numbers in memory (little-endian on every platform of Node). */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
