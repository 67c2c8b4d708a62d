/** @module Digests of rows, and of sets of rows. */

import { createHash } from "node:crypto";

/** The content of a column. */
export type Field = string | number | Uint8Array | null;

const LENGTH_BYTES = 4;
/** The length of no value. */
const NONE = 0xffffffff;

/** Returns the SHA-256 over the columns of a row, each with its length before it. */
export function digestOf(fields: readonly Field[]): Buffer {
  const hash = createHash("sha256");
  for (const field of fields) {
    const bytes = field instanceof Uint8Array ? field : Buffer.from(String(field ?? ""));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(field === null ? NONE : bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}

/** Digests of rows, in no order: databases sort texts in different orders. */
export interface DigestSet {
  add(digest: Buffer): void;
  /** Returns the digest of all. */
  result(): Buffer;
}

/** Begins a set of digests. */
export function digestSet(): DigestSet {
  const digests: Buffer[] = [];
  return {
    add: (digest) => void digests.push(digest),
    result: () => digestOf(digests.toSorted((a, b) => a.compare(b))),
  };
}
