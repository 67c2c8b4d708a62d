/** @module The rules for files of all sources: documents, sizes, sidecars. */

import { extname } from "node:path";
import { UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { extractorOf, unreadableReason } from "../corpus/formats.ts";
import { readFields } from "../corpus/front-matter.ts";
import { decodeUtf8, type Sidecar, type SourceFile } from "../corpus/text.ts";
import { EXAMPLES_FILE, type SourceEntry } from "./source.ts";

/** 10 MB. */
export const MAX_FILE_BYTES = 10_000_000;

/** The ending of sidecars, which hold the provenance of formats without any: `rules.pdf.yaml` belongs to `rules.pdf`. */
export const SIDECAR = ".yaml";

/** Unread formats of documents: such files are refused by name, others are only counted. */
const DOCUMENTS = new Set(
  ".doc .odt .ppt .xls .odp .ods .rtf .tex .markdown .mht .mhtml".split(" "),
);

/** Returns the entry of a file from its name; undefined for a file without one, such as a sidecar. */
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

/** Returns the path of a file's sidecar; undefined for a text file, whose front matter holds its provenance. */
export const sidecarOf = (path: string): string | undefined =>
  extractorOf(path) === undefined ? undefined : path + SIDECAR;

/** Reads the bytes of a path; undefined where there is no file. */
type ReadBytes = (path: string) => Promise<Buffer | undefined>;

/**
 * Creates a file from its bytes and those of its sidecar.
 * @throws UserError with the reason why it can't be quoted.
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

/** @throws UserError if a file is empty or too large. */
export function requireSize(bytes: number): void {
  if (bytes === 0) throw new UserError("it is empty");
  if (bytes > MAX_FILE_BYTES)
    throw new UserError(`it has ${(bytes / 1e6).toFixed(1)} MB; at most 10 MB are read: divide it`);
}

/** @throws UserError that names the sidecar if it can't be read, or is no YAML mapping of plain fields. */
export async function readSidecar(
  path: string,
  readBytes: ReadBytes,
): Promise<Sidecar | undefined> {
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
