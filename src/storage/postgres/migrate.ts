/** @module Migrations: numbered files of SQL, each applied once, in their order, by one process at a time. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../base/errors.ts";
import { PROJECT } from "../../base/project.ts";
import type { Database, Session } from "./database.ts";
import { sql } from "./statement.ts";

const FOLDER = join(PROJECT, "migrations");

export interface Migration {
  /** The one that its file's name begins with. */
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

/** Reads the migrations of this version, in their order. */
export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  const read = async (name: string): Promise<Migration> => ({
    number: Number(name.slice(0, 4)),
    name,
    text: await readFile(join(folder, name), "utf8"),
  });
  return Promise.all(names.toSorted().map(read));
}

/** The key of the lock is "footnote" in ASCII, as a number. */
export const MIGRATION_STATEMENTS = {
  lock: sql("migration lock")`select pg_advisory_xact_lock(7381240860143219813)`,
  applied: sql("migration list")`select number from schema_migration order by number`,
  record: sql("migration record")`insert into schema_migration (number, name) values ($1, $2)`,
} as const;

const TABLE = `create table if not exists schema_migration (
  number integer primary key,
  name text not null,
  at timestamptz not null default now()
)`;

/**
 * Applies the migrations that the database lacks, all in one transaction; returns their names.
 * @throws UserError if a newer version of this program made the schema, which it leaves as it is.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return database.transaction(async (session) => {
    await session.query(MIGRATION_STATEMENTS.lock, []);
    await session.script(TABLE);
    const pending = await pendingOf(session, migrations);
    for (const { number, name, text } of pending) {
      await session.script(text);
      await session.query(MIGRATION_STATEMENTS.record, [number, name]);
    }
    return pending.map(({ name }) => name);
  });
}

async function pendingOf(
  session: Session,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const rows = await session.query<{ number: number }>(MIGRATION_STATEMENTS.applied, []);
  const newest = rows.at(-1)?.number ?? 0;
  const known = migrations.at(-1)?.number ?? 0;
  if (newest > known) throw newer(newest, known);
  const applied = new Set(rows.map(({ number }) => number));
  return migrations.filter(({ number }) => !applied.has(number));
}

const newer = (found: number, known: number): UserError =>
  new UserError({
    expected: `a database of at most version ${known} of the schema`,
    found: `version ${found}, which a newer version of Footnote made`,
    remedy: "Update this Footnote. Nothing was changed.",
  });
