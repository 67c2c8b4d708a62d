import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { type Holder, openHolder } from "../../../src/storage/postgres/holder.ts";
import { pgliteSettings } from "../../support/postgres.ts";
import { command, realDatabase } from "../../support/real-postgres.ts";

function holderOn(settings: DatabaseSettings): Holder {
  const holder = openHolder(() => openConnection(settings));
  onTestFinished(() => holder.close());
  return holder;
}

/** Returns holders as two processes have them, on a real server. */
async function two(context: TestContext) {
  const settings = await realDatabase(context);
  return { settings, mine: holderOn(settings), others: holderOn(settings) };
}

const END_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

describe("the locks of a process", () => {
  it("exclude each other unless both are shared, though all have one session", async () => {
    const holder = holderOn(pgliteSettings());
    const key = randomUUID();
    const shared = await holder.tryLock(key, "shared");
    const again = await holder.tryLock(key, "shared");
    expect([shared, again]).not.toContain(undefined);
    expect(await holder.tryLock(key, "exclusive")).toBeUndefined();
    shared?.();
    shared?.();
    expect(await holder.tryLock(key, "exclusive")).toBeUndefined();
    expect(await holder.isLocked(key)).toBe(false);
    again?.();
    const exclusive = await holder.tryLock(key, "exclusive");
    expect(await holder.tryLock(key, "shared")).toBeUndefined();
    expect(await holder.tryLock(key, "exclusive")).toBeUndefined();
    expect(await holder.isLocked(key)).toBe(true);
    exclusive?.();
    expect(await holder.isLocked(key)).toBe(false);
    (await holder.tryLock(key, "shared"))?.();
  });

  it("exclude another process", async (context) => {
    const { mine, others } = await two(context);
    const shared = await mine.tryLock("a", "shared");
    (await others.tryLock("a", "shared"))?.();
    expect(await others.tryLock("a", "exclusive")).toBeUndefined();
    expect(await others.isLocked("a")).toBe(false);
    shared?.();
    expect(await mine.isLocked("a")).toBe(false);
    const exclusive = await others.tryLock("a", "exclusive");
    expect(exclusive).toBeDefined();
    expect(await mine.isLocked("a")).toBe(true);
    expect(await mine.tryLock("a", "shared")).toBeUndefined();
  });

  it("go with the process", async (context) => {
    const { mine, others } = await two(context);
    await mine.tryLock("a", "exclusive");
    await mine.close();
    await expect.poll(() => others.tryLock("a", "exclusive")).toBeDefined();
  });

  it("are taken again after the connection was lost, before anything else", async (context) => {
    const { settings, mine, others } = await two(context);
    const release = await mine.tryLock("a", "shared");
    await command(settings, END_ALL);
    expect(await mine.tryLock("b", "shared")).toBeDefined();
    expect(await others.tryLock("a", "exclusive")).toBeUndefined();
    release?.();
    expect(await mine.isLocked("a")).toBe(false);
    expect(await others.tryLock("a", "exclusive")).toBeDefined();
  });
});

describe("the notifications of a process", () => {
  it("come from others, and one more comes when some may have been missed", async (context) => {
    const { settings, mine } = await two(context);
    const heard: (string | undefined)[] = [];
    const unsubscribe = mine.listen((collection) => heard.push(collection));
    await mine.isLocked("a");
    await command(settings, "select pg_notify('footnote', 'rules')");
    await expect.poll(() => heard).toEqual(["rules"]);
    await command(settings, END_ALL);
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(["rules", undefined]);
    await command(settings, "select pg_notify('footnote', 'guides')");
    await expect.poll(() => heard).toEqual(["rules", undefined, "guides"]);
    unsubscribe();
    await command(settings, "select pg_notify('footnote', 'rules')");
    await mine.isLocked("a");
    expect(heard).toHaveLength(3);
  });
});
