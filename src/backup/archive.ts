/** @module Archives: ZIP files that any program opens, stored without compression. */

import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile as ZipReader } from "yauzl";
import { ZipFile } from "yazl";
import { writeDurably } from "../base/durable.ts";
import { isAbsent, UserError } from "../base/errors.ts";
import { type Kind, type Refusals, refusalsOf, withArticle } from "./refusal.ts";

/** A file to archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly content:
    | { readonly path: string }
    | { readonly bytes: Buffer }
    /** Read when the files before it are written. */
    | { readonly chunks: () => AsyncIterable<Uint8Array> };
}

const OWNER_ONLY = 0o600;
const REGULAR_FILE = 0o100_000;
/** Without compression, which would save a sixth, no archive unpacks to more than its own size. */
const STORED = { compress: false, mode: REGULAR_FILE | OWNER_ONLY };
/** The same time for every file; the format has that of no time zone, and none before 1980. */
const UNDATED = { ...STORED, mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/** Writes a new archive durably, for its owner only. Chunks are dated alike, so that equal ones give equal bytes. */
export async function writeArchive(file: string, files: readonly ArchiveFile[]): Promise<void> {
  const zip = new ZipFile();
  const chunks = zip.outputStream;
  if (!(chunks instanceof Readable)) throw new Error("no stream of an archive");
  zip.on("error", (error: Error) => chunks.destroy(error));
  // An error after the writing has failed has no other listener.
  chunks.on("error", () => {});
  const opened: Readable[] = [];
  const open = (content: AsyncIterable<Uint8Array>): Readable => {
    const stream = Readable.from(content, { highWaterMark: 1 });
    stream.on("error", (error) => zip.emit("error", error));
    opened.push(stream);
    return stream;
  };
  for (const { name, content } of files)
    if ("bytes" in content) zip.addBuffer(content.bytes, name, STORED);
    else if ("path" in content) zip.addFile(content.path, name, STORED);
    else zip.addReadStreamLazy(name, UNDATED, (give) => give(undefined, open(content.chunks())));
  zip.end();
  await writeDurably(file, chunks, OWNER_ONLY).finally(() =>
    [chunks, ...opened].forEach((stream) => stream.destroy()),
  );
}

/** An open archive: its files by name, each stored as it is. */
export interface Archive extends Refusals {
  /** Sizes in bytes, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Reads a file chunk by chunk. @throws UserError if it is damaged. */
  read(name: string): AsyncGenerator<Uint8Array>;
  /** Reads a small file and compares it with its checksum in the archive. */
  readWhole(name: string): Promise<Buffer>;
  close(): void;
}

const MOST_FILES = 100;
const MOST_WHOLE_BYTES = 1 << 26;

/**
 * Opens an archive of regular files with distinct names, none compressed or encrypted.
 * @throws UserError if it is anything else (exit code 2 if there is no such file).
 */
export async function openArchive(file: string, kind: Kind): Promise<Archive> {
  const refusals = refusalsOf(file, kind);
  try {
    await requireFile(file, kind);
    const zip = await openPromise(file, { autoClose: false, strictFileNames: true });
    try {
      return archiveOver(zip, await entriesIn(zip, refusals), refusals);
    } catch (error) {
      zip.close();
      throw error;
    }
  } catch (error) {
    throw refusals.unreadable(error);
  }
}

function archiveOver(
  zip: ZipReader,
  entries: ReadonlyMap<string, Entry>,
  refusals: Refusals,
): Archive {
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (!entry) throw refusals.refused(`one without ${name}`);
    return entry;
  };
  async function* read(name: string): AsyncGenerator<Uint8Array> {
    try {
      const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(find(name));
      yield* chunks;
    } catch (error) {
      throw refusals.unreadable(error);
    }
  }
  return {
    ...refusals,
    sizes: new Map(Array.from(entries, ([name, { uncompressedSize }]) => [name, uncompressedSize])),
    read,
    async readWhole(name) {
      const { uncompressedSize, crc32: expected } = find(name);
      if (uncompressedSize > MOST_WHOLE_BYTES)
        throw refusals.refused(`${name} of ${uncompressedSize} bytes`);
      const content = await buffer(read(name));
      if (crc32(content) !== expected) throw refusals.damaged(name);
      return content;
    },
    close: () => zip.close(),
  };
}

async function requireFile(file: string, kind: Kind): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
  if (found?.isFile()) return;
  throw new UserError(
    {
      expected: `${withArticle(kind)} at ${file}`,
      found: describeEntry(found ?? undefined),
      remedy: `Give the path of a file that footnote ${kind} wrote.`,
    },
    { exitCode: 2 },
  );
}

/** Describes anything but a file at the path of an archive. */
function describeEntry(found: Stats | undefined): string {
  if (!found) return "nothing there";
  return found.isDirectory() ? "a folder" : "something that is no file";
}

async function entriesIn(
  zip: ZipReader,
  { refused }: Refusals,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += entry.uncompressedSize;
    if (entries.size >= MOST_FILES) throw refused(`one of more than ${MOST_FILES} files`);
    if (entries.has(entry.fileName)) throw refused(`${entry.fileName} twice in it`);
    if (entry.compressionMethod !== 0 || entry.isEncrypted() || bytes > zip.fileSize)
      throw refused(`${entry.fileName} compressed or encrypted in it`);
    entries.set(entry.fileName, entry);
  }
  return entries;
}
