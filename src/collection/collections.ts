/** @module Port: the collections of one process, each by its ID and by where it is used. test/collection/collections.test.ts holds its promises. */

import { z } from "zod";
import {
  type Audience,
  type CommunitySettings,
  DEFAULT_ID,
  EVERYONE,
  NO_COMMUNITY,
} from "../base/config/collections.ts";
import type { Intake } from "../intake/intake.ts";
import { findServing, type UsePlace } from "./audience.ts";
import { type GuildServing, withGuilds } from "./guilds.ts";
import { type CollectionOptions, serveLazily } from "./lazy-collection.ts";
import type { LazyLibrary } from "./lazy-library.ts";
import type { Library } from "./library.ts";
import type { Managed } from "./managed.ts";
import { OPEN_LIMITS, type OpenLimits, openShelf } from "./shelf.ts";
import type { ScheduledSync } from "./sync.ts";

/** At most 64 small letters, digits and hyphens, so that it may be a file's name, a key or a word of a log. */
export const CollectionId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .brand<"CollectionId">();
export type CollectionId = z.infer<typeof CollectionId>;

/** The ID of the only collection where none are named. */
export const DEFAULT_COLLECTION = CollectionId.parse(DEFAULT_ID);

/** A collection of this process, whose library may be closed. */
export interface ServedCollection
  extends Pick<LazyLibrary, "use" | "current" | "counts">, Pick<Library, "sourceName" | "rebuild"> {
  readonly id: CollectionId;
  readonly audience: Audience;
  /** Whether only the asker may see its answers. */
  readonly isPrivate: boolean;
  /** Users who may operate it where it serves. */
  readonly operators: readonly string[];
  readonly community: CommunitySettings;
  /** Whether anyone who has the address of a passage may read it on a page. */
  readonly hasPages: boolean;
  /** Changes its documents; undefined where they can't be changed here. */
  readonly intake?: Intake | undefined;
  /** Lists the faults that keep it from being up to date, for operators. */
  readonly faults: () => readonly string[];
  /** Syncs its documents; undefined where there is no schedule, and a rebuild reads them again. */
  readonly sync?: ScheduledSync | undefined;
  /** Present where a server manages it: those who manage the server operate it. */
  readonly managed?: Managed | undefined;
}

export interface Collections {
  /**
   * Finds the collection that serves a place; undefined if none does. Called before a use is acknowledged, for which
   * Discord gives three seconds: it opens no index.
   */
  for(place: UsePlace): Promise<ServedCollection | undefined>;
  /** Returns the collection of an ID; undefined if there is none. */
  get(id: string): Promise<ServedCollection | undefined>;
  /** Lists the collections of the settings, without those that servers manage. */
  list(): Promise<readonly ServedCollection[]>;
  /**
   * Returns the collection that a server manages, which is empty before the first change; absent where servers manage none.
   * Called before a use is acknowledged, as `for` is.
   */
  own?(guildId: string): Promise<ServedCollection>;
  /** Closes every library. */
  close(): Promise<void>;
}

/** Serves one open library everywhere, or to an audience. */
export const singleCollection = (
  library: Library,
  given: Partial<
    Pick<ServedCollection, "audience" | "isPrivate" | "intake" | "sync" | "community" | "hasPages">
  > = {},
): Collections =>
  collectionsOf([
    {
      audience: EVERYONE,
      isPrivate: false,
      community: NO_COMMUNITY,
      hasPages: false,
      ...given,
      id: library.id,
      sourceName: library.sourceName,
      faults: () => [library.stale() ?? []].flat(),
      operators: [],
      use: (work) => work(library),
      current: () => library,
      counts: library.counts,
      rebuild: (request) => library.rebuild(request),
      close: () => library.close(),
    },
  ]);

export interface Closeable extends ServedCollection {
  readonly close: () => Promise<void>;
}

function collectionsOf(all: readonly Closeable[]): Collections {
  const byId = new Map<string, ServedCollection>(all.map((one) => [one.id, one]));
  return {
    for: async (place) => findServing(all, place),
    get: async (id) => byId.get(id),
    list: async () => all,
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  };
}

interface OpeningOptions {
  readonly limits?: OpenLimits;
  /** Serves collections that servers manage, too. */
  readonly guilds?: GuildServing | undefined;
}

/** Serves several collections; a library is opened with its first use, and closed when it is idle. */
export function openCollections(
  options: readonly CollectionOptions[],
  { limits = OPEN_LIMITS, guilds }: OpeningOptions = {},
): Collections {
  const shelf = openShelf(limits);
  const fixed = collectionsOf(options.map((one) => serveLazily(one, shelf)));
  const collections = guilds ? withGuilds(fixed, shelf, guilds) : fixed;
  return { ...collections, close: () => shelf.close() };
}
