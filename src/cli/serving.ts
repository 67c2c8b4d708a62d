/** @module The collections that a process serves: opened, prepared, and kept healthy. */

import type { Config } from "../base/config/config.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import { messageOf, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { buildInChild } from "../build/in-child.ts";
import {
  CollectionId,
  type CollectionOptions,
  type Collections,
  openCollections,
  singleCollection,
} from "../collection/collections.ts";
import { keepHealthy } from "../collection/heal.ts";
import type { Library } from "../collection/library.ts";
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
import type { OnProgress } from "../storage/progress.ts";
import { collectionOf } from "./setup.ts";

export interface ServingOptions {
  readonly embedder: Embedder;
  readonly log: Log;
}

/** Returns the options with which a collection is opened and built. */
export function startOptionsOf(
  config: Config,
  collection: CollectionSettings,
  { embedder, log }: ServingOptions,
): StartOptions {
  const chosen = { ...config, collection };
  const parts = collectionOf(chosen);
  return {
    ...parts,
    embedder,
    examples: openExamples({ ...parts, embedder: loadedEmbedder(embedder) }),
    build: buildInChild(chosen),
    onProgress: () => {},
    log,
  };
}

/** Opens the only collection, and brings it up to date before it is served. */
export async function serveOnly(
  config: Config,
  { onProgress, ...options }: ServingOptions & { readonly onProgress: OnProgress },
): Promise<{ readonly collections: Collections; readonly readiness: Readiness }> {
  const [settings] = config.collections;
  const start = { ...startOptionsOf(config, settings, options), onProgress };
  const { library, readiness } = await openReady(start);
  await warmUp(library);
  const healthy = keptHealthy(library, start);
  return { collections: singleCollection(healthy, settings.audience), readiness };
}

export interface ServedByName {
  readonly collections: Collections;
  /** Resolves once every collection was brought up to date, or failed to. Never rejects. */
  readonly prepared: Promise<void>;
}

/** Serves named collections at once, and brings them up to date one after another in the background. */
export function serveNamed(config: Config, options: ServingOptions): ServedByName {
  const all = config.collections.map((settings) => ({
    settings,
    start: startOptionsOf(config, settings, {
      ...options,
      log: options.log.child({ collection: settings.id }),
    }),
  }));
  const collections = openCollections(all.map(({ settings, start }) => servedBy(settings, start)));
  return { collections, prepared: prepareAll(all.map(({ start }) => start)) };
}

const servedBy = (settings: CollectionSettings, start: StartOptions): CollectionOptions => ({
  id: CollectionId.parse(settings.id),
  audience: settings.audience,
  isPrivate: settings.visibility === "private",
  operators: settings.operators,
  build: start.build,
  open: async () => keptHealthy(await openAsIs(start), start),
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

async function prepareAll(all: readonly StartOptions[]): Promise<void> {
  for (const start of all) await prepare(start);
}

/** Builds a collection that has changed, or that was never built; a failure leaves it as it is. */
async function prepare(start: StartOptions): Promise<void> {
  const { log } = start;
  try {
    const { library, readiness } = await openReady(start);
    await library.close();
    log.info({ state: readiness.state }, "the collection is ready");
    if (readiness.state === "kept") log.warn({ why: readiness.why }, "it is not up to date");
  } catch (error) {
    if (error instanceof UserError) log.error({ why: messageOf(error) }, "it can't be prepared");
    else log.error({ err: error }, "it can't be prepared");
  }
}
