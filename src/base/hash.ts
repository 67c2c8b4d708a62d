/** @module Hashes: SHA-256 for proof, FNV-1a for order and similarity. */

import { createHash } from "node:crypto";

/** Returns the SHA-256 in hexadecimal; a string is hashed as UTF-8. */
export const sha256 = (content: string | NodeJS.ArrayBufferView): string =>
  createHash("sha256").update(content).digest("hex");

/** Hashes the UTF-16 units of a text from `start` to `end`. */
export function fnv1a(text: string, start = 0, end = text.length): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
