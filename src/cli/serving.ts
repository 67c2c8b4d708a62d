/** @module The collections that a process serves: opened, prepared, kept healthy and in sync. */

import type { Config } from "../base/config/config.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import { UserError, userText } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { createLimit } from "../base/single-flight.ts";
import { type Builder, buildInChild } from "../build/in-child.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
  singleCollection,
} from "../collection/collections.ts";
import { keepHealthy } from "../collection/heal.ts";
import type { CollectionOptions } from "../collection/lazy-collection.ts";
import type { Library } from "../collection/library.ts";
import { openOrMend } from "../collection/mend.ts";
import {
  openAsIs,
  openReady,
  type Readiness,
  type StartOptions,
  warmUp,
} from "../collection/ready.ts";
import { openExamples } from "../evaluation/examples.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import { isSynced } from "../sources/source.ts";
import { buildByJobs } from "../jobs/follow.ts";
import type { JobQueue } from "../storage/jobs.ts";
import type { OnProgress } from "../storage/progress.ts";
import { type InSync, intervalOf, keepInSync } from "./in-sync.ts";
import { collectionOf, intakeOf, pinsOf } from "./setup.ts";

export interface ServingOptions {
  readonly embedder: Embedder;
  readonly log: Log;
  readonly observe: Observe;
  /** The queue of workers, which then build and sync; undefined where this process does. */
  readonly queue?: JobQueue | undefined;
}

export interface Served {
  readonly collections: Collections;
  /** Finds the syncs of a collection by its name. */
  readonly syncs: InSync["of"];
  /**
   * Brings all collections up to date, one after another or, by workers, many at once; a failure leaves one as it is. Resolves after the one of the ID,
   * which is the first. Never rejects.
   */
  readonly prepare: (id: string, onProgress?: OnProgress) => Promise<void>;
  /** Brings one collection up to date; a failure leaves it as it is. Never rejects. */
  readonly prepareOne: (id: string, onProgress: OnProgress) => Promise<void>;
  /** Ends syncs, and closes every library. */
  readonly close: () => Promise<void>;
}

/** A collection, with the options by which it is opened and built. */
export interface Planned {
  readonly settings: CollectionSettings;
  readonly start: StartOptions;
}

/** Builds at the same time, of all collections: each takes as much memory as the bot. */
const MOST_BUILDS = 2;
/** Collections that are prepared at the same time where workers build. */
const MOST_FOLLOWED = 64;

function planAll(
  config: Config,
  { embedder, log, queue }: Omit<ServingOptions, "observe">,
): Promise<readonly Planned[]> {
  const limit = createLimit(MOST_BUILDS);
  const plan = async (collection: CollectionSettings): Promise<Planned> => {
    const chosen = { ...config, collection };
    const parts = await collectionOf(chosen);
    const child = buildInChild(chosen);
    const here: Builder = (request) => limit(() => child(request));
    const start = {
      ...parts,
      embedder,
      pins: await pinsOf(chosen),
      examples: openExamples({ ...parts, embedder: loadedEmbedder(embedder) }),
      build: queue ? buildByJobs({ queue, collection: collection.id }) : here,
      onProgress: () => {},
      log: config.collectionsFile === undefined ? log : log.child({ collection: collection.id }),
    };
    return { settings: collection, start };
  };
  return Promise.all(config.collections.map(plan));
}

/** Opens the only collection, and brings it up to date before it is served. */
export async function serveOnly(
  config: Config,
  { onProgress, ...options }: ServingOptions & { readonly onProgress: OnProgress },
): Promise<Served & { readonly readiness: Readiness }> {
  const [first, ...others] = await planAll(config, options);
  if (!first || others.length > 0) throw new Error("expected one collection");
  const { settings, start } = first;
  const { library, readiness } = await openReady({ ...start, onProgress });
  await warmUp(library);
  const healthy = keptHealthy(library, start);
  const inSync = keepInSync([first], { ...options, find: () => healthy });
  const collections = singleCollection(healthy, {
    audience: settings.audience,
    community: settings.community,
    hasPages: settings.hasPages,
    intake: intakeOf({ ...config, collection: settings }, options.embedder),
    sync: inSync.of(settings.id),
  });
  const prepare = async () => {};
  return { ...servedBy(collections, inSync), readiness, prepare, prepareOne: prepare };
}

