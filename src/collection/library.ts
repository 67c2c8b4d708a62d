/** @module The library: the live collection, and the only place that holds state. */

import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import type { Completion, DocumentEntry, Snapshot } from "../search/snapshot.ts";
import type { Answer } from "./answer.ts";
import { ask, type AskOptions } from "./ask.ts";
import { type CollectionId, DEFAULT_COLLECTION } from "./collections.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Builder, RebuildOptions } from "../build/in-child.ts";
import { type Collection, listCollection, type OpenDocument, openDocument } from "./list.ts";
import type { Source as DocumentSource } from "../sources/source.ts";
import { notBuilt, type Store, UnusableIndex } from "../storage/store.ts";
import { requireFitting } from "../storage/recipe.ts";
import { leftOutOf } from "../build/left-out.ts";
import { liveSnapshot, withSpareTokens } from "./live-snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import { recall, type Recalled, type RecallOptions } from "./by-id.ts";
import { singleFlight } from "../base/single-flight.ts";
import { findSource, type Source } from "./source.ts";
import { diskError } from "../storage/disk-error.ts";

/** Marks what was told while the active generation could not be opened: a newer one may know more. */
export interface Stale {
  readonly stale?: true;
}

export interface LibraryOptions {
  /** `default` if none is given. */
  readonly id?: CollectionId;
  readonly source: DocumentSource;
  readonly store: Store;
  readonly embedder: Embedder;
  /** Of one document. */
  readonly maxPassages?: number | undefined;
  readonly build: Builder;
}

/** The live collection. Every call works on the snapshot that was live when it began. */
export interface Library {
  readonly id: CollectionId;
  readonly generation: () => string;
  readonly counts: () => Snapshot["counts"];
  ask(question: string, options: AskOptions): Promise<Answer>;
  /** Quotes again, by their IDs, passages that were shown or named before. */
  recall(options: RecallOptions): Promise<Recalled & Stale>;
  source(id: string): Promise<Source & Stale>;
  /** The path of a live passage's document; undefined for any other ID. Cheaper than `source`. */
  pathOf(id: string): Promise<string | undefined>;
  /** The documents in the order of their paths, from a place on, at most `limit`. */
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  complete(typed: string, limit: number): Promise<readonly Completion[]>;
  /** Questions for readers to begin with. */
  examples(): Promise<readonly string[]>;
  /** A whole document; undefined if the collection has none at this path. */
  open(path: string): Promise<OpenDocument | undefined>;
  /** All that the collection holds, and the files of its source that it does not. */
  list(): Promise<Collection>;
  /**
   * Builds and switches, or goes back; a call while the same runs joins it, and one for the other is refused. Rejects as
   * the build does, and then nothing has changed.
   */
  rebuild(options: RebuildOptions): Promise<BuildSummary>;
  /**
   * Opens the active generation if it is another, or its files have changed. Returns whether another one serves now.
   * @throws UnusableIndex if it cannot be opened: the one that is open goes on serving, and nothing is opened again until
   * a file changes.
   */
  refresh(): Promise<boolean>;
  /** Why the active generation cannot be opened; undefined if what serves is that. */
  stale(): string | undefined;
  close(): Promise<void>;
}

/**
 * Opens the active generation.
 * @throws UnusableIndex if there is none, or it is damaged or made by another model or version.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const stamp = await options.store.stamp();
  return serveSnapshot(await openCurrent(options), options, { stamp, fault: undefined });
}

/** Opens a library on an earlier generation, as the active one cannot be opened. */
export const openLibraryOn = (
  fallback: Snapshot,
  options: LibraryOptions,
  fault: UnusableIndex,
): Library => serveSnapshot(fallback, options, { ...UNKNOWN, fault });

/** What came of the last try to open the active generation, and the stamp of its files then. */
interface Opening {
  readonly stamp: string;
  readonly fault: UnusableIndex | undefined;
}

/** No files have this stamp, so the next look opens them. */
const UNKNOWN: Opening = { stamp: "", fault: undefined };

