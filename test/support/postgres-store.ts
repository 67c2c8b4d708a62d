/** @module Stores in a database, of the edition that the fake embedder builds. */

import { afterAll, beforeAll } from "vitest";
import { editionOf, recipeFor } from "../../src/storage/recipe.ts";
import { openConnection } from "../../src/storage/postgres/connection.ts";
import { type Database, openDatabase } from "../../src/storage/postgres/database.ts";
import { type Holder, openHolder } from "../../src/storage/postgres/holder.ts";
import { openPostgresStore, type PostgresStoreOptions } from "../../src/storage/postgres/store.ts";
import type { Store } from "../../src/storage/store.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { freshCollection, pgliteSettings, sharedDatabase } from "./postgres.ts";
import { createMigrated } from "./real-postgres.ts";

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

interface RealPlace {
  readonly database: Database;
  readonly locks: Holder;
}

/** Creates a database on a real server before the tests of a block; returns a function that gives it. */
export function realPlace(): () => RealPlace {
  let opened: RealPlace | undefined;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    const created = await createMigrated();
    drop = created.drop;
    const locks = openHolder(() => openConnection(created.settings));
    opened = { database: openDatabase(created.settings), locks };
  });
  afterAll(async () => {
    await opened?.locks.close();
    await opened?.database.close();
    await drop();
  });
  return () => {
    if (!opened) throw new Error("a database before the tests");
    return opened;
  };
}

/** Creates a database on a real server before the tests of a block; returns a function that opens a store in it. */
export function realStores(): (options?: Partial<PostgresStoreOptions>) => Store {
  const place = realPlace();
  return (options) => storeOn(place().database, place().locks, options);
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
