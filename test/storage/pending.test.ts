/** @module The contract of works that wait, in memory and in databases. */

import { describe, expect, it } from "vitest";
import { openMemoryPending } from "../../src/storage/memory-pending.ts";
import { openDatabasePending } from "../../src/storage/postgres/pending.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { describePending } from "../contract/pending.ts";
import type { PendingWork } from "../../src/storage/pending.ts";
import { freshCollection, sharedDatabase } from "../support/postgres.ts";
import { sharedRealDatabase } from "../support/real-postgres.ts";

const KEPT = sql("test pending")`
  select encode(owner, 'escape') || work as text from pending_work where collection = $1`;

describePending("in memory", async (limits) => openMemoryPending(limits));

describePending("in PGlite", async (limits) => openDatabasePending(await sharedDatabase(), limits));

const openReal = sharedRealDatabase();
describePending("in a real server", async (limits, context) =>
  openDatabasePending(await openReal(context), limits),
);

it("works of many operators at once are kept while old ones are removed", async (context) => {
  const database = await openReal(context);
  const keptFor = (milliseconds: number) =>
    openDatabasePending(database, { most: 4, milliseconds });
  const [old, fresh] = [keptFor(0), keptFor(60_000)] as const;
  const owners = Array.from({ length: 40 }, (_, at) => ({
    collection: `${freshCollection()}-${at}`,
    userId: "1",
  }));
  const work: PendingWork = { kind: "remove", json: "{}" };
  await Promise.all(owners.map((owner) => old.keep(owner, work)));
  const ids = await Promise.all(owners.map((owner) => fresh.keep(owner, work)));
  const taken = await Promise.all(
    owners.map((owner, at) => fresh.take(ids[at] ?? "", owner, ["remove"])),
  );
  expect(taken.every((one) => one !== undefined)).toBe(true);
});

describe("works that wait in a database", () => {
  const open = async (milliseconds: number) => {
    const database = await sharedDatabase();
    return { database, works: openDatabasePending(database, { most: 8, milliseconds }) };
  };

  it("are removed by the next one of any collection once their time is over, and name no user", async () => {
    const { database, works } = await open(0);
    const owner = { collection: freshCollection(), userId: "123456789012345678" };
    await works.keep(owner, { kind: "remove", json: "{}" });
    const rows = await database.query<{ text: string }>(KEPT, [owner.collection]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain(owner.userId);
    await works.keep({ ...owner, collection: freshCollection() }, { kind: "remove", json: "{}" });
    expect(await database.query(KEPT, [owner.collection])).toEqual([]);
  });

  it("are taken by another replica", async () => {
    const { database, works } = await open(60_000);
    const owner = { collection: freshCollection(), userId: "1" };
    const id = await works.keep(owner, { kind: "remove", json: "{}" });
    expect(await openDatabasePending(database).take(id, owner, ["remove"])).toBeDefined();
  });
});
