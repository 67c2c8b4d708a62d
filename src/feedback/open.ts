/** @module Opens the records of feedback and the pins, in files or in a database. */

import type { DatabasePlace } from "./database-records.ts";
import { openFileRecords } from "./file-records.ts";
import type { RecordStore } from "./record-store.ts";

/** A folder, or a database, which takes precedence. */
export type RecordPlace = { readonly dir: string } | DatabasePlace;

/** Opens the records of a place. Modules for PostgreSQL are loaded only for a database. */
export async function openFeedbackRecords(place: RecordPlace): Promise<RecordStore> {
  if (!("database" in place)) return openFileRecords(place.dir);
  const { openDatabaseRecords } = await import("./database-records.ts");
  return openDatabaseRecords(place);
}
