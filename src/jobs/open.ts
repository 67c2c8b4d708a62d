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
  const { openConnection } = await import("../storage/postgres/connection.ts");
  const { openHolder } = await import("../storage/postgres/holder.ts");
  const database = openDatabase({ ...settings, connections: CONNECTIONS });
  const holder = openHolder(() => openConnection(settings));
  return {
    queue: openPostgresJobs({ database, holder }),
    async close() {
      await holder.close();
      await database.close();
    },
  };
}
