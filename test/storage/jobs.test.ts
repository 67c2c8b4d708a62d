/** @module The contract of queues, in memory and in PostgreSQL. */

import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import { openPostgresJobs } from "../../src/storage/postgres/jobs.ts";
import { describeQueue } from "../contract/jobs.ts";
import { sharedDatabase } from "../support/postgres.ts";

describeQueue("memory", async () => openMemoryJobs());

/** No other test uses the tables of jobs in the shared database. */
describeQueue("PostgreSQL", async () => {
  const database = await sharedDatabase();
  await database.script("truncate job, worker");
  return openPostgresJobs({ database });
});
