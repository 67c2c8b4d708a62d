/** @module Files made durable: written, synced, and their folder synced, in that order. */

import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "./errors.ts";

/** What a manifest records of a file. */
export interface FileMark {
  readonly bytes: number;
  readonly sha256: string;
}

type Chunk = string | Uint8Array;

/** Writes a new file and syncs it; chunk by chunk, so that a large one is never whole in memory. */
export async function writeDurably(
  file: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  const handle = await open(file, "wx");
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable: a rename is only lasting once its folder is synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and those it lies in, and their names durable. */
export async function makeFolders(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made)).catch(ignoreForbidden);
    if (made === first || made === dirname(made)) return;
  }
}

/** One may make a folder in another without the right to read that one; then it can't be synced. */
function ignoreForbidden(error: unknown): void {
  if (systemCode(error) !== "EACCES") throw error;
}

/** Gives a file new content in one step, lastingly: a reader finds the old or the new. */
export async function replaceDurably(file: string, content: string): Promise<void> {
  const aside = `${file}.next`;
  await rm(aside, { force: true });
  await writeDurably(aside, [content]);
  await moveDurably(aside, file);
}

/** Puts a durable file or folder in its place, in one step, lastingly. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Size and SHA-256 of a file. */
export async function markOf(file: string): Promise<FileMark> {
  const handle = await open(file, "r");
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
    const buffer: unknown = chunk;
    if (!(buffer instanceof Uint8Array)) throw new Error("a stream of text");
    hash.update(buffer);
    bytes += buffer.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** The bytes of a file, in a buffer of their own. */
export async function readBytes(file: string): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength
    ? buffer
    : Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
}

/** The numbers as they lie in memory (little-endian on every machine that Node runs on). */
export const bytesOf = (numbers: Float32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
