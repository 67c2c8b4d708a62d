/** @module The collections that a process serves: opened, prepared, and kept healthy. */

import type { Config } from "../base/config/config.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import { UserError, userText } from "../base/errors.ts";
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
import { collectionOf, intakeOf } from "./setup.ts";

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
  return {
    collections: singleCollection(healthy, {
      audience: settings.audience,
      source: start.source.describe,
      intake: intakeOf({ ...config, collection: settings }, options.embedder),
    }),
    readiness,
  };
}

export interface ServedByName {
  readonly collections: Collections;
  /** Resolves once every collection was brought up to date, or failed to. Never rejects. */
  readonly prepared: Promise<void>;
}

/** Serves named collections at once, and brings them up to date one after another in the background. */
export function serveNamed(config: Config, options: ServingOptions): ServedByName {
  const all = config.collections.map((settings) => namedCollection(config, settings, options));
  const collections = openCollections(all.map(({ served }) => served));
  return { collections, prepared: prepareAll(all, collections) };
}

interface Named {
  readonly served: CollectionOptions;
  /** Brings it up to date. Never rejects. */
  readonly prepare: () => Promise<void>;
}

function namedCollection(
  config: Config,
  settings: CollectionSettings,
  { embedder, log }: ServingOptions,
): Named {
  const own = log.child({ collection: settings.id });
  const start = startOptionsOf(config, settings, { embedder, log: own });
  let fault: string | undefined;
  return {
    prepare: async () => void (fault = await faultOf(() => bringUpToDate(start), own)),
    served: {
      id: CollectionId.parse(settings.id),
      audience: settings.audience,
      isPrivate: settings.visibility === "private",
      operators: settings.operators,
      source: start.source.describe,
      intake: intakeOf({ ...config, collection: settings }, embedder),
      faults: () => (fault === undefined ? [] : [fault]),
      build: start.build,
      open: async () => keptHealthy(await openAsIs(start), start),
    },
  };
}

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

async function prepareAll(all: readonly Named[], collections: Collections): Promise<void> {
  for (const { prepare, served } of all) {
    await prepare();
    // Its counts are known from now on.
    await (await collections.get(served.id))?.use(async () => {}).catch(() => {});
  }
}

/** Builds a collection that has changed, or that was never built. @returns the reason why it is not up to date. */
async function bringUpToDate(start: StartOptions): Promise<string | undefined> {
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
