/** @module Bounded ZIP archives. */

import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { UserError } from "../../../base/errors.ts";

const MAX_ENTRIES = 10_000;
/** Limit on the unpacked size of all files together. */
const MAX_BYTES = 100_000_000;
const ENCRYPTED = 1;

/** The extension of the format that the archive is to be of. */
export type Kind = ".docx" | ".epub" | ".pptx" | ".xlsx";

/**
 * Lists the files of an archive; each is unpacked when it is read.
 * @throws UserError if it is no archive, is encrypted, or declares more than the limits.
 */
export async function openArchive(bytes: Uint8Array, kind: Kind) {
  const zip = await open(bytes, kind);
  const entries = new Map<string, Entry>();
  let [count, declared, unpacked] = [0, 0, 0];
  for await (const entry of entriesOf(zip, kind)) {
    if ((count += 1) > MAX_ENTRIES) throw new UserError(`it holds more than ${MAX_ENTRIES} files`);
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw encrypted(kind);
    if ((declared += entry.uncompressedSize) > MAX_BYTES) throw tooMuch();
    entries.set(entry.fileName.toLowerCase(), entry);
  }
  return {
    /**
     * Unpacks a file; undefined if there is none of that name, in any case.
     * @throws UserError if it is damaged, or what was unpacked so far exceeds the limit.
     */
    async read(name: string): Promise<Uint8Array | undefined> {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return undefined;
      const content = await unpack(zip, entry, MAX_BYTES - unpacked).catch(notOf(kind));
      unpacked += content.length;
      return content;
    },
  };
}

export type Archive = Awaited<ReturnType<typeof openArchive>>;

/** Signature of an OLE container, which an Office file with a password has. */
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

function open(bytes: Uint8Array, kind: Kind): Promise<ZipFile> {
  if (OLE.equals(bytes.subarray(0, OLE.length))) throw encrypted(kind);
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) =>
      error ? reject(notOfKind(kind, error)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile, kind: Kind): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once("entry", resolve);
      zip.once("end", () => resolve(undefined));
      zip.once("error", (error) => reject(notOfKind(kind, error)));
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((size += chunk.length) > most) stream.destroy(tooMuch());
      });
      stream.on("error", reject);
      stream.on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

/** Returns a handler that rethrows an error as one of a damaged file. */
const notOf =
  (kind: Kind) =>
  (error: unknown): never => {
    throw error instanceof UserError ? error : notOfKind(kind, error);
  };

/** Returns the error for a file that is not what its extension says. */
export const notOfKind = (kind: Kind, cause?: unknown): UserError =>
  new UserError(
    `it is no ${kind} file, or a damaged one: save it again from the program it comes from`,
    { cause },
  );

/** The formats of older programs, which are OLE containers. */
const OLDER: Readonly<Record<Kind, string | undefined>> = {
  ".docx": ".doc",
  ".pptx": ".ppt",
  ".xlsx": ".xls",
  ".epub": undefined,
};

const encrypted = (kind: Kind): UserError => {
  const older = OLDER[kind] === undefined ? "" : `, or an old ${OLDER[kind]} file`;
  return new UserError(`it is protected by a password${older}: save it as ${kind} without one`);
};

const tooMuch = (): UserError => new UserError("it unpacks to more than 100 MB: divide it");
