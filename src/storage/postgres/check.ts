/** @module Whether a database serves now, for readiness. */

import { DatabaseFault } from "../database-fault.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

export const CHECK_STATEMENTS = {
  answer: sql("check answer")`select 1 as answer`,
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
