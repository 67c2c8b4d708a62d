/** @module The library: the open generation of a collection, and the only state of the answers. */

import type { Embedder } from "../model/embedder.ts";
import type { Completion, DocumentEntry, Snapshot } from "../search/snapshot.ts";
import type { Answer } from "./answer.ts";
import { ask, type AskOptions } from "./ask.ts";
import { type CollectionId, DEFAULT_COLLECTION } from "./collections.ts";
import { openMemoryPins } from "./memory-pins.ts";
import { createPinning } from "./pinning.ts";
import type { Pin, PinState, PinStore } from "./pins.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Builder, RebuildOptions } from "../build/in-child.ts";
import { type Collection, listCollection, type OpenDocument, openDocument } from "./list.ts";
import { sourceOf } from "../sources/samples.ts";
import type { Freshness, Source as DocumentSource } from "../sources/source.ts";
import { notBuilt, type Store, UnusableIndex } from "../storage/store.ts";
import { requireFitting } from "../storage/recipe.ts";
import { leftOutOf } from "../build/left-out.ts";
import { liveSnapshot, withSpareTokens } from "./live-snapshot.ts";
import { createRebuilds, type RebuildState } from "./rebuilds.ts";
import { recall, type Recalled, type RecallOptions } from "./by-id.ts";
import { singleFlight } from "../base/single-flight.ts";
import { findSource, type Source } from "./source.ts";
import { diskError } from "../storage/disk-error.ts";

/** Marks a result from an earlier generation while the active one can't be opened. */
export interface Stale {
  readonly stale?: true;
}

export interface LibraryOptions {
  /** `default` if none is given. */
  readonly id?: CollectionId;
  readonly source: DocumentSource;
  readonly store: Store;
  readonly embedder: Embedder;
  /** The most passages of one document. */
  readonly maxPassages?: number | undefined;
  /** The main language of the documents, where the operator names one. */
  readonly language?: string | undefined;
  readonly build: Builder;
  /** In memory by default. */
  readonly pins?: PinStore | undefined;
}

