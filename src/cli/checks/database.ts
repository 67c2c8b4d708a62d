/** @module A check of the database: whether it serves this user, its versions, its workers and its queue. */

import type { DatabaseSettings } from "../../base/config/database.ts";
import { type Finding, findings } from "../../base/finding.ts";
import type { Description } from "../../storage/postgres/check.ts";
import { many } from "../../reply/words/counted.ts";
import { describeSettings } from "../database.ts";

const START_WORKER = "Start a worker: npm run worker (docs/WORKERS.md).";

/** Opens the database as the bot does, and describes it. */
export async function checkDatabase(settings: DatabaseSettings): Promise<Finding> {
  try {
    return findingOf(settings, await describeSettings(settings));
  } catch (error) {
    return findings("database").failed(error, "docs/POSTGRES.md describes how to set it up.");
  }
}

/** Returns the finding of a database that serves. */
export function findingOf(
  { database, user }: Pick<DatabaseSettings, "database" | "user">,
  { server, vector, workers, queued, guilds }: Description,
): Finding {
  const { ok, warning } = findings("database");
  const found = [
    `${database}, as ${user}`,
    `PostgreSQL ${server} with pgvector ${vector}`,
    `${many(workers, "process works", "processes work")} on jobs`,
    `${many(queued, "job", "jobs")} in the queue`,
    ...(guilds > 0 ? [`${many(guilds, "server manages", "servers manage")} documents`] : []),
  ].join("; ");
  return workers === 0 && queued > 0 ? warning(found, START_WORKER) : ok(found);
}
