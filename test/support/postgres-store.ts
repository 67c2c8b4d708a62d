/** @module Stores in a database, of the edition that the fake embedder builds. */

import { editionOf, recipeFor } from "../../src/storage/recipe.ts";
import { openConnection } from "../../src/storage/postgres/connection.ts";
import type { Database } from "../../src/storage/postgres/database.ts";
import { type Holder, openHolder } from "../../src/storage/postgres/holder.ts";
import { openPostgresStore, type PostgresStoreOptions } from "../../src/storage/postgres/store.ts";
import type { Store } from "../../src/storage/store.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { freshCollection, pgliteSettings, sharedDatabase } from "./postgres.ts";

let holder: Holder | undefined;

/** Returns the locks of this worker in PGlite; their connection stays open. */
export function sharedHolder(): Holder {
  holder ??= openHolder(() => openConnection(pgliteSettings()));
  return holder;
}

export const EDITION = editionOf(recipeFor([], fakeEmbedder()));

/** Opens a store in PGlite. */
export async function postgresStore(options: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  return storeOn(await sharedDatabase(), sharedHolder(), options);
}

/** Opens a store in a database, of a collection that no other test has unless it is named. */
export const storeOn = (
  database: Database,
  locks: Holder,
  options: Partial<PostgresStoreOptions> = {},
): Store =>
  openPostgresStore({
    database,
    holder: locks,
    collection: freshCollection(),
    edition: EDITION,
    ...options,
  });
