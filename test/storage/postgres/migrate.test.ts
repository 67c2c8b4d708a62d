import { describe, expect, it } from "vitest";
import type { Database, Session } from "../../../src/storage/postgres/database.ts";
import { requireUtf8 } from "../../../src/storage/postgres/encoding.ts";
import {
  ensureSchema,
  type Migration,
  migrate,
  MIGRATION_STATEMENTS,
  readMigrations,
} from "../../../src/storage/postgres/migrate.ts";
import { sql, type Statement } from "../../../src/storage/postgres/statement.ts";
import { isOlder, requireVector } from "../../../src/storage/postgres/vector-version.ts";
import { sharedDatabase } from "../../support/postgres.ts";
import { command, openForTest, realDatabase } from "../../support/real-postgres.ts";

const TABLES = sql("test tables")`select count(*)::integer as count from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema')`;
const MADE = sql("test made")`select count(*)::integer as count from made`;

const countOf = async (session: Session, statement = TABLES): Promise<number> =>
  (await session.query<{ readonly count: number }>(statement, []))[0]?.count ?? -1;

const SERIALIZABLE = `do $$ begin
  execute format('alter database %I set default_transaction_isolation = serializable', current_database());
end $$`;

const made = (
  number: number,
  text = "create table made (x integer); insert into made values (1)",
) => ({ number, name: `${number}.sql`, text }) satisfies Migration;

/** Returns a database with these migrations and the oldest schema that each serves. */
function databaseOf(applied: readonly (readonly [number: number, oldest: number])[]): Database {
  const other = { isThere: true, encoding: "UTF8", created: null, installed: "0.8.5" };
  const query = async (statement: Statement): Promise<readonly object[]> =>
    statement === MIGRATION_STATEMENTS.applied
      ? applied.map(([number, oldest]) => ({ number, oldest }))
      : [other];
  const session: unknown = { query, script: async () => {} };
  const database: unknown = {
    query,
    transaction: (work: (given: unknown) => Promise<unknown>) => work(session),
  };
  return database as Database;
}

describe("migrations", () => {
  it("are applied once", async () => {
    const database = await sharedDatabase();
    expect(await migrate(database, await readMigrations())).toEqual([]);
    expect(await ensureSchema(database)).toEqual([]);
  });

  it("leave a newer schema as it is", async () => {
    const database = await sharedDatabase();
    for (const work of [migrate, ensureSchema])
      await expect(work(database, [])).rejects.toThrow(/a newer version of Footnote made/);
  });

  it("let a process of an earlier version start where they say so", async () => {
    const served = ensureSchema(
      databaseOf([
        [1, 1],
        [2, 2],
        [8, 1],
        [9, 2],
      ]),
      [made(1), made(2)],
    );
    expect(await served).toEqual([]);
    for (const newer of [
      [9, 3],
      [9, 9],
    ] as const) {
      const database = databaseOf([[1, 1], [2, 2], newer]);
      await expect(ensureSchema(database, [made(1), made(2)])).rejects.toThrow(/at most version 2/);
    }
    const back = migrate(
      databaseOf([
        [1, 1],
        [9, 1],
      ]),
      [made(1)],
    );
    await expect(back).rejects.toThrow(/a newer version of Footnote made/);
  });

  it("say in a line that earlier processes serve on", async () => {
    const oldest = (await readMigrations()).map((one) => [one.number, one.oldest]);
    expect(oldest.slice(0, 2)).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it("keep what they say", async () => {
    const rows = await (await sharedDatabase()).query(MIGRATION_STATEMENTS.applied, []);
    expect(rows).toEqual(
      (await readMigrations()).map(({ number, oldest }) => ({ number, oldest })),
    );
  });

  it("of two processes at once are applied once, also where transactions are serializable", async (context) => {
    const settings = await realDatabase(context);
    await command(settings, SERIALIZABLE);
    const databases = [1, 2, 3].map(() => openForTest(settings));
    const all = [...(await readMigrations()), made(9000)];
    const applied = await Promise.all(databases.map((database) => ensureSchema(database, all)));
    expect(applied.flat()).toEqual(all.map(({ name }) => name));
    for (const database of databases) expect(await countOf(database, MADE)).toBe(1);
  });

  it("that fail leave nothing", async (context) => {
    const database = openForTest(await realDatabase(context));
    const all = [...(await readMigrations()), made(9000), made(9001)];
    await expect(ensureSchema(database, all)).rejects.toThrow("SQLSTATE 42P07");
    expect(await countOf(database)).toBe(0);
    expect(await ensureSchema(database)).toHaveLength((await readMigrations()).length);
  });
});

it("an encoding must be UTF8", async () => {
  const requireIn = (encoding: string) =>
    requireUtf8({
      query: async <Row extends object>() => [{ encoding }] as unknown as readonly Row[],
    });
  await requireIn("UTF8");
  for (const encoding of ["LATIN1", "SQL_ASCII"])
    await expect(requireIn(encoding)).rejects.toThrow(`found the encoding ${encoding}`);
});

describe("the extension vector", () => {
  const requireIn = (created: string | null, installed: string | null) =>
    requireVector({
      query: async <Row extends object>() => [{ created, installed }] as unknown as readonly Row[],
    });

  it("must be there, in a version without known damage", async () => {
    await requireIn(null, "0.8.4");
    await requireIn("0.8.5", "0.8.5");
    await requireIn("0.10.0", null);
    await expect(requireIn(null, null)).rejects.toThrow(/found none on its server.*Install/);
    await expect(requireIn(null, "0.8.3")).rejects.toThrow(/found version 0.8.3.*Install/);
    await expect(requireIn("0.7.4", "0.8.5")).rejects.toThrow(/alter extension vector update/);
    await expect(requireIn("0.7.4", "0.8.0")).rejects.toThrow(/Install pgvector 0.8.4/);
  });

  it("is compared by the numbers of its version", () => {
    const older = ["0.8.3", "0.8", "0.7.9", "0"];
    const others = ["0.8.4", "0.8.4.1", "0.8.10", "0.10", "1"];
    expect(older.filter((version) => !isOlder(version, "0.8.4"))).toEqual([]);
    expect(others.filter((version) => isOlder(version, "0.8.4"))).toEqual([]);
  });
});
