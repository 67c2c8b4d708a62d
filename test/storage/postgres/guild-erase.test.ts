/** @module The deletion of a server's collection: every table that the catalogue has, whatever interrupts it. */

import { expect, it } from "vitest";
import { CollectionId } from "../../../src/collection/collections.ts";
import { openDatabaseRecords } from "../../../src/feedback/database-records.ts";
import { openFeedback } from "../../../src/feedback/store.ts";
import { openFolder } from "../../../src/sources/folder.ts";
import type { Database, Session } from "../../../src/storage/postgres/database.ts";
import {
  eraseElsewhere,
  eraseHere,
  listMarked,
  markErased,
} from "../../../src/storage/postgres/guild-erase.ts";
import { openPostgresJobs } from "../../../src/storage/postgres/jobs.ts";
import { countRemains } from "../../../src/storage/postgres/remains.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { JOB_KINDS } from "../../../src/storage/jobs.ts";
import { freshGuild } from "../../contract/guild-collections.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { faultOf } from "../../support/fault.ts";
import { guildsOn, NO_PATIENCE } from "../../support/guilds.ts";
import { sharedDatabase } from "../../support/postgres.ts";
import { postgresStore, sharedHolder } from "../../support/postgres-store.ts";
import { folderWith, writeFiles } from "../../support/temporary.ts";

/** Names every table that names a collection, but those of large generations. */
const TABLES = sql("test guild tables")`select relname as name from pg_class join pg_attribute
    on attrelid = pg_class.oid and attname = 'collection'
  where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
  union select 'collection' union select 'guild_collection'`;

/** Rows of the tables that no build fills. */
const OTHERS = [
  "insert into pin (collection, id, question, passage, day) values ($1, 'a', 'b', 'c', '2026-01-01')",
  "insert into feedback (collection, kind, day, record) values ($1, 'question', '2026-01-01', 'text')",
  "insert into job (collection, kind, policy, state) values ($1, 'build', '{}', 'done')",
  "insert into generation (collection, model, recipe) values ($1, 'killed', '{}')",
  "insert into guild_change (collection, id, kind, path, after) values ($1, 'a', 'added', 'b', 'c')",
  "insert into pending_work (collection, id, kind, owner, work, expires) values ($1, 'a', 'add', 'b', 'c', now())",
].map((text, at) => ({ name: `test other ${at}`, text }));

const PASSAGE = "harbouropens";

const QUOTAS = { documents: 10, passages: 10, bytes: 100, builds: 10 };

/** Fills every table: two generations, one of them large, and a row of each other table. */
async function fill(database: Database, guildId: string): Promise<string> {
  const guilds = guildsOn(database, sharedHolder());
  const { id } = await guilds.ensure(guildId);
  const seedsDir = await folderWith({ "a.md": "# Harbour\n\nThe harbour opens at six.\n" });
  const place = { source: openFolder(seedsDir), embedder: fakeEmbedder() };
  await buildAt({ ...place, store: await postgresStore({ collection: id }) });
  await writeFiles(seedsDir, { "a.md": "# Harbour\n\nThe harbour opens at seven.\n" });
  await buildAt({ ...place, store: await postgresStore({ collection: id, mostCommon: 0 }) });
  await guilds.uploads(id).put("a.md", { content: Buffer.from("x"), sidecar: undefined }, QUOTAS);
  await guilds.countBuild(id, QUOTAS);
  for (const statement of OTHERS) await database.query(statement, [id]);
  return id;
}

const optionsOn = (database: Database) => ({
  database,
  holder: sharedHolder(),
  patience: NO_PATIENCE,
});

