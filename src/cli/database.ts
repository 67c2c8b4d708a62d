/** @module The database of this process, opened at its first use; its packages are loaded only then. */

import type { DatabaseSettings } from "../base/config/database.ts";
import { keepByKey } from "../base/single-flight.ts";
import type { DatabaseFault } from "../storage/database-fault.ts";
import type { DatabaseLoad } from "../storage/database-load.ts";
import type { Description } from "../storage/postgres/check.ts";
import type { OpenedDatabase } from "../storage/postgres/open.ts";

/** Returns the database of the settings, opened once. It does not keep the process alive. */
export const databaseOf = keepByKey(
  ({ hosts, database, user }: DatabaseSettings) => JSON.stringify([hosts, database, user]),
  async (settings): Promise<OpenedDatabase> =>
    (await import("../storage/postgres/open.ts")).openWithSchema(settings),
);

/** Returns why the database does not serve now; undefined if it does. */
export async function findDatabaseFault(
  settings: DatabaseSettings,
): Promise<DatabaseFault | undefined> {
  const { findFault } = await import("../storage/postgres/check.ts");
  return findFault(databaseOf(settings).then(({ database }) => database));
}

/** Measures the load of the database of the settings. @throws DatabaseFault if it does not serve. */
export async function measureLoadOf(settings: DatabaseSettings): Promise<DatabaseLoad> {
  const { measureLoad } = await import("../storage/postgres/check.ts");
  return measureLoad((await databaseOf(settings)).database);
}

/** Opens the database of the settings, and describes it. @throws DatabaseFault if it does not serve. */
export async function describeSettings(settings: DatabaseSettings): Promise<Description> {
  const { describeDatabase } = await import("../storage/postgres/check.ts");
  return describeDatabase((await databaseOf(settings)).database);
}
