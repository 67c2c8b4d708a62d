/** @module The database of a process: its pool, and the connection that holds its locks. */

import type { DatabaseSettings } from "../../base/config/database.ts";
import { openConnection } from "./connection.ts";
import { type Database, openDatabase } from "./database.ts";
import { type Holder, openHolder } from "./holder.ts";
import { ensureSchema } from "./migrate.ts";

/** A database with the schema of this version. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly holder: Holder;
}

/** Opens a database, and applies the migrations that it lacks where its user may. */
export async function openWithSchema(settings: DatabaseSettings): Promise<OpenedDatabase> {
  const database = openDatabase(settings);
  try {
    await ensureSchema(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { database, holder: openHolder(() => openConnection(settings)) };
}
