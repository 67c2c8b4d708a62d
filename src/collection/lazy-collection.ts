/** @module A collection whose library is opened when it is used, and closed when it is idle. */

import type { Builder, RebuildOptions } from "../build/in-child.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Closeable, ServedCollection } from "./collections.ts";
import { type LazyLibrary, NotReady } from "./lazy-library.ts";
import type { Library } from "./library.ts";
import type { Shelf } from "./shelf.ts";

/** A collection to serve, and how its library is opened. */
export interface CollectionOptions extends Omit<
  ServedCollection,
  "use" | "current" | "counts" | "rebuild"
> {
  /** Opens its library as it is, without a build. */
  readonly open: () => Promise<Library>;
  /** Builds where no library can be opened. */
  readonly build: Builder;
  /** Rejects where no rebuild may begin now. */
  readonly admit?: () => Promise<void>;
}

/** A collection whose library is opened when it is used. */
export interface Lazy extends Closeable {
  readonly library: LazyLibrary;
}

/** Serves a collection, whose library is one of a shelf. */
export function serveLazily(
  { open, build, admit, ...collection }: CollectionOptions,
  shelf: Shelf,
): Lazy {
  const library = shelf.add(open);
  return {
    ...collection,
    library,
    current: library.current,
    counts: library.counts,
    use: library.use,
    close: library.close,
    faults: () => [library.current()?.stale() ?? [], ...collection.faults()].flat(),
    async rebuild(request) {
      await admit?.();
      return rebuild(library, build, request);
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
