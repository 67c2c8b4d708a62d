/** @module The worker of a process: its collections, its work and its schedule, by the settings. */

import type { Config } from "../base/config/config.ts";
import type { DatabaseSettings } from "../base/config/database.ts";
import { type OpenQueue, openQueue } from "../jobs/open.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { buildInChild } from "../build/in-child.ts";
import type { DigestTime } from "../feedback/digest.ts";
import { performerOf, type WorkCollection } from "../jobs/perform.ts";
import { scheduleJobs } from "../jobs/schedule.ts";
import { startWorker, type Worker } from "../jobs/worker.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { databaseOf } from "./database.ts";
import { intervalOf } from "./in-sync.ts";
import { collectionOf, editionFor } from "./setup.ts";

export interface WorkingOptions {
  readonly queue: JobQueue;
  readonly log: Log;
  readonly observe: Observe;
  /** Posts weekly reports; undefined where others do. */
  readonly digests?: DigestWork | undefined;
}

export interface DigestWork {
  readonly isDue: (collection: CollectionSettings, at: DigestTime) => Promise<boolean>;
  readonly post: (id: string) => Promise<void>;
}

/** Opens the queue of a database, after the migrations that it lacks. */
export async function openQueueOf(
  config: Parameters<typeof editionFor>[0],
  database: DatabaseSettings,
): Promise<OpenQueue> {
  const { holder } = await databaseOf(database);
  return openQueue(database, holder, await editionFor(config));
}

/** Opens the queue of a database, and works on its jobs unless the settings leave that to other processes. */
export async function joinJobs(
  config: Config,
  database: DatabaseSettings,
  options: Omit<WorkingOptions, "queue">,
): Promise<OpenQueue> {
  const { queue, close } = await openQueueOf(config, database);
  const worker = config.jobs.isHere ? await startWorking(config, { ...options, queue }) : undefined;
  return {
    queue,
    async close() {
      await worker?.close();
      await close();
    },
  };
}

/** Starts a worker on all collections of the settings. */
export async function startWorking(config: Config, options: WorkingOptions): Promise<Worker> {
  const { queue, log, observe, digests } = options;
  const collections = await Promise.all(config.collections.map((one) => workOn(one, config, log)));
  const scheduled = config.collections.map((settings) => ({
    id: settings.id,
    every: intervalOf(settings),
    isDigestDue: digests && ((at: DigestTime) => digests.isDue(settings, at)),
  }));
  return startWorker({
    queue,
    ...performerOf({ collections, digest: digests?.post, observe }),
    slots: config.jobs.atOnce,
    schedule: scheduleJobs({ queue, collections: scheduled, log }),
    log,
    observe,
  });
}

async function workOn(
  collection: CollectionSettings,
  config: Config,
  log: Log,
): Promise<WorkCollection> {
  const chosen = { ...config, collection };
  const { id, source, store } = await collectionOf(chosen);
  const build = buildInChild(chosen);
  return { id, source, store, build, log: log.child({ collection: id }) };
}
