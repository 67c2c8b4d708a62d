/** @module The roles of deploy/postgres/roles.sql on a real server: each can do its own work, and nothing else. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, type TestContext, vi } from "vitest";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { PROJECT } from "../../../src/base/project.ts";
import { openMemory } from "../../../src/sources/memory.ts";
import { DatabaseFault } from "../../../src/storage/database-fault.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import type { Database } from "../../../src/storage/postgres/database.ts";
import { openPostgresGuilds } from "../../../src/storage/postgres/guild-collections.ts";
import { eraseElsewhere, eraseMarked } from "../../../src/storage/postgres/guild-erase.ts";
import { openHolder } from "../../../src/storage/postgres/holder.ts";
import { openPostgresJobs } from "../../../src/storage/postgres/jobs.ts";
import { linesOf } from "../../../src/storage/postgres/lines.ts";
import { ensureSchema, migrate, readMigrations } from "../../../src/storage/postgres/migrate.ts";
import { countRemains } from "../../../src/storage/postgres/remains.ts";
import { pinsOf } from "../../../src/storage/postgres/pins.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { NO_PATIENCE } from "../../support/guilds.ts";
import { HARBOUR } from "../../support/library.ts";
import { memoryFiles } from "../../support/memory-library.ts";
import { storeOn } from "../../support/postgres-store.ts";
import { command, openForTest, ownServer } from "../../support/real-postgres.ts";

const COLUMNS = sql("test columns")`select table_name as name, min(column_name) as column
  from information_schema.columns where table_schema = 'public' group by 1 order by 1`;

/** The tables that a bot writes. */
const SERVED = [
  "ballot_key",
  "build_count",
  "feedback",
  "gateway_identify",
  "guild_change",
  "guild_collection",
  "interaction_claim",
  "job",
  "pending_work",
  "pin",
  "rate_limit",
  "upload",
];
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

interface Users {
  readonly owner: Database;
  readonly worker: Database;
  readonly bot: Database;
  readonly settingsOf: (user: string) => DatabaseSettings;
}

/** Creates a database with the roles, which has no tables yet. */
async function usersOf(context: TestContext): Promise<Users> {
  const server = await ownServer(context);
  await command(server.settings(), "create database quotes");
  const settingsOf = (user: string) => server.settings({ database: "quotes", user });
  const roles = await readFile(join(PROJECT, "deploy/postgres/roles.sql"), "utf8");
  await command(settingsOf("postgres"), roles);
  const open = (user: string): Database => openForTest(settingsOf(user));
  return {
    owner: open("footnote_owner"),
    worker: open("footnote_worker"),
    bot: open("footnote_bot"),
    settingsOf,
  };
}

it("each role can use the tables that it needs, and no others", async (context) => {
  const { owner, worker, bot } = await usersOf(context);
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

  // A generation that the owner built is removed by a worker.
  await owner.script(`create table ${LARGE} (like passage including all)`);
  expect(await waysInto(bot, LARGE, "collection")).toEqual([]);
  await migrate(owner, await readMigrations());
  expect(await waysInto(bot, LARGE, "collection")).toEqual(reads);
  await worker.script(`drop table ${LARGE}`);
});

it("a worker builds, and a bot serves, keeps pins, votes and jobs, but builds nothing", async (context) => {
  const { owner, worker, bot, settingsOf } = await usersOf(context);
  await migrate(owner, await readMigrations());
  const placeOf = (database: Database, user: string, mostCommon?: number) => {
    const holder = openHolder(() => openConnection(settingsOf(user)));
    onTestFinished(() => holder.close());
    const options = { collection: "rules", ...(mostCommon === undefined ? {} : { mostCommon }) };
    const store = storeOn(database, holder, options);
    return {
      source: openMemory(memoryFiles({ "a.md": HARBOUR })),
      store,
      embedder: fakeEmbedder(),
    };
  };
  const served = placeOf(bot, "footnote_bot");
  const built = placeOf(worker, "footnote_worker", 0);
  for (let times = 0; times < 2; times += 1) {
    const { generation } = await buildAt(built, { full: true });
    expect(await served.store.active()).toBe(generation);
    const snapshot = await served.store.open(generation);
    const { vector } = await served.embedder.embedQuestion("harbour", false);
    expect(await snapshot.nearest(vector, 1)).toHaveLength(1);
    await snapshot.close();
  }
  await expect(buildAt(served, { full: true })).rejects.toMatchObject({ kind: "refused" });
  expect(await countRemains(bot, "rules")).toMatchObject({ generation: 1, document: 1 });

  const pins = pinsOf(bot, "rules");
  const pin = { id: "p", question: "When?", passage: "k3f5qzv2mwha", day: "2027-01-31" };
  expect(await pins.add(pin, 9)).toBe(true);
  expect(await pins.remove("p")).toBe(true);
  await linesOf(bot, "rules").add([{ kind: "vote", day: "2027-01-31", record: "{}" }]);
  const jobs = openPostgresJobs({ database: bot });
  await jobs.enqueue({ collection: "rules", kind: "build", policy: "{}" });
});

it("a bot keeps the collections of servers, which a worker erases", async (context) => {
  const { owner, worker, bot, settingsOf } = await usersOf(context);
  await migrate(owner, await readMigrations());
  const holder = openHolder(() => openConnection(settingsOf("footnote_worker")));
  onTestFinished(() => holder.close());
  const guilds = openPostgresGuilds({ database: bot, erase: (id) => eraseElsewhere(bot, id) });
  const { id } = await guilds.ensure("1");
  const quotas = { documents: 1, passages: 1, bytes: 9, builds: 1 };
  const files = { content: Buffer.from("text"), sidecar: undefined };
  await guilds.configure(id, (settings) => ({ ...settings, language: "de" }));
  expect(await guilds.uploads(id).put("a.md", files, quotas)).toBeUndefined();
  const change = { id: "a", kind: "added", path: "a.md", after: "", before: files } as const;
  await guilds.uploads(id).changes.push(change);
  expect(await guilds.countBuild(id, quotas)).toBeUndefined();
  const erased = guilds.erase(id);
  const options = { database: worker, holder, patience: NO_PATIENCE };
  await vi.waitFor(async () => expect(await eraseMarked(options, id)).toBe(true));
  await erased;
  expect(await guilds.remains(id)).toEqual({});
});
