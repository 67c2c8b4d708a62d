/** @module The database of this process, opened at its first use; its packages are loaded only then. */

import type { DatabaseSettings } from "../base/config/database.ts";
import type { DatabaseFault } from "../storage/database-fault.ts";
import type { OpenedDatabase } from "../storage/postgres/open.ts";

const opened = new Map<string, Promise<OpenedDatabase>>();

/** Returns the database of the settings, opened once. It does not keep the process alive. */
export function databaseOf(settings: DatabaseSettings): Promise<OpenedDatabase> {
  const { hosts, database, user } = settings;
  const key = JSON.stringify([hosts, database, user]);
  const found = opened.get(key) ?? open(settings);
  opened.set(key, found);
  // A database that could not be reached is tried again.
  found.catch(() => opened.delete(key));
  return found;
}

const open = async (settings: DatabaseSettings): Promise<OpenedDatabase> =>
  (await import("../storage/postgres/open.ts")).openWithSchema(settings);

/** Returns why the database does not serve now; undefined if it does. */
export async function findDatabaseFault(
  settings: DatabaseSettings,
): Promise<DatabaseFault | undefined> {
  const { findFault } = await import("../storage/postgres/check.ts");
  return findFault(databaseOf(settings).then(({ database }) => database));
}