it("leaves no row in any table that names a collection", async () => {
  const database = await sharedDatabase();
  const [id, other] = [await fill(database, freshGuild()), await fill(database, freshGuild())];
  const tables = await database.query<{ name: string }>(TABLES, []);
  const before = await countRemains(database, id);
  const large = Object.keys(before).filter((name) => /^p\d+$/.test(name));
  expect(large).toHaveLength(1);
  expect(Object.keys(before).toSorted()).toEqual(
    [...tables.map(({ name }) => name), ...large].toSorted(),
  );
  const kept = await countRemains(database, other);
  await eraseHere(optionsOn(database), id);
  expect(await countRemains(database, id)).toEqual({});
  expect(await countRemains(database, other)).toEqual(kept);
});

it("lets nothing be added afterwards, by what a process counted or showed before", async () => {
  const database = await sharedDatabase();
  const id = CollectionId.parse(await fill(database, freshGuild()));
  const records = openDatabaseRecords({ database, collections: async () => [] });
  const store = openFeedback({ records, days: 90, keepsQuestions: true, log: { warn() {} } });
  const feedback = store.for(id);
  feedback.shown([PASSAGE]);
  await eraseHere(optionsOn(database), id);
  await feedback.unanswered("When does the harbour open?");
  const ballot = { userId: "1", messageId: "2" };
  await feedback.vote({ passageIds: [PASSAGE], verdict: "up", ballot });
  await store.close();
  const pin = { id: "a", question: "b", passage: PASSAGE, day: "2026-01-01" };
  expect(await faultOf(() => records.pins(id).add(pin))).toContain(id);
  expect(await countRemains(database, id)).toEqual({});
});

it("is completed after an interruption at any statement", async () => {
  const database = await sharedDatabase();
  const id = await fill(database, freshGuild());
  for (let most = 3; ; most += 5) {
    const interrupted = await eraseHere(optionsOn(interruptedAfter(database, most)), id).then(
      () => false,
      () => true,
    );
    if (!interrupted) break;
    expect(await listMarked(database, 100)).toContain(id);
  }
  expect(await countRemains(database, id)).toEqual({});
});

/** Rejects each statement after so many, as if the process were killed. */
function interruptedAfter(database: Database, most: number): Database {
  let left = most;
  const counted =
    (session: Session): Session["query"] =>
    async (statement, values) => {
      left -= 1;
      if (left < 0) throw new Error("interrupted");
      return session.query(statement, values);
    };
  return {
    ...database,
    query: counted(database),
    transaction: (work, options) =>
      database.transaction((session) => work({ ...session, query: counted(session) }), options),
  };
}

it("cancels jobs, waits for the lock of a build, and leaves the mark where that takes too long", async () => {
  const database = await sharedDatabase();
  const guildId = freshGuild();
  const guilds = guildsOn(database, sharedHolder());
  const { id } = await guilds.ensure(guildId);
  const queue = openPostgresJobs({ database, edition: id });
  await queue.enqueue({ collection: id, kind: "build", policy: "{}" });
  const job = await queue.claim("w", { kinds: JOB_KINDS, mostTexts: undefined });
  const release = await (await postgresStore({ collection: id })).lock();
  const patience = { ...NO_PATIENCE, mostMs: 0 };
  await faultOf(() => eraseHere({ ...optionsOn(database), patience }, id));
  expect(job && (await queue.beat(job))).toBe(false);
  expect(await guilds.find(guildId)).toBeUndefined();
  expect(await faultOf(() => guilds.ensure(guildId))).toContain("being deleted");
  release();
  await eraseHere(optionsOn(database), id);
  expect(await countRemains(database, id)).toEqual({});
});

it("waits for another process that deletes", async () => {
  const database = await sharedDatabase();
  const guilds = guildsOn(database, sharedHolder());
  const { id } = await guilds.ensure(freshGuild());
  await faultOf(() => eraseElsewhere(database, id, { ...NO_PATIENCE, mostMs: 0 }));
  const [waiting] = [eraseElsewhere(database, id, NO_PATIENCE)];
  await eraseHere(optionsOn(database), id);
  await waiting;
  await markErased(database, id);
  expect(await countRemains(database, id)).toEqual({ guild_collection: 1 });
  await eraseHere(optionsOn(database), id);
});
