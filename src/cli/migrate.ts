/** @module `migrate`: the schema of the database, brought up to date. */

import { readDatabaseSettings } from "../base/config/config.ts";
import type { DatabaseSettings } from "../base/config/database.ts";
import { UserError } from "../base/errors.ts";
import type { Io } from "./io.ts";

export interface MigrateOptions {
  readonly json?: boolean;
}

/** Prints the migrations that were applied. @throws UserError if there is no database, or it can't be migrated. */
export async function migrateSchema({ json }: MigrateOptions, io: Io): Promise<void> {
  const applied = await migrateBy(settingsIn(io));
  io.stdout.write(json ? `${JSON.stringify({ applied })}\n` : describe(applied));
}

/** The packages of PostgreSQL are loaded only here. */
async function migrateBy(settings: DatabaseSettings): Promise<readonly string[]> {
  const { openDatabase } = await import("../storage/postgres/database.ts");
  const { migrate, readMigrations } = await import("../storage/postgres/migrate.ts");
  const database = openDatabase(settings);
  try {
    return await migrate(database, await readMigrations());
  } finally {
    await database.close();
  }
}

function settingsIn({ environment }: Io): DatabaseSettings {
  const database = readDatabaseSettings(environment);
  if (database) return database;
  throw new UserError(
    {
      expected: "a database in DATABASE_URL",
      found: "none: collections are kept in files",
      remedy: "Set it to migrate a database (docs/POSTGRES.md).",
    },
    { exitCode: 2 },
  );
}

const describe = (applied: readonly string[]): string =>
  applied.length === 0
    ? "The schema is up to date.\n"
    : `Applied:\n${applied.map((name) => `  ${name}\n`).join("")}`;
