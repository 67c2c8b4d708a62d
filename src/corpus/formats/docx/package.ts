/** @module Parts of a Word file: a bounded ZIP archive, relationships, and parsed XML. */

import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { UserError } from "../../../base/errors.ts";
import { childOf, childrenOf, type Element, parseXml } from "./xml.ts";

/** A file within the archive that a `w:altChunk` includes in the text. */
export interface IncludedFile {
  readonly id: string;
  readonly name: string;
  readonly content: Uint8Array;
}

const XML_PARTS =
  /^(?:styles|numbering|fontTable|footnotes|endnotes|header|footer|chart|chartEx|diagramData)$/;

/** Reads the parts that relationships name. @throws UserError if there is no document among them, or one is damaged. */
export async function readPackage(archive: Archive) {
  const ofPackage = await relationshipsOf(archive, "");
  const main = ofPackage.find(({ type }) => type === "officeDocument")?.target;
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || content === undefined) throw notDocx();
  const document = parseXml(content);
  if (!childOf(document, "w:body")) throw notDocx();
  const relationships = await relationshipsOf(archive, main);
  const roots = new Map<Relationship, Element>();
  const includedFiles: IncludedFile[] = [];
  for (const relationship of relationships) {
    const { id, type, target: name } = relationship;
    if (name === undefined || !(XML_PARTS.test(type) || type === "aFChunk")) continue;
    const found = await archive.read(name);
    if (found === undefined) continue;
    if (type === "aFChunk") includedFiles.push({ id, name, content: found });
    else roots.set(relationship, parseXml(found));
  }
  const rootsWhere = (suits: (relationship: Relationship) => boolean): readonly Element[] =>
    [...roots].filter(([relationship]) => suits(relationship)).map(([, root]) => root);
  const properties = ofPackage.find(({ type }) => type === "core-properties")?.target;
  const about = await archive.read(properties ?? "docProps/core.xml");
  return {
    document,
    properties: about && parseXml(about),
    /** Returns the part of a type, such as `styles`. */
    part: (type: string) => rootsWhere((one) => one.type === type)[0],
    headersAndFooters: rootsWhere(({ type }) => type === "header" || type === "footer"),
    /** Returns a chart, or the data of a diagram, by the ID of its relationship. */
    object: (id: string) => rootsWhere((one) => one.id === id)[0],
    includedFiles,
  };
}

export type WordPackage = Awaited<ReturnType<typeof readPackage>>;

interface Relationship {
  readonly id: string;
  /** Last word of its type, such as `footnotes`. */
  readonly type: string;
  /** Name of a part in the archive; undefined for targets outside of it. */
  readonly target: string | undefined;
}

/** Reads the relationships of a part, or of the archive as a whole for `""`. */
async function relationshipsOf(archive: Archive, part: string): Promise<readonly Relationship[]> {
  const at = part.lastIndexOf("/") + 1;
  const content = await archive.read(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  if (content === undefined) return [];
  return childrenOf(parseXml(content), "rel:Relationship").map((element) =>
    relationshipOf(element, part),
  );
}

function relationshipOf({ attributes }: Element, part: string): Relationship {
  const isOutside = attributes["TargetMode"] === "External";
  return {
    id: attributes["Id"] ?? "",
    type: /[^/]*$/.exec(attributes["Type"] ?? "")?.[0] ?? "",
    target: isOutside ? undefined : resolve(attributes["Target"] ?? "", part),
  };
}

/** Resolves a target against the part that refers to it; undefined if it is no valid reference. */
function resolve(target: string, part: string): string | undefined {
  try {
    const { pathname } = new URL(target.replaceAll("\\", "/"), `part://archive/${part}`);
    return decodeURIComponent(pathname).slice(1);
  } catch {
    return undefined;
  }
}

const MAX_ENTRIES = 10_000;
/** Limit on the unpacked size of all files together. */
const MAX_BYTES = 100_000_000;
const ENCRYPTED = 1;

/**
 * Lists the files of an archive; each is unpacked when it is read.
 * @throws UserError if it is no archive, is encrypted, or declares more than the limits.
 */
export async function openArchive(bytes: Uint8Array) {
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
    /**
     * Unpacks a file; undefined if there is none of that name, in any case.
     * @throws UserError if it is damaged, or what was unpacked so far exceeds the limit.
     */
    async read(name: string): Promise<Uint8Array | undefined> {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return undefined;
      const content = await unpack(zip, entry, MAX_BYTES - unpacked);
      unpacked += content.length;
      return content;
    },
  };
}

type Archive = Awaited<ReturnType<typeof openArchive>>;

/** Signature of an OLE container, which a Word file with a password has. */
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

function open(bytes: Uint8Array): Promise<ZipFile> {
  if (OLE.equals(bytes.subarray(0, OLE.length))) throw encrypted();
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) =>
      error ? reject(notDocx(error)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once("entry", resolve);
      zip.once("end", () => resolve(undefined));
      zip.once("error", (error) => reject(notDocx(error)));
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

function unpack(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(notDocx(error));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((size += chunk.length) > most) stream.destroy(tooMuch());
      });
      stream.on("error", (fault) => reject(fault instanceof UserError ? fault : notDocx(fault)));
      stream.on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

const notDocx = (cause?: unknown): UserError =>
  new UserError(
    "it is no .docx file, or a damaged one: save it again from the program it comes from",
    { cause },
  );
const encrypted = (): UserError =>
  new UserError("it is protected by a password, or an old .doc file: save it as .docx without one");
const tooMuch = (): UserError => new UserError("it unpacks to more than 100 MB: divide it");