function serveSnapshot(first: Snapshot, options: LibraryOptions, opening: Opening): Library {
  const { source, store, embedder, build } = options;
  let last = opening;
  const lookAgain = (): void => {
    if (!last.fault) last = UNKNOWN;
  };
  const spared = (snapshot: Snapshot): Snapshot => withSpareTokens(snapshot, embedder, lookAgain);
  const live = liveSnapshot(spared(first));
  const context = { embedder, freshness: source.stateOf };
  const surroundings = { ...context, history: store.history, leftOut: leftOutOf(options) };
  const listeners = new Set<OnProgress>();
  let running:
    { readonly isRollback: boolean; readonly summary: Promise<BuildSummary> } | undefined;

  // One at a time: to open a large generation takes seconds, and all the memory that it takes to serve.
  const refresh = singleFlight(async () => {
    const stamp = await store.stamp();
    const next =
      stamp === last.stamp ? last.fault : await openCurrent(options).catch(unusableIndex);
    last = { stamp, fault: next instanceof UnusableIndex ? next : undefined };
    if (next instanceof UnusableIndex) throw next;
    return next !== undefined && live.replace(spared(next));
  });
  const markStale = <Result extends object>(result: Result): Result & Stale =>
    last.fault ? { ...result, stale: true } : result;
  const start = async (request: RebuildOptions): Promise<BuildSummary> => {
    const onProgress: OnProgress = (progress) =>
      listeners.forEach((listener) => listener(progress));
    const summary = await build({ ...request, onProgress });
    if (last.fault) last = UNKNOWN;
    // One that began before the build was done may have missed what it made: the second did not.
    await refresh().catch(() => false);
    await refresh();
    return summary;
  };
  return {
    id: options.id ?? DEFAULT_COLLECTION,
    generation: live.generation,
    counts: live.counts,
    ask: (question, askOptions) =>
      live.use((snapshot) => ask(snapshot, question, askOptions, context)),
    recall: (marked) =>
      live.use(async (snapshot) => markStale(await recall(snapshot, marked, context.freshness))),
    source: (id) =>
      live.use(async (snapshot) =>
        markStale(await findSource(snapshot, id, store.history, context.freshness)),
      ),
    pathOf: (id) => live.use(async (snapshot) => (await snapshot.passage(id))?.path),
    documents: (offset, limit) => live.use((snapshot) => snapshot.documents(offset, limit)),
    complete: (typed, limit) => live.use((snapshot) => snapshot.complete(typed, limit)),
    examples: () => live.use((snapshot) => snapshot.examples()),
    open: (path) => live.use((snapshot) => openDocument(snapshot, path, context.freshness)),
    list: () => live.use((snapshot) => listCollection(snapshot, surroundings)),
    async rebuild(request) {
      const isRollback = request.rollback === true;
      listeners.add(request.onProgress);
      running ??= { isRollback, summary: start(request).finally(() => (running = undefined)) };
      const joined =
        running.isRollback === isRollback ? running.summary : Promise.reject(otherRuns());
      return joined.finally(() => listeners.delete(request.onProgress));
    },
    refresh,
    stale: () => last.fault?.message,
    close: live.close,
  };
}

/** @throws the error if it is another one. */
export function unusableIndex(error: unknown): UnusableIndex {
  if (error instanceof UnusableIndex) return error;
  throw error;
}

const otherRuns = (): UserError =>
  new UserError({
    expected: "to be the only change of the index",
    found: "another one running",
    remedy: "Wait until it is done.",
  });

/**
 * Opens the generation in service for search. Should it go while it is being opened, because another is in service, that
 * one is opened. Of the embedder only its model counts.
 * @throws UserError as `openLibrary` does.
 */
export async function openCurrent(options: {
  readonly store: Store;
  readonly embedder: Pick<Embedder, "model">;
}): Promise<Snapshot> {
  const { store, embedder } = options;
  const id = await store.active();
  if (id === undefined) throw notBuilt(store);
  try {
    requireFitting(await store.describe(id), store.location, embedder);
    return await store.open(id);
  } catch (error) {
    if ((await store.active()) !== id) return openCurrent(options);
    throw diskError(error, store.location);
  }
}
