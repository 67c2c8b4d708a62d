/** @module The decoding of an HTML file. */

import { isUtf8 } from "node:buffer";
import { UserError } from "../../../base/errors.ts";
import { decodeBytes } from "../../../base/text.ts";

/** The part of a file in which the standard looks for a declared encoding. */
const HEAD_BYTES = 1_024;
const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)/i;

/**
 * Decodes a page by its byte order mark, else by the declared encoding, else as UTF-8. Bytes that are invalid in the
 * declared encoding may be UTF-8, as programs that save pages keep old declarations.
 * @throws UserError if the bytes are invalid in that encoding.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const label = labelOfMark(bytes) ?? declaredLabel(bytes) ?? "utf-8";
  try {
    return decodeBytes(label, bytes);
  } catch (error) {
    if (error instanceof TypeError && isUtf8(bytes)) return decodeBytes("utf-8", bytes);
    throw new UserError(`it is not ${label.toUpperCase()}: save it as UTF-8`, { cause: error });
  }
}

/** Returns the encoding that a byte order mark names. */
export function labelOfMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

/** Returns the declared encoding. UTF-16 means UTF-8, as the declaration is readable as ASCII. */
function declaredLabel(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const label = DECLARED.exec(head)?.[1]?.toLowerCase();
  return label?.startsWith("utf-16") ? "utf-8" : label;
}