/** Serves named collections at once, as they are. */
export async function serveNamed(config: Config, options: ServingOptions): Promise<Served> {
  const all = await planAll(config, options);
  const faults = new Map<string, string>();
  const inSync = keepInSync(all, {
    ...options,
    find: async (id) => (await collections.get(id)) ?? missing(id),
  });
  const collections = openCollections(
    all.map(({ settings, start }): CollectionOptions => ({
      id: CollectionId.parse(settings.id),
      audience: settings.audience,
      isPrivate: settings.visibility === "private",
      operators: settings.operators,
      community: settings.community,
      hasPages: settings.hasPages,
      sourceName: start.source.describe,
      intake: intakeOf({ ...config, collection: settings }, options.embedder),
      sync: inSync.of(settings.id),
      faults: () => [faults.get(settings.id) ?? [], inSync.faultsOf(settings.id)].flat(),
      build: start.build,
      open: openOrMend({
        open: async () => keptHealthy(await openAsIs(start), start),
        mend: () => prepareOne({ settings, start }),
        store: start.store,
      }),
    })),
  );
  const prepareOne = async ({ settings: { id, source }, start }: Planned): Promise<void> => {
    const fault = await faultOf(() => bringUpToDate(start, inSync.of(id)), start.log);
    if (fault === undefined) faults.delete(id);
    else faults.set(id, fault);
    // Nothing else would notice that pages were added to the settings or removed from them.
    if (source.kind !== "folder" && intervalOf({ source }) === undefined) void inSync.of(id)?.run();
    // Its counts are known from now on; its fault, if it can't be opened, was logged just now.
    await collections.get(id).then((found) => found?.use(async () => {}).catch(() => {}));
  };
  return {
    ...servedBy(collections, inSync),
    async prepare(first, onProgress = () => {}) {
      await prepareNamed(first, onProgress);
      void prepareAll(all.filter(({ settings }) => settings.id !== first));
    },
    prepareOne: prepareNamed,
  };

  async function prepareNamed(id: string, onProgress: OnProgress): Promise<void> {
    const own = all.find(({ settings }) => settings.id === id);
    if (own) await prepareOne({ ...own, start: { ...own.start, onProgress } });
  }

  async function prepareAll(others: readonly Planned[]): Promise<void> {
    const limit = createLimit(options.queue ? MOST_FOLLOWED : 1);
    await Promise.all(others.map((one) => limit(() => prepareOne(one))));
  }
}

const missing = (id: string): never => {
  throw new Error(`no collection ${id}`);
};

const servedBy = (collections: Collections, inSync: InSync) => ({
  collections,
  syncs: inSync.of,
  async close() {
    await inSync.close();
    await collections.close();
  },
});

/** Keeps a library healthy until it is closed. */
function keptHealthy(library: Library, { store, log }: StartOptions): Library {
  const end = keepHealthy({ library, store, log });
  return {
    ...library,
    async close() {
      end();
      await library.close();
    },
  };
}

/**
 * Builds a collection that has changed, or that was never built; one whose documents are not copied yet is synced first.
 * @returns the reason why it is not up to date.
 */
async function bringUpToDate(
  start: StartOptions,
  sync: ReturnType<InSync["of"]>,
): Promise<string | undefined> {
  if (sync && !(await isSynced(start.source))) {
    const result = await sync.run(start.onProgress);
    return result.outcome === "failed" ? result.why : undefined;
  }
  const { library, readiness } = await openReady(start);
  await library.close();
  start.log.info({ state: readiness.state }, "the collection is ready");
  return readiness.state === "kept" ? readiness.why : undefined;
}

/** Does a work; logs its fault, and returns it for operators. */
async function faultOf(
  work: () => Promise<string | undefined>,
  log: Log,
): Promise<string | undefined> {
  try {
    const why = await work();
    if (why !== undefined) log.warn({ why }, "the collection is not up to date");
    return why;
  } catch (error) {
    log.error(error instanceof UserError ? { why: error.message } : { err: error }, UNPREPARED);
    return userText(error);
  }
}

const UNPREPARED = "the collection can't be prepared";
