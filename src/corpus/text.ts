/** @module Files of documents, and the decoding of those whose bytes are their text. */

import { UserError } from "../base/errors.ts";
import type { Origin } from "./front-matter.ts";

/** A file as its source holds it, of any format. */
export interface SourceFile {
  /** Relative to the root of the source, with `/` between its parts. */
  readonly path: string;
  readonly content: Buffer;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  /** The provenance beside it: a file, where it can't hold any itself, or what a remote source knows of it. */
  readonly sidecar?: Sidecar;
}

/** The provenance that is kept beside a document. */
export interface Sidecar {
  readonly origin: Origin;
  /** Of its bytes. */
  readonly sha256: string;
}

/** A text file, decoded. */
export interface TextFile {
  readonly path: string;
  /** The file decoded, a byte order mark included, nothing altered. */
  readonly text: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Decodes a text file. @throws UserError if it is not UTF-8, or blank. */
export function decodeText({ path, content, sha256 }: SourceFile): TextFile {
  const text = decodeUtf8(content);
  if (text.trim() === "" || text === "\uFEFF") throw new UserError("it is empty");
  return { path, text, sha256, bytes: content.length };
}

/** Decodes UTF-8, a byte order mark included. @throws UserError if the bytes are not UTF-8. */
export function decodeUtf8(bytes: Buffer): string {
  return decode("utf-8", bytes, true);
}

function decode(encoding: string, bytes: Uint8Array, keepsMark = false): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: keepsMark }).decode(bytes);
  } catch (error) {
    throw new UserError("it is not UTF-8: save it in that encoding", { cause: error });
  }
}

const UTF_16: readonly (readonly [name: string, first: number, second: number])[] = [
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/** Decodes UTF-8, or UTF-16 with a byte order mark, without the mark. @throws UserError for other encodings. */
export function decodeUnicode(bytes: Uint8Array): string {
  const encoding = UTF_16.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
  const text = decode(encoding?.[0] ?? "utf-8", bytes);
  if (text.includes("\0"))
    throw new UserError("it holds zero bytes, which no text has: save it as UTF-8");
  return text;
}
