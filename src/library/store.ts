/** @module Files made durable: written, synced, and their folder synced, in that order. */

import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { messageOf, systemCode, UserError } from "../errors.ts";

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

/** Adds lines to a file, lastingly; one that a crash cut short before does not run into them. */
export async function appendDurably(file: string, lines: readonly string[]): Promise<void> {
  const handle = await open(file, "a+");
  try {
    const { size } = await handle.stat();
    const last = size === 0 ? "\n" : (await handle.read({ length: 1, position: size - 1 })).buffer;
    const start = last.toString("latin1", 0, 1) === "\n" ? "" : "\n";
    await handle.writeFile(start + lines.map((line) => `${line}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
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

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC:
    "The disk is full: free some space and build again. The index that was there is untouched.",
  EDQUOT:
    "The disk quota is used up: free some space and build again. The index that was there is untouched.",
  EACCES:
    "Give the user that runs Footnote the right to write there, or name another folder with --index or INDEX_DIR.",
  EPERM:
    "Give the user that runs Footnote the right to write there, or name another folder with --index or INDEX_DIR.",
  EROFS: "The disk is read-only: name another folder with --index or INDEX_DIR.",
  EMFILE: "Too many files are open: raise the limit (ulimit -n) or stop another program.",
  ENFILE: "Too many files are open on this machine: stop another program.",
  ENOMEM: "The machine is out of memory: stop another program, or give it more.",
  EIO: "The disk or drive does not answer as it should: look at the system's log and at the disk.",
  ESTALE: "A network drive is gone: mount it again.",
  ENOTCONN: "A network drive is gone: mount it again.",
  ETIMEDOUT: "A network drive does not answer: mount it again.",
  EHOSTDOWN: "A network drive does not answer: mount it again.",
  ENOTDIR: "Something on the way to it is a file: name another folder with --index or INDEX_DIR.",
  EEXIST:
    "Something that is no folder is in its place: name another folder with --index or INDEX_DIR.",
};

/** The error as a user can act on it, if it is one of the disk's; any other as it is. */
export function diskError(error: unknown, folder: string): unknown {
  const remedy = REMEDIES[systemCode(error) ?? ""];
  if (error instanceof UserError || remedy === undefined) return error;
  return new UserError(
    {
      expected: `to read and write what the index in ${folder} needs`,
      found: messageOf(error),
      remedy,
    },
    { cause: error },
  );
}
