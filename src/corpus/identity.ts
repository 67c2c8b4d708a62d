/** @module IDs of passages: short hashes of their content. */

import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 12;

/** The form of an ID, in lower case. */
export const ID_PATTERN = /^[a-z2-7]{12}$/;

/**
 * Computes the ID of a passage: 12 characters of base32 (RFC 4648, lower case; 60 bits) of SHA-256 over its path, its exact
 * text and its occurrence.
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