/** An open collection. Every call uses the snapshot that was current when it began. */
export interface Library {
  readonly id: CollectionId;
  /** Names the source of the documents for people. */
  readonly sourceName: string;
  readonly generation: () => string;
  readonly counts: () => Snapshot["counts"];
  /** Checks whether the samples serve, as there were no own documents when the generation was built. */
  readonly servesSamples: () => boolean;
  ask(question: string, options: AskOptions): Promise<Answer>;
  /** Quotes passages of an earlier reply again, by ID. */
  recall(options: RecallOptions): Promise<Recalled & Stale>;
  source(id: string): Promise<Source & Stale>;
  /** Returns the path of a passage's document; undefined for an unknown ID. Cheaper than `source`. */
  pathOf(id: string): Promise<string | undefined>;
  /** Lists documents in the order of their paths. */
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  complete(typed: string, limit: number): Promise<readonly Completion[]>;
  /** Returns example questions. */
  examples(): Promise<readonly string[]>;
  /** Returns a whole document; undefined for an unknown path. */
  open(path: string): Promise<OpenDocument | undefined>;
  /** Lists the documents, and the files of the source that are left out. */
  list(): Promise<Collection>;
  /** Lists the pins with their states, the earliest first. */
  pins(): Promise<readonly PinState[]>;
  /**
   * Pins a passage to a question: it is shown first for questions near that. The same pin is added once.
   * @throws PinRefused if it can't be pinned. UnfitQuestion if the question is invalid.
   */
  pin(question: string, passage: string): Promise<Pin>;
  /** Removes a pin by its ID; returns whether there was one. */
  unpin(id: string): Promise<boolean>;
  /**
   * Builds and opens the result, or rolls back. A call joins a running one of the same kind, and is refused during one of
   * the other. Rejects as the build does, with nothing changed.
   */
  rebuild(options: RebuildOptions): Promise<BuildSummary>;
  /** Returns the state of the rebuilds of this process. */
  rebuilds(): RebuildState;
  /**
   * Opens the active generation if it is another one or its files have changed. Returns whether the generation changed.
   * @throws UnusableIndex if it can't be opened: the open one stays, and no opening is tried again until a file changes.
   */
  refresh(): Promise<boolean>;
  /** Returns the reason why the active generation can't be opened; undefined if it is open. */
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

/** The result of the last attempt to open the active generation, and the stamp of its files then. */
interface Opening {
  readonly stamp: string;
  readonly fault: UnusableIndex | undefined;
}

/** A stamp that no files have, so that the next refresh opens them. */
const UNKNOWN: Opening = { stamp: "", fault: undefined };

function serveSnapshot(first: Snapshot, options: LibraryOptions, opening: Opening): Library {
  const { source, store, embedder, build } = options;
  let last = opening;
  const lookAgain = (): void => {
    if (!last.fault) last = UNKNOWN;
  };
  const spared = (snapshot: Snapshot): Snapshot => withSpareTokens(snapshot, embedder, lookAgain);
  const live = liveSnapshot(spared(first));
  const freshnessOf = (snapshot: Snapshot): Freshness => sourceOf(source, snapshot).stateOf;
  const leftOut = leftOutOf(options);
  const pinStore = options.pins ?? openMemoryPins();
  const pinning = createPinning({ store: pinStore, embedder, history: store.history });

  // One at a time: opening a large generation takes seconds and as much memory as serving it.
  const refresh = singleFlight(async () => {
    const stamp = await store.stamp();
    const next =
      stamp === last.stamp ? last.fault : await openCurrent(options).catch(unusableIndex);
    last = { stamp, fault: next instanceof UnusableIndex ? next : undefined };
    if (next instanceof UnusableIndex) throw next;
    return next !== undefined && live.replace(spared(next));
  });
  /** Runs a query; once more, if the open generation is gone from the store and another one is active. */
  const use: typeof live.use = (work) =>
    live.use(work).catch(async (error: unknown) => {
      if (!(error instanceof UnusableIndex)) throw error;
      lookAgain();
      if (!(await refresh().catch(() => false))) throw error;
      return live.use(work);
    });
  const markStale = <Result extends object>(result: Result): Result & Stale =>
    last.fault ? { ...result, stale: true } : result;
  const { rebuild, state } = createRebuilds(async (request) => {
    const summary = await build(request);
    if (last.fault) last = UNKNOWN;
    // A refresh that began before the end of the build may have missed its result; a second one does not.
    await refresh().catch(() => false);
    await refresh();
    return summary;
  });
  return {
    id: options.id ?? DEFAULT_COLLECTION,
    sourceName: source.describe,
    generation: live.generation,
    counts: live.counts,
    servesSamples: live.isOfSamples,
    ask: (question, askOptions) =>
      use((snapshot) =>
        ask(snapshot, question, askOptions, {
          embedder,
          freshness: freshnessOf(snapshot),
          findPinned: (asked, embedded) => pinning.find(snapshot, asked, embedded),
        }),
      ),
    recall: (marked) =>
      use(async (snapshot) => markStale(await recall(snapshot, marked, freshnessOf(snapshot)))),
    source: (id) =>
      use(async (snapshot) =>
        markStale(await findSource(snapshot, id, store.history, freshnessOf(snapshot))),
      ),
    pathOf: (id) => use(async (snapshot) => (await snapshot.passage(id))?.path),
    documents: (offset, limit) => use((snapshot) => snapshot.documents(offset, limit)),
    complete: (typed, limit) => use((snapshot) => snapshot.complete(typed, limit)),
    examples: () => use((snapshot) => snapshot.examples()),
    open: (path) => use((snapshot) => openDocument(snapshot, path, freshnessOf(snapshot))),
    list: () =>
      use((snapshot) => {
        const { history } = store;
        return listCollection(snapshot, { history, leftOut, freshness: freshnessOf(snapshot) });
      }),
    pins: () => use((snapshot) => pinning.list(snapshot)),
    pin: (question, passage) => use((snapshot) => pinning.add(snapshot, question, passage)),
    unpin: (id) => pinStore.remove(id),
    rebuild,
    rebuilds: state,
    refresh,
    stale: () => last.fault?.message,
    close: live.close,
  };
}

/** Narrows an error. @throws any other error. */
export function unusableIndex(error: unknown): UnusableIndex {
  if (error instanceof UnusableIndex) return error;
  throw error;
}

/**
 * Opens the active generation for search. If another one becomes active meanwhile, that one is opened. Only the model of
 * the embedder is used.
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
