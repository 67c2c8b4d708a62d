/** @module Ballots: digests by which a member's second vote on a reply replaces the first, under keys that are not kept for long. */

import { createHmac, randomBytes } from "node:crypto";
import type { Vote } from "./feedback.ts";
import { dayOf, firstDay } from "./records.ts";

/** Keys of the digests of ballots. Without its key nobody can link a digest to a member or to other digests. */
export interface BallotKeys {
  /** Returns the key for replies of a day, in ISO 8601; undefined for one that is not known. */
  keyFor(day: string | undefined): Promise<Uint8Array>;
  /** Deletes the keys whose time is over. */
  prune(): Promise<void>;
}

/** The keys of several processes. test/feedback/ballots.test.ts holds its promises. */
export interface SharedKeys {
  /** Returns the key of a day; creates it unless another process did. */
  ensure(day: string): Promise<Uint8Array>;
  /** Deletes the keys of before a day. */
  drop(before: string): Promise<unknown>;
}

/** Returns one key for all replies, until this process ends. */
export function keysInMemory(): BallotKeys {
  const key = randomBytes(32);
  return { keyFor: async () => key, prune: async () => {} };
}

/** The days for which processes share the key of a reply. */
const SHARED_DAYS = 7;

/** Returns keys that processes share for the replies of the last days; for others, one of this process. */
export function keysByDay(shared: SharedKeys, now = (): Date => new Date()): BallotKeys {
  const own = keysInMemory();
  const known = new Map<string, Uint8Array>();
  return {
    async keyFor(day = "") {
      if (day < firstDay(now(), SHARED_DAYS) || day > dayOf(now())) return own.keyFor(day);
      const key = known.get(day) ?? (await shared.ensure(day));
      known.set(day, key);
      return key;
    },
    async prune() {
      const first = firstDay(now(), SHARED_DAYS);
      for (const day of known.keys()) if (day < first) known.delete(day);
      // The clock of another process may be some minutes behind.
      await shared.drop(firstDay(now(), SHARED_DAYS + 1));
    },
  };
}

/** 128 bits, in hexadecimal. */
const DIGEST_LENGTH = 32;

/** Creates a function that computes the digest of a ballot, under the key for the day of its reply. */
export const createBallotDigest =
  (keys: BallotKeys) =>
  async ({ userId, messageId }: Vote["ballot"]): Promise<string> =>
    createHmac("sha256", await keys.keyFor(dayOfMessage(messageId)))
      .update(JSON.stringify([userId, messageId]))
      .digest("hex")
      .slice(0, DIGEST_LENGTH);

/** The IDs of Discord hold the milliseconds since 2015, above 22 bits. */
const EPOCH = 1_420_070_400_000n;
const ID = /^\d{17,20}$/;

/** Returns the day of a message, which its ID holds; undefined for another ID. */
const dayOfMessage = (id: string): string | undefined =>
  ID.test(id) ? dayOf(new Date(Number((BigInt(id) >> 22n) + EPOCH))) : undefined;
