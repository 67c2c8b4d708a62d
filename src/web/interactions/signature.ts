/** @module Signatures of Discord's requests: Ed25519 (RFC 8032) over the timestamp and the body, byte by byte as they came. */

import { createPublicKey, type KeyObject, verify } from "node:crypto";

export interface Signed {
  /** In hexadecimal, as its header has it; undefined without one. */
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly body: Uint8Array;
}

/** A header that came twice has a comma. */
const SIGNATURE = /^[0-9a-f]{128}$/i;

/** Returns a test whether a request was signed by one of the keys. @param publicKeys 32 bytes each, in hexadecimal. */
export function createVerifier(publicKeys: readonly string[]): (signed: Signed) => boolean {
  const keys = publicKeys.map(readKey);
  return ({ signature, timestamp, body }) => {
    if (signature === undefined || timestamp === undefined || !SIGNATURE.test(signature))
      return false;
    const message = Buffer.concat([Buffer.from(timestamp, "latin1"), body]);
    return keys.some((key) => verify(null, message, key, Buffer.from(signature, "hex")));
  };
}

const readKey = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(hex, "hex").toString("base64url") },
    format: "jwk",
  });
