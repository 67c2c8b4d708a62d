/** @module The ZIP archive that a .docx file is, looked at before anything unpacks it. */

import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { UserError } from "../../errors.ts";

/** What of an archive is needed to trust it, and what it says of its document. */
export interface Archive {
  /** The text of its `docProps/core.xml`; empty where there is none. */
  readonly properties: string;
}

const MAX_ENTRIES = 10_000;
/** All of it unpacked, in bytes: relations may lead to a part of any name. */
const MAX_BYTES = 100_000_000;
const DOCUMENT = "word/document.xml";
const PROPERTIES = "docProps/core.xml";
const ENCRYPTED = 1;

/**
 * Unpacks an archive once, counting what comes: a small file may hold any amount, and say less.
 * @throws UserError if it is no .docx file, is encrypted, or holds more than a document a person wrote.
 */
export async function inspectArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await open(bytes);
  let [entries, total, hasDocument, properties] = [0, 0, false, ""];
  for await (const entry of entriesOf(zip)) {
    if ((entries += 1) > MAX_ENTRIES)
      throw new UserError(`it holds more than ${MAX_ENTRIES} files`);
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw encrypted();
    if (total + entry.uncompressedSize > MAX_BYTES) throw tooMuch();
    const content = await unpack(zip, entry, MAX_BYTES - total);
    total += content.length;
    hasDocument ||= entry.fileName === DOCUMENT;
    if (entry.fileName === PROPERTIES) properties = content.toString("utf8");
  }
  if (!hasDocument) throw noDocx();
  return { properties };
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

const noDocx = (cause?: unknown): UserError =>
  new UserError(
    "it is no .docx file, or a damaged one: save it anew from the program it comes from",
    { cause },
  );
const encrypted = (): UserError =>
  new UserError("it is protected by a password, or an old .doc file: save it as .docx without one");
const tooMuch = (): UserError => new UserError("it unpacks to more than 100 MB: divide it");
