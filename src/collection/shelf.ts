/** @module The libraries of a process: opened when they are used, closed when they are idle or too many. */

import { type LazyLibrary, lazyLibrary } from "./lazy-library.ts";
import type { Library } from "./library.ts";

/** Bounds of the libraries that are open at the same time. */
export interface OpenLimits {
  /** Milliseconds without a use after which a library is closed. */
  readonly idleMs: number;
  /** The most libraries that are open without being in use. */
  readonly most: number;
}

export const OPEN_LIMITS: OpenLimits = { idleMs: 10 * 60_000, most: 64 };

export interface Shelf {
  /** Adds a library, which is opened as it is when it is first used. */
  add(open: () => Promise<Library>): LazyLibrary;
  /** Removes a library, which is closed as soon as it is not in use. */
  drop(library: LazyLibrary): void;
  /** Closes every library. */
  close(): Promise<void>;
}

export function openShelf(limits: OpenLimits = OPEN_LIMITS): Shelf {
  const libraries = new Set<LazyLibrary>();
  const dropped = new Set<LazyLibrary>();
  const rest = async (): Promise<void> => {
    await restIdle([...libraries], limits);
    for (const one of dropped) if (await one.rest()) dropped.delete(one);
  };
  const timer = setInterval(() => void rest(), Math.min(limits.idleMs / 4, 60_000));
  timer.unref();
  return {
    add(open) {
      const library = lazyLibrary(open);
      const added: LazyLibrary = {
        ...library,
        use: (work) => library.use(work).finally(() => void rest()),
      };
      libraries.add(added);
      return added;
    },
    drop(library) {
      libraries.delete(library);
      dropped.add(library);
      void rest();
    },
    async close() {
      clearInterval(timer);
      await Promise.all(Array.from([...libraries, ...dropped], (one) => one.close()));
    },
  };
}

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
