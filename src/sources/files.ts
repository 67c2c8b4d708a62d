/** @module Rules for the files of any source: which are documents, how large they may be, and their sidecars. */

import { extname } from "node:path";
import { UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { extractorOf, unreadableReason } from "../corpus/formats.ts";
import { readFields } from "../corpus/front-matter.ts";
import { decodeUtf8, type Sidecar, type SourceFile } from "../corpus/text.ts";
import { EXAMPLES_FILE, type SourceEntry } from "./source.ts";

/** 10 MB. */
const MAX_FILE_BYTES = 10_000_000;

/** The ending of the file of provenance beside a document that can't hold any: `rules.pdf.yaml` is of `rules.pdf`. */
export const SIDECAR = ".yaml";

/** Formats that a person may well have meant as documents: such files are refused by name, others are only counted. */
const DOCUMENTS = new Set(".doc .odt .rtf .epub .rst .adoc .tex .markdown .mht .mhtml".split(" "));

/** Returns the entry of a file by its name alone; undefined for one that has none, such as a sidecar. */
export function entryOf(path: string, fingerprint: () => string): SourceEntry | undefined {
  if (path === EXAMPLES_FILE || /(?:^|\/)\./.test(path)) return undefined;
  const reason = unreadableReason(path);
  if (reason === undefined) return { path, fingerprint: fingerprint() };
  const ending = extname(path).toLowerCase();
  if (DOCUMENTS.has(ending)) return { path, reason };
  return isSidecar(path) ? undefined : { path, ending };
}

const isSidecar = (path: string): boolean =>
  path.endsWith(SIDECAR) && sidecarOf(path.slice(0, -SIDECAR.length)) !== undefined;

/** Returns where the sidecar of a file would be; undefined for a text file, whose front matter holds its provenance. */
export const sidecarOf = (path: string): string | undefined =>
  extractorOf(path) === undefined ? undefined : path + SIDECAR;

/** Reads the bytes of a path; undefined where there is no file. */
type ReadBytes = (path: string) => Promise<Buffer | undefined>;

/**
 * Makes a file of its bytes and those beside it.
 * @throws UserError that says why it can't be quoted.
 */
export async function fileOf(
  path: string,
  content: Buffer,
  readBytes: ReadBytes,
): Promise<SourceFile> {
  requireSize(content.length);
  const file = { path, content, sha256: sha256(content) };
  const beside = sidecarOf(path);
  const sidecar = beside && (await readSidecar(beside, readBytes));
  return sidecar ? { ...file, sidecar } : file;
}

/** @throws UserError if there are no bytes, or too many. */
export function requireSize(bytes: number): void {
  if (bytes === 0) throw new UserError("it is empty");
  if (bytes > MAX_FILE_BYTES)
    throw new UserError(`it has ${(bytes / 1e6).toFixed(1)} MB; at most 10 MB are read: divide it`);
}

/** @throws UserError that names the sidecar if it can't be read, or is no YAML mapping of plain fields. */
async function readSidecar(path: string, readBytes: ReadBytes): Promise<Sidecar | undefined> {
  try {
    const content = await readBytes(path);
    if (content === undefined) return undefined;
    requireSize(content.length);
    return { origin: readFields(decodeUtf8(content)), sha256: sha256(content) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path} beside it: ${error.message}`, { cause: error });
  }
}
