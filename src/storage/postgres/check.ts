/** @module Whether a database serves now, for readiness, and what it runs, for operators. */

import { DatabaseFault } from "../database-fault.ts";
import type { DatabaseLoad } from "../database-load.ts";
import { PRESENCE_MS } from "../jobs.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

export const CHECK_STATEMENTS = {
  answer: sql("check answer")`select 1 as answer`,
  describe: sql("worker describe")`select current_setting('server_version') as server,
    (select extversion from pg_extension where extname = 'vector') as vector,
    (select count(*) from worker where beat > now() - $1::float8 * interval '1 ms')::int as workers,
    (select count(*) from job where state = 'queued')::int as queued,
    (select count(*) from guild_collection where erasing is null)::int as guilds`,
} as const;

/** Returns why a database, which may still be opened, does not serve now; undefined if it does. */
export async function findFault(
  database: Pick<Database, "query"> | Promise<Pick<Database, "query">>,
): Promise<DatabaseFault | undefined> {
  try {
    await (await database).query(CHECK_STATEMENTS.answer, []);
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseFault) return error;
    throw error;
  }
}

/** Measures the load of a database. @throws DatabaseFault */
export async function measureLoad(
  database: Pick<Database, "query" | "counts">,
): Promise<DatabaseLoad> {
  // Before this statement takes a connection.
  const counts = await database.counts();
  const began = performance.now();
  await database.query(CHECK_STATEMENTS.answer, []);
  return { ...counts, seconds: (performance.now() - began) / 1000 };
}

/** The versions of a database, and who works there. */
export interface Description {
  readonly server: string;
  /** Of the extension. */
  readonly vector: string;
  /** Those that gave a sign of life lately. */
  readonly workers: number;
  /** The jobs that wait. */
  readonly queued: number;
  /** The servers that manage documents of their own. */
  readonly guilds: number;
}

/** Describes a database. @throws DatabaseFault */
export async function describeDatabase(database: Pick<Database, "query">): Promise<Description> {
  const [found] = await database.query<Description>(CHECK_STATEMENTS.describe, [PRESENCE_MS]);
  if (!found) throw new Error("a description without a row");
  return found;
}
