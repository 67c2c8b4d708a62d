/** @module The remains of a collection: its rows in every table that the catalogue has. */

import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

export const REMAINS_STATEMENTS = {
  count: sql("remains count")`select name, number::float8 as number from collection_rows($1)`,
} as const;

/** Counts the rows of a collection by table; empty where there are none. */
export async function countRemains(
  database: Pick<Database, "query">,
  collection: string,
): Promise<Readonly<Record<string, number>>> {
  const values = [collection];
  const rows = await database.query<{ name: string; number: number }>(
    REMAINS_STATEMENTS.count,
    values,
  );
  return Object.fromEntries(rows.map(({ name, number }) => [name, number]));
}
