/** @module Telling a second vote from a first one without keeping who voted. */

import { createHmac, randomBytes } from "node:crypto";
import type { Vote } from "./feedback.ts";

/** 128 bits, in hexadecimal. */
const LENGTH = 32;

/**
 * Gives each member's ballot on a reply a mark under a key of its own, which lives in memory alone. Without it nobody can
 * find the mark of a member, nor tell which marks are one member's. Marks of before a restart equal none of after.
 */
export function ballotBox(): (ballot: Vote["ballot"]) => string {
  const key = randomBytes(32);
  return ({ userId, messageId }) =>
    createHmac("sha256", key)
      .update(JSON.stringify([userId, messageId]))
      .digest("hex")
      .slice(0, LENGTH);
}
