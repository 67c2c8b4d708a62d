/** @module The archive of a backup: a ZIP file that any program opens, stored without compression. */

import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile as ZipReader } from "yauzl";
import { ZipFile } from "yazl";
import { writeDurably } from "../base/durable.ts";
import { isAbsent, isShortage, systemCode, UserError } from "../base/errors.ts";

/** A file to archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly content: { readonly path: string } | { readonly bytes: Buffer };
}

const OWNER_ONLY = 0o600;
const REGULAR_FILE = 0o100_000;
/** Without compression, which would save a sixth, no archive unpacks to more than its own size. */
const STORED = { compress: false, mode: REGULAR_FILE | OWNER_ONLY };

/** Writes a new archive durably, for its owner only. */
export async function writeArchive(file: string, files: readonly ArchiveFile[]): Promise<void> {
  const zip = new ZipFile();
  const chunks = zip.outputStream;
  if (!(chunks instanceof Readable)) throw new Error("no stream of an archive");
  zip.on("error", (error: Error) => chunks.destroy(error));
  // An error after the writing has failed has no other listener.
  chunks.on("error", () => {});
  for (const { name, content } of files)
    if ("bytes" in content) zip.addBuffer(content.bytes, name, STORED);
    else zip.addFile(content.path, name, STORED);
  zip.end();
  await writeDurably(file, chunks, OWNER_ONLY).finally(() => chunks.destroy());
}

/** An open archive: its files by name, each stored as it is. */
export interface Archive {
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
export async function openArchive(file: string): Promise<Archive> {
  await requireFile(file);
  const zip = await openZip(file);
  try {
    return archiveOver(file, zip, await entriesIn(file, zip));
  } catch (error) {
    zip.close();
    throw refusalOf(file, error);
  }
}

function archiveOver(file: string, zip: ZipReader, entries: ReadonlyMap<string, Entry>): Archive {
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (!entry) throw refused(file, `one without ${name}`);
    return entry;
  };
  async function* read(name: string): AsyncGenerator<Uint8Array> {
    try {
      const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(find(name));
      yield* chunks;
    } catch (error) {
      throw refusalOf(file, error);
    }
  }
  return {
    sizes: new Map(Array.from(entries, ([name, { uncompressedSize }]) => [name, uncompressedSize])),
    read,
    async readWhole(name) {
      const { uncompressedSize, crc32: expected } = find(name);
      if (uncompressedSize > MOST_WHOLE_BYTES)
        throw refused(file, `${name} of ${uncompressedSize} bytes`);
      const content = await buffer(read(name));
      if (crc32(content) !== expected) throw damagedFile(file, name);
      return content;
    },
    close: () => zip.close(),
  };
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    if (!isAbsent(error)) throw refusalOf(file, error);
  });
  if (found?.isFile()) return;
  throw new UserError(
    {
      expected: `a backup at ${file}`,
      found: describeEntry(found ?? undefined),
      remedy: "Give the path of a file that footnote backup wrote.",
    },
    { exitCode: 2 },
  );
}

/** Describes anything but a file at the path of a backup. */
export function describeEntry(found: Stats | undefined): string {
  if (!found) return "nothing there";
  return found.isDirectory() ? "a folder" : "something that is no file";
}

const openZip = (file: string): Promise<ZipReader> =>
  openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw refusalOf(file, error);
  });

async function entriesIn(file: string, zip: ZipReader): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += entry.uncompressedSize;
    if (entries.size >= MOST_FILES) throw refused(file, `one of more than ${MOST_FILES} files`);
    if (entries.has(entry.fileName)) throw refused(file, `${entry.fileName} twice in it`);
    if (entry.compressionMethod !== 0 || entry.isEncrypted() || bytes > zip.fileSize)
      throw refused(file, `${entry.fileName} compressed or encrypted in it`);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** Returns the error of a file that is no sound backup. */
export const refused = (file: string, found: string, { remedy, cause }: Refusal = {}): UserError =>
  new UserError(
    {
      expected: `a sound backup at ${file}`,
      // Names in a foreign archive could steer the terminal.
      found: found.replace(/\p{Cc}/gu, "\u{fffd}"),
      remedy: `${remedy ?? "Use another one."} Nothing was changed.`,
    },
    { cause },
  );

interface Refusal {
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Returns the error of a file in a backup whose bytes differ from its checksum. */
export const damagedFile = (file: string, name: string): UserError =>
  refused(file, `${name} damaged in it (its checksum differs)`);

/** Returns the error of a file that cannot be read as an archive. */
const refusalOf = (file: string, error: unknown): unknown =>
  error instanceof UserError || isShortage(error)
    ? error
    : refused(file, unreadable(error), { cause: error });

/** Describes an error of the disk by its code, and any other one, which is the library's, as a broken archive. */
const unreadable = (error: unknown): string =>
  systemCode(error) === undefined
    ? "no whole backup: the file is cut off, damaged, or of another kind"
    : `that it can't be read (${systemCode(error)})`;
