/** @module The worker of a process: its collections, its work and its schedule, by the settings. */

import type { Config } from "../base/config/config.ts";
import type { DatabaseSettings } from "../base/config/database.ts";
import { type OpenQueue, openQueue } from "../jobs/open.ts";
import type { CollectionSettings } from "../base/config/collections.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import type { DigestTime } from "../feedback/digest.ts";
import { performerOf } from "../jobs/perform.ts";
import { scheduleJobs } from "../jobs/schedule.ts";
import { startWorker, type Worker } from "../jobs/worker.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { databaseOf } from "./database.ts";
import { intervalOf } from "./in-sync.ts";
import { startGuildWork } from "./guild-work.ts";
import { editionFor } from "./setup.ts";
import { workOn } from "./work-on.ts";

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
  const guilds = await startGuildWork(config, options);
  const worker = startWorker({
    queue,
    ...performerOf({ collections, find: guilds?.find, digest: digests?.post, observe }),
    slots: config.jobs.atOnce,
    schedule: scheduleJobs({ queue, collections: scheduled, log }),
    log,
    observe,
  });
  return {
    ...worker,
    async close() {
      guilds?.close();
      await worker.close();
    },
  };
}
