/** @module Moments at which shards may identify, in the database, so that all processes of a bot share them. */

import type { IdentifyTurns } from "../identify-turns.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

/** The clock is the server's. A moment that a process reserved and did not use costs the others no more than itself. */
export const IDENTIFY_STATEMENTS = {
  reserve: sql("identify reserve")`
    insert into gateway_identify as latest (application, bucket, at) values ($1, $2, clock_timestamp())
    on conflict (application, bucket) do update
      set at = greatest(clock_timestamp(), latest.at + $3::float8 * interval '1 ms')
    returning greatest(0, extract(epoch from at - clock_timestamp()) * 1000)::float8 as wait`,
} as const;

/** Opens the turns of all processes. */
export const openDatabaseTurns = (database: Pick<Database, "query">): IdentifyTurns => ({
  async reserve({ bot, bucket }, apartMs) {
    const values = [bot, bucket, apartMs];
    const [row] = await database.query<{ wait: number }>(IDENTIFY_STATEMENTS.reserve, values);
    if (!row) throw new Error("no moment to identify at");
    return row.wait;
  },
});
