/** @module The queue of a database, whose packages are loaded only then. */

import type { DatabaseSettings } from "../base/config/database.ts";
import type { JobQueue } from "../storage/jobs.ts";

export interface OpenQueue {
  readonly queue: JobQueue;
  readonly close: () => Promise<void>;
}

/** Apart from those of questions and builds, so that signs of life do not wait for them. */
const CONNECTIONS = 2;

/** Opens the queue on connections of its own, the first of which is made at the first use. */
export async function openQueue(settings: DatabaseSettings): Promise<OpenQueue> {
  const { openDatabase } = await import("../storage/postgres/database.ts");
  const { openPostgresJobs } = await import("../storage/postgres/jobs.ts");
  const { listenToJobs } = await import("../storage/postgres/notifications.ts");
  const database = openDatabase({ ...settings, connections: CONNECTIONS });
  const notifications = listenToJobs(settings);
  return {
    queue: openPostgresJobs({ database, onChange: notifications.onChange }),
    async close() {
      await notifications.close();
      await database.close();
    },
  };
}
