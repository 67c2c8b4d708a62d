/** @module The collections that a process serves: opened, prepared, kept healthy and in sync. */

import type { Config } from "../base/config/config.ts";
import { UserError, userText } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { createLimit } from "../base/single-flight.ts";
import { type Collections, openCollections, singleCollection } from "../collection/collections.ts";
import type { CollectionOptions } from "../collection/lazy-collection.ts";
import { openReady, type Readiness, type StartOptions, warmUp } from "../collection/ready.ts";
import { isSynced } from "../sources/source.ts";
import type { OnProgress } from "../storage/progress.ts";
import { type InSync, intervalOf, keepInSync } from "./in-sync.ts";
import { guildServing } from "./guild-serving.ts";
import {
  keptHealthy,
  openingOf,
  type Planned,
  planner,
  type PlanningOptions,
  servedAs,
} from "./planning.ts";
import { intakeOf } from "./setup.ts";

export interface ServingOptions extends PlanningOptions {
  readonly observe: Observe;
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

/** Collections that are prepared at the same time where workers build. */
const MOST_FOLLOWED = 64;

const planAll = (config: Config, options: PlanningOptions): Promise<readonly Planned[]> =>
  Promise.all(config.collections.map(planner(config, options)));

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
    all.map((one): CollectionOptions => {
      const { id } = one.settings;
      return {
        ...servedAs(one),
        intake: intakeOf({ ...config, collection: one.settings }, options.embedder),
        sync: inSync.of(id),
        faults: () => [faults.get(id) ?? [], inSync.faultsOf(id)].flat(),
        open: openingOf(one, { mend: () => prepareOne(one), store: one.start.store }),
      };
    }),
    { guilds: await guildServing(config, options) },
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
