/** @module The options by which a collection is opened and built in a process that serves. */

import type { Config } from "../base/config/config.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import type { Log } from "../base/log.ts";
import { createLimit } from "../base/single-flight.ts";
import { type Builder, buildInChild } from "../build/in-child.ts";
import { CollectionId } from "../collection/collections.ts";
import { keepHealthy } from "../collection/heal.ts";
import type { Library } from "../collection/library.ts";
import { openOrMend } from "../collection/mend.ts";
import { openAsIs, type StartOptions } from "../collection/ready.ts";
import { openExamples } from "../evaluation/examples.ts";
import { buildByJobs } from "../jobs/follow.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { collectionOf, pinsOf } from "./setup.ts";

export interface PlanningOptions {
  readonly embedder: Embedder;
  readonly log: Log;
  /** The queue of workers, which then build and sync; undefined where this process does. */
  readonly queue?: JobQueue | undefined;
}

/** A collection, with the options by which it is opened and built. */
export interface Planned {
  readonly settings: CollectionSettings;
  readonly start: StartOptions;
}

/** Builds at the same time, of all collections: each takes as much memory as the bot. */
const MOST_BUILDS = 2;

/** Returns a function that plans a collection. */
export function planner(
  config: Config,
  { embedder, log, queue }: PlanningOptions,
): (collection: CollectionSettings) => Promise<Planned> {
  const limit = createLimit(MOST_BUILDS);
  return async (collection) => {
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
}

/** Returns the parts by which a planned collection is served that depend on its plan alone. */
export const servedAs = ({ settings, start }: Planned) => ({
  id: CollectionId.parse(settings.id),
  audience: settings.audience,
  isPrivate: settings.visibility === "private",
  operators: settings.operators,
  community: settings.community,
  hasPages: settings.hasPages,
  sourceName: start.source.describe,
  build: start.build,
});

/** Returns an opening of a planned collection, whose library is kept healthy until it is closed. */
export const openingOf = (
  { start }: Planned,
  options: Pick<Parameters<typeof openOrMend>[0], "mend" | "store">,
): (() => Promise<Library>) =>
  openOrMend({ ...options, open: async () => keptHealthy(await openAsIs(start), start) });

/** Keeps a library healthy until it is closed. */
export function keptHealthy(library: Library, { store, log }: StartOptions): Library {
  const end = keepHealthy({ library, store, log });
  return {
    ...library,
    async close() {
      end();
      await library.close();
    },
  };
}
