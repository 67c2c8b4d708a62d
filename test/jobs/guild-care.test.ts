/** @module The care for collections that servers manage: syncs, servers that were left, erasures. */

import { expect, it } from "vitest";
import { type CareOptions, guildCare, KEPT_DAYS } from "../../src/jobs/guild-care.ts";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import { JOB_KINDS } from "../../src/storage/jobs.ts";
import { keptLog } from "../support/kept-log.ts";

const DAY = 86_400_000;
const BEGIN = Date.parse("2026-01-01T00:00:00Z");
const GUILD = "1".repeat(18);
const ID = `guild-${GUILD}`;

/** The care of one worker, whose clock and whose Discord the test moves. */
function caring(options: Partial<CareOptions> = {}) {
  let time = BEGIN;
  const now = (): Date => new Date(time);
  const guilds = openMemoryGuilds({ now });
  const queue = openMemoryJobs(() => time);
  const marked = new Set<string>();
  const asked: string[] = [];
  const members = new Map<string, boolean | undefined>();
  const { log, text } = keptLog();
  const care = guildCare({
    guilds,
    queue,
    log,
    now,
    pauseMs: 0,
    async isMember(guildId) {
      asked.push(guildId);
      return members.get(guildId);
    },
    isUnbuilt: async () => false,
    exclusively: (work) => work(),
    erasing: {
      marked: async () => [...marked],
      mark: async (id) => void marked.add(id),
      async erase(id) {
        await guilds.erase(id);
        return marked.delete(id);
      },
      tidy: async () => {},
    },
    ...options,
  });
  const pass = (days: number): number => (time += days * DAY);
  return { care, guilds, queue, marked, asked, members, text, pass };
}

it("asks Discord about servers that were not seen for a day, and notes those that were left", async () => {
  const { care, guilds, asked, members, text, pass } = caring();
  const others = ["2", "3"].map((digit) => digit.repeat(18));
  for (const guildId of [GUILD, ...others]) await guilds.ensure(guildId);
  await care.sweep();
  expect(asked).toEqual([]);
  pass(1.1);
  await guilds.enter(others[0] ?? "");
  members.set(GUILD, false);
  await care.sweep();
  expect(asked).toEqual([GUILD, others[1]]);
  expect((await guilds.get(ID))?.leftAt).toBeInstanceOf(Date);
  // No answer is no sign.
  expect((await guilds.find(others[1] ?? ""))?.leftAt).toBeUndefined();
  expect(text()).toMatch(/left a server; its collection is kept/);
  expect(text()).toContain(ID);
});

it("asks again about a server that is there only after another day", async () => {
  const { care, guilds, asked, members, pass } = caring();
  await guilds.ensure(GUILD);
  members.set(GUILD, true);
  pass(1.1);
  await care.sweep();
  await care.sweep();
  expect(asked).toEqual([GUILD]);
  pass(1.1);
  await care.sweep();
  expect(asked).toEqual([GUILD, GUILD]);
});

it("erases a collection 30 days after the bot was removed, and not before", async () => {
  const { care, guilds, members, text, pass } = caring();
  await guilds.ensure(GUILD);
  await guilds.leave(GUILD);
  members.set(GUILD, false);
  pass(KEPT_DAYS - 0.1);
  await care.sweep();
  await care.erase();
  expect(await guilds.get(ID)).toBeDefined();
  pass(0.2);
  await care.sweep();
  await care.erase();
  expect(await guilds.remains(ID)).toEqual({});
  expect(text()).toMatch(/left a server long ago.*a collection was erased/s);
});

it("keeps a collection whose bot is there again, or of which Discord says nothing", async () => {
  const { care, guilds, marked, members, pass } = caring();
  await guilds.ensure(GUILD);
  await guilds.leave(GUILD);
  pass(KEPT_DAYS + 1);
  await care.sweep();
  expect([...marked]).toEqual([]);
  expect((await guilds.get(ID))?.leftAt).toBeDefined();
  members.set(GUILD, true);
  await care.sweep();
  expect([...marked]).toEqual([]);
  expect((await guilds.get(ID))?.leftAt).toBeUndefined();
});

