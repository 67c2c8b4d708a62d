/** @module The queue of a database, whose packages are loaded only then. */

import type { DatabaseSettings } from "../base/config/database.ts";
import type { JobQueue } from "../storage/jobs.ts";
import type { Holder } from "../storage/postgres/holder.ts";

export interface OpenQueue {
  readonly queue: JobQueue;
  readonly close: () => Promise<void>;
}

/** Apart from those of questions and builds, so that signs of life do not wait for them. */
const CONNECTIONS = 2;

/**
 * Opens the queue on connections of its own, the first of which is made at the first use.
 * @param holder listens for news of other processes; it stays open.
 * @param edition the models and versions of this process.
 */
export async function openQueue(
  settings: DatabaseSettings,
  holder: Pick<Holder, "listen">,
  edition?: string,
): Promise<OpenQueue> {
  const { openDatabase } = await import("../storage/postgres/database.ts");
  const { openPostgresJobs } = await import("../storage/postgres/jobs.ts");
  const database = openDatabase({ ...settings, connections: CONNECTIONS });
  return {
    queue: openPostgresJobs({ database, holder, ...(edition !== undefined && { edition }) }),
    close: () => database.close(),
  };
}
