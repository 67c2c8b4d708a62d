/** @module The roles of deploy/postgres/roles.sql on a real server: each can do its own work, and nothing else. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT } from "../../../src/base/project.ts";
import { DatabaseFault } from "../../../src/storage/database-fault.ts";
import type { Database } from "../../../src/storage/postgres/database.ts";
import { ensureSchema, migrate, readMigrations } from "../../../src/storage/postgres/migrate.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { command, openForTest, ownServer } from "../../support/real-postgres.ts";

const COLUMNS = sql("test columns")`select table_name as name, min(column_name) as column
  from information_schema.columns where table_schema = 'public' group by 1 order by 1`;

/** The tables that a bot writes. */
const SERVED = ["feedback", "job", "pin"];
const LARGE = "footnote_large.p1";

/** Whether a statement is allowed; one that fails for another reason is. */
const isAllowed = (database: Database, text: string): Promise<boolean> =>
  database.script(text).then(
    () => true,
    (error: unknown) => !(error instanceof DatabaseFault && error.kind === "refused"),
  );

/** Lists the ways in which a table may be used. */
async function waysInto(database: Database, table: string, column: string) {
  const statements = {
    select: `select from ${table} limit 1`,
    insert: `insert into ${table} default values`,
    update: `update ${table} set "${column}" = "${column}" where false`,
    delete: `delete from ${table} where false`,
    truncate: `begin; truncate ${table} cascade; rollback`,
    drop: `begin; drop table ${table} cascade; rollback`,
  };
  const allowed: string[] = [];
  for (const [way, text] of Object.entries(statements))
    if (await isAllowed(database, text)) allowed.push(way);
  return allowed;
}

it("each role can do its own work, and nothing else", async (context) => {
  const server = await ownServer(context);
  await command(server.settings(), "create database quotes");
  const inQuotes = (user: string) => server.settings({ database: "quotes", user });
  const roles = await readFile(join(PROJECT, "deploy/postgres/roles.sql"), "utf8");
  await command(inQuotes("postgres"), roles);
  const [bot, worker, owner] = ["footnote_bot", "footnote_worker", "footnote_owner"].map((user) =>
    openForTest(inQuotes(user)),
  ) as [Database, Database, Database];
  for (const early of [bot, worker])
    await expect(ensureSchema(early)).rejects.toThrow(/Run npm run footnote -- migrate/);
  await migrate(owner, await readMigrations());
  for (const each of [bot, worker, owner]) expect(await ensureSchema(each)).toEqual([]);

  await worker.script(`create table ${LARGE} (like passage including all)`);
  const tables = await owner.query<{ readonly name: string; readonly column: string }>(COLUMNS, []);
  expect(tables.length).toBeGreaterThan(100);
  const whole = tables.filter(({ name }) => !/_\d+$/.test(name));
  const content = [...whole, { name: LARGE, column: "collection" }];
  const reads = ["select"];
  const writes = ["select", "insert", "update", "delete"];
  for (const { name, column } of content) {
    const ofBot = SERVED.includes(name) ? writes : reads;
    expect([name, await waysInto(bot, name, column)]).toEqual([name, ofBot]);
  }
  for (const { name, column } of whole) {
    const ofWorker = name === "schema_migration" ? reads : writes;
    expect([name, await waysInto(worker, name, column)]).toEqual([name, ofWorker]);
  }
  const others = ["create table x (y int)", "create table footnote_large.p2 (y int)"];
  for (const text of others) expect(await isAllowed(bot, text)).toBe(false);
  expect(await isAllowed(worker, others[0] ?? "")).toBe(false);
  expect(await isAllowed(bot, "create schema x")).toBe(false);
  expect(await isAllowed(bot, "set role footnote_owner")).toBe(false);
  expect(await isAllowed(bot, "copy pin to program 'cat'")).toBe(false);
  await worker.script(`drop table ${LARGE}`);
});
