/** @module Hashes of contents. */

import { createHash } from "node:crypto";

/** Returns the SHA-256 in hexadecimal; a string is hashed as UTF-8. */
export const sha256 = (content: string | NodeJS.ArrayBufferView): string =>
  createHash("sha256").update(content).digest("hex");
