/** @module The library: the live collection, and the only place that holds state. */

import { UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import type { Completion, DocumentEntry, Snapshot } from "../search/snapshot.ts";
import type { Answer } from "./answer.ts";
import { ask, type AskOptions } from "./ask.ts";
import type { BuildSummary } from "./build-summary.ts";
import type { Builder, RebuildOptions } from "./builder.ts";
import { type Collection, listCollection, type OpenDocument, openDocument } from "./collection.ts";
import { freshnessOf } from "./freshness.ts";
import { notBuilt, readCurrent } from "./layout.ts";
import { readManifest, requireFitting } from "./manifest.ts";
import { openGeneration } from "./generation.ts";
import { leftOutOf } from "./left-out.ts";
import type { OnProgress } from "./progress.ts";
import { recall, type Recalled, type RecallOptions } from "./recall.ts";
import { shared } from "./shared.ts";
import { findSource, type Source } from "./source.ts";
import { diskError } from "./store.ts";

export interface LibraryOptions {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly embedder: Embedder;
  readonly build: Builder;
}

/** The live collection. Every call works on the snapshot that was live when it began. */
export interface Library {
  readonly generation: () => string;
  readonly counts: () => Snapshot["counts"];
  ask(question: string, options: AskOptions): Promise<Answer>;
  /** Quotes again, by their IDs, passages that were shown or named before. */
  recall(options: RecallOptions): Promise<Recalled>;
  source(id: string): Promise<Source>;
  /** The path of a live passage's document; undefined for any other ID. Cheaper than `source`. */
  pathOf(id: string): Promise<string | undefined>;
  /** The documents in the order of their paths, from a place on, at most `limit`. */
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  complete(typed: string, limit: number): Promise<readonly Completion[]>;
  /** A whole document; undefined if the collection has none at this path. */
  open(path: string): Promise<OpenDocument | undefined>;
  /** All that the collection holds, and the seeds that it does not. */
  list(): Promise<Collection>;
  /**
   * Builds and switches, or goes back; a call while the same runs joins it, and one for the other is refused. Rejects as
   * the build does, and then nothing has changed.
   */
  rebuild(options: RebuildOptions): Promise<BuildSummary>;
  /** Switches if another generation was put into service from outside. Tells whether it did. */
  refresh(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens the generation in service.
 * @throws UserError if there is none, or it is damaged or made by another model or format.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { seedsDir, indexDir, embedder, build } = options;
  const live = liveSnapshot(await openCurrent(options));
  const context = { embedder, freshness: freshnessOf(seedsDir) };
  const surroundings = { ...context, indexDir, leftOut: leftOutOf(options) };
  const listeners = new Set<OnProgress>();
  let running: { readonly back: boolean; readonly summary: Promise<BuildSummary> } | undefined;

  // One at a time: to open a large generation takes seconds, and all the memory that it takes to serve.
  const refresh = shared(async () => {
    if ((await readCurrent(indexDir)) === live.generation()) return false;
    return live.replace(await openCurrent(options));
  });
  const start = async (request: RebuildOptions): Promise<BuildSummary> => {
    const onProgress: OnProgress = (progress) =>
      listeners.forEach((listener) => listener(progress));
    const summary = await build({ ...request, seedsDir, indexDir, onProgress });
    // One that began before the build was done may have missed what it made: the second did not.
    await refresh().catch(() => false);
    await refresh();
    return summary;
  };
  return {
    generation: live.generation,
    counts: live.counts,
    ask: (question, askOptions) =>
      live.use((snapshot) => ask(snapshot, question, askOptions, context)),
    recall: (marked) => live.use((snapshot) => recall(snapshot, marked, context.freshness)),
    source: (id) => live.use((snapshot) => findSource(snapshot, id, indexDir, context.freshness)),
    pathOf: (id) => live.use(async (snapshot) => (await snapshot.passage(id))?.path),
    documents: (offset, limit) => live.use((snapshot) => snapshot.documents(offset, limit)),
    complete: (typed, limit) => live.use((snapshot) => snapshot.complete(typed, limit)),
    open: (path) => live.use((snapshot) => openDocument(snapshot, path, context.freshness)),
    list: () => live.use((snapshot) => listCollection(snapshot, surroundings)),
    async rebuild(request) {
      const back = request.back === true;
      listeners.add(request.onProgress);
      running ??= { back, summary: start(request).finally(() => (running = undefined)) };
      const joined = running.back === back ? running.summary : Promise.reject(otherRuns());
      return joined.finally(() => listeners.delete(request.onProgress));
    },
    refresh,
    close: live.close,
  };
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
  readonly indexDir: string;
  readonly embedder: Pick<Embedder, "model">;
}): Promise<Snapshot> {
  const { indexDir, embedder } = options;
  const id = await readCurrent(indexDir);
  if (id === undefined) throw notBuilt(indexDir);
  try {
    requireFitting(await readManifest(indexDir, id), indexDir, embedder);
    return await openGeneration(indexDir, id);
  } catch (error) {
    if ((await readCurrent(indexDir)) !== id) return openCurrent(options);
    throw diskError(error, indexDir);
  }
}

/** One reference to a snapshot, with a count of its users: one that was replaced is closed by the last of them. */
function liveSnapshot(first: Snapshot) {
  let held = { snapshot: first, users: 0, retired: false };
  const settle = async ({ snapshot, users, retired }: typeof held): Promise<void> => {
    if (retired && users === 0) await snapshot.close();
  };
  const retire = (): Promise<void> => {
    held.retired = true;
    return settle(held);
  };
  return {
    generation: () => held.snapshot.generation,
    counts: () => held.snapshot.counts,
    async use<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
      const mine = held;
      mine.users += 1;
      try {
        return await work(mine.snapshot);
      } finally {
        mine.users -= 1;
        await settle(mine);
      }
    },
    /** False if the new one is what is live already. */
    async replace(next: Snapshot): Promise<boolean> {
      if (next.generation === held.snapshot.generation) {
        await next.close();
        return false;
      }
      const retired = retire();
      held = { snapshot: next, users: 0, retired: false };
      await retired;
      return true;
    },
    close: retire,
  };
}
