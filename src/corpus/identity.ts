/** @module The ID of a passage: short enough to type, and never the name of another text. */

import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 12;

/** What an ID looks like; a person may type it in capitals. */
export const ID_PATTERN = /^[a-z2-7]{12}$/;

/**
 * The ID of a passage: 12 characters of base32 (RFC 4648, lower case; 60 bits) of SHA-256 over its path, its exact text
 * and which of equal texts in that document it is.
 * @param occurrence 0 for the first passage of a document with this text, 1 for the second, …
 */
export function passageId(path: string, text: string, occurrence: number): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([path, text, occurrence]))
    .digest();
  let bits = digest.readBigUInt64BE() >> 4n;
  let id = "";
  for (let at = 0; at < LENGTH; at += 1) {
    id = ALPHABET.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return id;
}
