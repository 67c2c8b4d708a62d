/** @module Port: the collections of one process, each by its ID and by where it is used. test/collection/collections.test.ts holds its promises. */

import { z } from "zod";
import {
  type Audience,
  type CommunitySettings,
  DEFAULT_ID,
  EVERYONE,
  NO_COMMUNITY,
} from "../base/config/collections.ts";
import type { Builder, RebuildOptions } from "../build/in-child.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Intake } from "../intake/intake.ts";
import { findServing, type UsePlace } from "./audience.ts";
import { type LazyLibrary, lazyLibrary, NotReady } from "./lazy-library.ts";
import type { Library } from "./library.ts";
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
}

export interface Collections {
  /**
   * Finds the collection that serves a place; undefined if none does. Called before a use is acknowledged, for which
   * Discord gives three seconds: it opens no index.
   */
  for(place: UsePlace): Promise<ServedCollection | undefined>;
  /** Returns the collection of an ID; undefined if there is none. */
  get(id: string): Promise<ServedCollection | undefined>;
  list(): Promise<readonly ServedCollection[]>;
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

interface Closeable extends ServedCollection {
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

/** A collection to serve, and how its library is opened. */
export interface CollectionOptions extends Omit<
  ServedCollection,
  "use" | "current" | "counts" | "rebuild"
> {
  /** Opens its library as it is, without a build. */
  readonly open: () => Promise<Library>;
  /** Builds where no library can be opened. */
  readonly build: Builder;
}

/** Bounds of the libraries that are open at the same time. */
export interface OpenLimits {
  /** Milliseconds without a use after which a library is closed. */
  readonly idleMs: number;
  /** The most libraries that are open without being in use. */
  readonly most: number;
}

const OPEN_LIMITS: OpenLimits = { idleMs: 10 * 60_000, most: 64 };

/** Serves several collections; a library is opened with its first use, and closed when it is idle. */
export function openCollections(
  options: readonly CollectionOptions[],
  limits: OpenLimits = OPEN_LIMITS,
): Collections {
  const all = options.map(({ open, build, ...collection }) => ({
    ...collection,
    build,
    library: lazyLibrary(open),
  }));
  const rest = (): Promise<void> =>
    restIdle(
      all.map(({ library }) => library),
      limits,
    );
  const timer = setInterval(() => void rest(), Math.min(limits.idleMs / 4, 60_000));
  timer.unref();
  const collections = collectionsOf(
    all.map(({ library, build, ...collection }) => ({
      ...collection,
      current: library.current,
      counts: library.counts,
      close: library.close,
      faults: () => [library.current()?.stale() ?? [], ...collection.faults()].flat(),
      use: (work) => library.use(work).finally(() => void rest()),
      rebuild: (request) => rebuild(library, build, request),
    })),
  );
  return {
    ...collections,
    async close() {
      clearInterval(timer);
      await collections.close();
    },
  };
}

/** Rebuilds, also where no generation can be opened. */
const rebuild = (
  library: LazyLibrary,
  build: Builder,
  request: RebuildOptions,
): Promise<BuildSummary> =>
  library
    .use((opened) => opened.rebuild(request))
    .catch((error: unknown) => {
      if (error instanceof NotReady) return build(request);
      throw error;
    });

/** Closes the libraries that were idle for long, and the longest idle of those beyond the most. */
async function restIdle(
  libraries: readonly LazyLibrary[],
  { idleMs, most }: OpenLimits,
): Promise<void> {
  const idle = libraries
    .flatMap((library) => {
      const since = library.idleSince();
      return since === undefined ? [] : [{ library, since }];
    })
    .toSorted((a, b) => b.since - a.since);
  const before = performance.now() - idleMs;
  const resting = idle.filter(({ since }, at) => at >= most || since <= before);
  await Promise.all(resting.map(({ library }) => library.rest()));
}
