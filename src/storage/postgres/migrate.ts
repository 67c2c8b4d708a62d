/** @module Migrations: numbered files of SQL, each applied once, in their order, by one process at a time. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemCode, UserError } from "../../base/errors.ts";
import { PROJECT } from "../../base/project.ts";
import { DatabaseFault } from "../database-fault.ts";
import type { Database, Session } from "./database.ts";
import { requireUtf8 } from "./encoding.ts";
import { sql } from "./statement.ts";
import { requireVector } from "./vector-version.ts";

const FOLDER = join(PROJECT, "migrations");
/** Grants rights to the roles that exist, after each run. */
const RIGHTS = join(FOLDER, "rights.sql");

export interface Migration {
  /** The one that its file's name begins with. */
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** The oldest schema whose processes may start and serve beside it; its own number unless its text says so. */
  readonly oldest?: number;
}

/** A line in a migration that changes nothing of what earlier versions use. */
const OLDEST = /^-- Processes of schema (\d+) and later serve on\.$/m;

/** Reads the migrations of this version, in their order. */
export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  const read = async (name: string): Promise<Migration> => {
    const text = await readFile(join(folder, name), "utf8");
    const number = Number(name.slice(0, 4));
    return { number, name, text, oldest: Number(OLDEST.exec(text)?.[1] ?? number) };
  };
  return Promise.all(names.toSorted().map(read));
}

/** The key of the lock is "footnote" in ASCII, as a number. */
export const MIGRATION_STATEMENTS = {
  lock: sql("migration lock")`select pg_advisory_xact_lock(7381240860143219813)`,
  exists: sql("migration table")`select to_regclass('schema_migration') is not null as "isThere"`,
  // A schema of the first version lacks the column.
  applied: sql("migration list")`
    select number, coalesce((to_jsonb(one) ->> 'oldest')::integer, number) as oldest
    from schema_migration as one order by number`,
  record: sql("migration record")`
    insert into schema_migration (number, name, oldest) values ($1, $2, $3)`,
} as const;

const TABLE = `create table if not exists schema_migration (
  number integer primary key,
  name text not null,
  at timestamptz not null default now()
);
alter table schema_migration add column if not exists oldest integer`;

/**
 * Applies the migrations that the database lacks, all in one transaction, and grants rights to its roles; returns their names.
 * @throws UserError if a newer version of this program made the schema, which it leaves as it is. DatabaseFault if `vector` is
 * missing or too old, the encoding is not UTF8, or the user may not change tables.
 */
export const migrate = (
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> => apply(database, migrations, { grantsAlways: true });

async function apply(
  database: Database,
  migrations: readonly Migration[],
  { grantsAlways }: { readonly grantsAlways: boolean },
): Promise<readonly string[]> {
  const rights = await readFile(RIGHTS, "utf8");
  const work = async (session: Session): Promise<readonly string[]> => {
    await session.query(MIGRATION_STATEMENTS.lock, []);
    const pending = await pendingIn(session, migrations);
    await requireUtf8(session);
    await requireVector(session);
    if (pending.length === 0 && !grantsAlways) return [];
    await session.script(TABLE);
    for (const { number, name, text, oldest = number } of pending) {
      await session.script(text);
      await session.query(MIGRATION_STATEMENTS.record, [number, name, oldest]);
    }
    await session.script(rights);
    return pending.map(({ name }) => name);
  };
  return database.transaction(work, { isLong: true });
}

/**
 * Brings the schema up to date where the user may, at the start of a process; returns the names of migrations applied.
 * @throws UserError if it is newer, and not made for processes of this version too. DatabaseFault if it is older and the user may not change it, `vector` is too old, or the
 * encoding is not UTF8.
 */
export async function ensureSchema(
  database: Database,
  given?: readonly Migration[],
): Promise<readonly string[]> {
  const migrations = given ?? (await readMigrations());
  const pending = await pendingIn(database, migrations, { mayServe: true });
  if (pending.length > 0)
    return apply(database, migrations, { grantsAlways: false }).catch(byOwner(pending));
  await requireUtf8(database);
  await requireVector(database);
  return [];
}

/** "insufficient_privilege", and "invalid_schema_name" where no schema may be used. */
const LACKS_RIGHT = new Set(["42501", "3F000"]);

/** Returns a handler that names the remedy where the user may not change the schema. */
const byOwner =
  (pending: readonly Migration[]) =>
  (error: unknown): never => {
    if (!(error instanceof DatabaseFault) || !LACKS_RIGHT.has(systemCode(error.cause) ?? ""))
      throw error;
    throw new DatabaseFault(
      "old",
      {
        expected: "a database with the schema of this version",
        found: `one without ${pending.map(({ name }) => name).join(", ")}, and a user who may not change it`,
        remedy:
          "Run npm run footnote -- migrate with the owner of the tables in DATABASE_URL (docs/POSTGRES.md).",
      },
      error,
    );
  };

type Applied = Required<Pick<Migration, "number" | "oldest">>;

async function pendingIn(
  session: Pick<Session, "query">,
  migrations: readonly Migration[],
  { mayServe = false } = {},
): Promise<readonly Migration[]> {
  const [table] = await session.query<{ isThere: boolean }>(MIGRATION_STATEMENTS.exists, []);
  const rows = table?.isThere ? await session.query<Applied>(MIGRATION_STATEMENTS.applied, []) : [];
  const known = migrations.at(-1)?.number ?? 0;
  const unknown = rows.filter(({ number }) => number > known);
  const [newest] = unknown.slice(-1);
  if (newest && !(mayServe && unknown.every(({ oldest }) => oldest <= known)))
    throw newer(newest.number, known);
  const applied = new Set(rows.map(({ number }) => number));
  return migrations.filter(({ number }) => !applied.has(number));
}

const newer = (found: number, known: number): UserError =>
  new UserError({
    expected: `a database of at most version ${known} of the schema`,
    found: `version ${found}, which a newer version of Footnote made`,
    remedy: "Update this Footnote. Nothing was changed.",
  });
