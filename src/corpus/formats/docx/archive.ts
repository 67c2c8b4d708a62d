/** @module The ZIP archive that a .docx file is, with bounds on what comes out of it. */

import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { UserError } from "../../../base/errors.ts";

export interface Archive {
  /**
   * Unpacks a file; undefined if there is none of that name. Case does not count.
   * @throws UserError if it is damaged, or what was unpacked so far exceeds the limit.
   */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
}

const MAX_ENTRIES = 10_000;
/** Of all files together, unpacked. */
const MAX_BYTES = 100_000_000;
const ENCRYPTED = 1;

/**
 * Lists the files of an archive; each is unpacked when it is read.
 * @throws UserError if it is no archive, is encrypted, or declares more than the limits.
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await open(bytes);
  const entries = new Map<string, Entry>();
  let [count, declared, unpacked] = [0, 0, 0];
  for await (const entry of entriesOf(zip)) {
    if ((count += 1) > MAX_ENTRIES) throw new UserError(`it holds more than ${MAX_ENTRIES} files`);
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw encrypted();
    if ((declared += entry.uncompressedSize) > MAX_BYTES) throw tooMuch();
    entries.set(entry.fileName.toLowerCase(), entry);
  }
  return {
    async read(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return undefined;
      const content = await unpack(zip, entry, MAX_BYTES - unpacked);
      unpacked += content.length;
      return content;
    },
  };
}

/** A password makes another container of a Word file: an OLE one. */
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

function open(bytes: Uint8Array): Promise<ZipFile> {
  if (OLE.equals(bytes.subarray(0, OLE.length))) throw encrypted();
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) =>
      error ? reject(noDocx(error)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once("entry", resolve);
      zip.once("end", () => resolve(undefined));
      zip.once("error", (error) => reject(noDocx(error)));
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(noDocx(error));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((size += chunk.length) > most) stream.destroy(tooMuch());
      });
      stream.on("error", (fault) => reject(fault instanceof UserError ? fault : noDocx(fault)));
      stream.on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

export const noDocx = (cause?: unknown): UserError =>
  new UserError(
    "it is no .docx file, or a damaged one: save it again from the program it comes from",
    { cause },
  );
const encrypted = (): UserError =>
  new UserError("it is protected by a password, or an old .doc file: save it as .docx without one");
const tooMuch = (): UserError => new UserError("it unpacks to more than 100 MB: divide it");
