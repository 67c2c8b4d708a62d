/** @module Builds of two processes on a real server: their locks, and connections that are lost. */

import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { openFolder } from "../../../src/sources/folder.ts";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { openDatabase } from "../../../src/storage/postgres/database.ts";
import { openHolder } from "../../../src/storage/postgres/holder.ts";
import type { Store } from "../../../src/storage/store.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { storeOn } from "../../support/postgres-store.ts";
import { command, createMigrated, hasServer } from "../../support/real-postgres.ts";
import { folderWith } from "../../support/temporary.ts";

/** Opens the store of one collection as another process does. */
function storeIn(settings: DatabaseSettings, mostCommon?: number): Store {
  const holder = openHolder(() => openConnection(settings));
  const database = openDatabase(settings);
  onTestFinished(async () => {
    await holder.close();
    await database.close();
  });
  return storeOn(database, holder, {
    collection: "rules",
    ...(mostCommon === 0 && { mostCommon }),
  });
}

async function two(context: TestContext, mostCommon?: number) {
  if (!hasServer()) return context.skip("no PostgreSQL (see connections.test.ts)");
  const { settings, drop } = await createMigrated();
  onTestFinished(drop);
  return { settings, mine: storeIn(settings, mostCommon), others: storeIn(settings) };
}

const placeOf = async (store: Store, text: string) => ({
  source: openFolder(await folderWith({ "a.md": text })),
  store,
  embedder: fakeEmbedder(),
});

/** Ends all connections, so that a lock is free until its holder connects again. */
const END_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** Fails unless the rows and the table of one generation alone are left. */
const ONLY_ONE_LEFT = `do $$ begin
  assert (select count(*) from generation) = 1, 'generations';
  assert (select count(distinct generation) from posting) = 1, 'postings';
  assert (select count(distinct generation) from passage) <= 1, 'passages';
  assert (select count(*) from blob) = 1, 'blobs';
  assert (select count(*) from pg_tables where schemaname = 'footnote_large') <= 1, 'tables';
end $$`;

describe("builds of two processes", () => {
  it("exclude each other", async (context) => {
    const { mine, others } = await two(context);
    const release = await mine.lock();
    await expect(others.lock()).rejects.toThrow(/another one running/);
    expect(await others.isLocked()).toBe(true);
    release();
    await expect.poll(() => others.isLocked()).toBe(false);
  });

  it("change nothing once another has begun, after their connection was lost", async (context) => {
    const { settings, mine, others } = await two(context);
    const { generation: first } = await buildAt(await placeOf(mine, "# One\n\nThe one.\n"));
    const release = await mine.lock();
    await command(settings, END_ALL);
    const taken = await others.lock();
    await mine.active();
    const late = mine.activate(first, { event: "built", gone: [] });
    await expect(late).rejects.toThrow(/another one, which began/);
    expect(await others.history.activations()).toHaveLength(1);
    release();
    taken();
  });

  it("go on where no other has begun meanwhile", async (context) => {
    const { settings, mine } = await two(context);
    const { generation: first } = await buildAt(await placeOf(mine, "# One\n\nThe one.\n"));
    const release = await mine.lock();
    await command(settings, END_ALL);
    await mine.active();
    await mine.activate(first, { event: "rolled-back", gone: [] });
    expect(await mine.history.activations()).toHaveLength(2);
    release();
  });

  for (const mostCommon of [undefined, 0])
    it(`keep what another process has open, and remove it after (${mostCommon})`, async (context) => {
      const { settings, mine, others } = await two(context, mostCommon);
      const { generation: first } = await buildAt(await placeOf(mine, "# One\n\nThe one.\n"));
      const { generation: second } = await buildAt(await placeOf(mine, "# Two\n\nThe two.\n"));
      const held = await others.open(first);
      const release = await mine.lock();
      expect(await mine.prune([second])).toEqual([first]);
      expect((await held.documents(0, 9)).map(({ document }) => document.title)).toEqual(["One"]);
      await held.close();
      await expect.poll(() => mine.prune([second])).toEqual([]);
      release();
      await expect(held.matching("en", ["one"], 3)).rejects.toThrow(/gone/);
      await command(settings, ONLY_ONE_LEFT);
    });

  it("tell other processes of an activation", async (context) => {
    const { mine, others } = await two(context);
    let heard = 0;
    const unsubscribe = others.onActivate?.(() => (heard += 1));
    await others.isLocked();
    await buildAt(await placeOf(mine, "# One\n\nThe one.\n"));
    await expect.poll(() => heard).toBeGreaterThan(0);
    unsubscribe?.();
  });
});
