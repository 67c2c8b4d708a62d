/** @module Port: the collections of one process, each by its ID and by where it is used. test/collection/collections.test.ts holds its promises. */

import { z } from "zod";
import { UserError } from "../base/errors.ts";
import type { Library } from "./library.ts";

/** At most 64 small letters, digits and hyphens, so that it may be a file's name, a key or a word of a log. */
export const CollectionId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .brand<"CollectionId">();
export type CollectionId = z.infer<typeof CollectionId>;

/** The ID of the only collection where none are named. */
export const DEFAULT_COLLECTION = CollectionId.parse("default");

export interface CollectionInfo {
  readonly id: CollectionId;
}

/** Where a use comes from; null outside guilds and channels. */
export interface UsePlace {
  readonly guildId: string | null;
  readonly channelId: string | null;
}

export interface Collections {
  /**
   * Finds the collection that serves a place; undefined if none does. Called before a use is acknowledged, for which
   * Discord gives three seconds: it must not wait for an index to be opened.
   */
  for(place: UsePlace): Promise<Library | undefined>;
  /** @throws UserError if there is no such collection. */
  get(id: CollectionId): Promise<Library>;
  list(): Promise<readonly CollectionInfo[]>;
  /** Closes every library. */
  close(): Promise<void>;
}

/** Serves one library everywhere. */
export const singleCollection = (library: Library): Collections => ({
  for: async () => library,
  async get(id) {
    if (id !== library.id) throw noCollection(id, [library]);
    return library;
  },
  list: async () => [{ id: library.id }],
  close: () => library.close(),
});

const noCollection = (id: CollectionId, known: readonly CollectionInfo[]): UserError =>
  new UserError({
    expected: `one of the collections: ${known.map((info) => info.id).join(", ")}`,
    found: id,
    remedy: "Give the ID of one of these.",
  });
