/** @module A database for tests: PGlite, migrated, shared by all files; each test has collections of its own. */

import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { DatabaseSettings } from "../../src/base/config/database.ts";
import {
  type Database,
  type Load,
  openDatabase,
  type Value,
} from "../../src/storage/postgres/database.ts";
import { migrate, readMigrations } from "../../src/storage/postgres/migrate.ts";

/** Returns the settings of PGlite. */
export const pgliteSettings = (): DatabaseSettings => ({
  hosts: [{ host: "127.0.0.1", port: inject("postgresPort") }],
  database: "postgres",
  user: "postgres",
  password: () => undefined,
  tls: false,
  connections: 4,
  // It starts with the first connection, and a transaction on one makes the others wait.
  limits: { connect: 60_000, statement: 60_000 },
});

let migrated: Promise<Database> | undefined;

/** Returns the database of this worker, migrated once; it stays open. */
export function sharedDatabase(): Promise<Database> {
  migrated ??= (async () => {
    const database = openDatabase(pgliteSettings(), insertRows);
    await migrate(database, await readMigrations());
    return database;
  })();
  return migrated;
}

/** Returns the name of a collection that no other test has. */
export const freshCollection = (): string => `c-${randomUUID()}`;

/** The rows of one INSERT. */
const AT_ONCE = 100;

/** Loads rows by INSERT: PGlite has no COPY behind its port. */
const insertRows: Load = async (client, { table, columns }, rows) => {
  const types = Object.values(columns);
  const names = Object.keys(columns).map((name) => `"${name}"`);
  let waiting: (readonly Value[])[] = [];
  let count = 0;
  const insert = async (): Promise<void> => {
    const tuples = waiting.map(
      (_, row) => `(${types.map((type, at) => `$${row * types.length + at + 1}::${type}`).join()})`,
    );
    const values = waiting.flat().map(toParameter);
    await client.query(`insert into ${table} (${names.join()}) values ${tuples.join()}`, values);
    count += waiting.length;
    waiting = [];
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length === AT_ONCE) await insert();
  }
  if (waiting.length > 0) await insert();
  return count;
};

const toParameter = (value: Value): unknown => {
  if (value instanceof Float32Array) return `[${value.join(",")}]`;
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;
};