it("finds the documents of a bot that was added again, ten times, and nothing after 30 days", async () => {
  const { care, guilds, members, pass } = caring();
  const quotas = { documents: 1, passages: 1, bytes: 9, builds: 1 };
  await guilds.ensure(GUILD);
  await guilds.uploads(ID).put("a.md", { content: Buffer.from("x"), sidecar: undefined }, quotas);
  for (let time = 0; time < 10; time += 1) {
    await guilds.leave(GUILD);
    members.set(GUILD, false);
    pass(KEPT_DAYS - 1);
    await care.sweep();
    await guilds.enter(GUILD);
    members.set(GUILD, true);
    await care.erase();
    expect(await guilds.uploads(ID).list()).toHaveLength(1);
  }
  await guilds.leave(GUILD);
  members.set(GUILD, false);
  pass(KEPT_DAYS + 1);
  await care.sweep();
  await care.erase();
  expect(await guilds.remains(ID)).toEqual({});
  await care.erase();
  await guilds.ensure(GUILD);
  expect(await guilds.uploads(ID).list()).toEqual([]);
});

it("erases the others where one cannot be erased now, and tries it again", async () => {
  let isBroken = true;
  const erased: string[] = [];
  const { care, text } = caring({
    erasing: {
      marked: async () => ["guild-1", "guild-2"].filter((id) => !erased.includes(id)),
      mark: async () => {},
      async erase(id) {
        if (id === "guild-1" && isBroken) throw new Error("a build does not end");
        erased.push(id);
        return true;
      },
      tidy: async () => {},
    },
  });
  await care.erase();
  expect(erased).toEqual(["guild-2"]);
  expect(text()).toContain("a build does not end");
  isBroken = false;
  await care.erase();
  expect(erased).toEqual(["guild-2", "guild-1"]);
});

it("syncs repositories once a day, and nothing else", async () => {
  const { care, guilds, queue, pass } = caring();
  const git = async (guildId: string): Promise<void> => {
    const { id } = await guilds.ensure(guildId);
    const source = { kind: "git", url: "https://example.org/docs.git" } as const;
    await guilds.configure(id, (settings) => ({ ...settings, source }));
  };
  await git(GUILD);
  await guilds.ensure("2");
  await git("3");
  await guilds.leave("3");
  const takeAll = async (): Promise<readonly string[]> => {
    const taken: string[] = [];
    for (;;) {
      const job = await queue.claim("w", { kinds: JOB_KINDS, mostTexts: undefined });
      if (!job) return taken;
      taken.push(`${job.kind} ${job.collection}`);
      await queue.finish(job, "null");
    }
  };
  await care.sync();
  await care.sync();
  expect(await takeAll()).toEqual([`sync ${ID}`]);
  pass(0.9);
  await care.sync();
  expect(await takeAll()).toEqual([]);
  pass(0.2);
  await care.sync();
  expect(await takeAll()).toEqual([`sync ${ID}`]);
});

it("builds once what this version of the program has not built", async () => {
  const unbuilt = new Set([ID, "guild-2"]);
  const { care, guilds, queue } = caring({ isUnbuilt: async ({ id }) => unbuilt.has(id) });
  for (const guildId of [GUILD, "2", "3"]) await guilds.ensure(guildId);
  await guilds.leave("2");
  await care.sync();
  await care.sync();
  const job = await queue.claim("w", { kinds: JOB_KINDS, mostTexts: undefined });
  expect(job).toMatchObject({ collection: ID, kind: "build" });
  if (job) await queue.finish(job, "null");
  await care.sync();
  expect((await queue.length()).queued).toBe(0);
});
