/** @module Several shards: in one process and in two, one of them down, and more of them on Discord's request. */

import { describe, expect, it } from "vitest";
import { openMemoryTurns } from "../../src/storage/identify-turns.ts";
import { missingOf } from "../../src/web/health/health.ts";
import { shardOf } from "../fake-discord/ids.ts";
import { listOf } from "../fake-discord/json.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { ASK, fakeDiscord, joinedBot, joining } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";

/** IDs of guilds at shards 0, 1 and 2 of 3. */
const GUILDS = [0, 1, 2].map((shard) => String(BigInt(300_000_000_000 + shard) << 22n));
const CHANNELS = GUILDS.map((guildId) => ({ id: String(BigInt(guildId) + 1n), guildId }));
const QUESTION = "When does the harbour open in the morning?";
const MENTIONS = { answerMentions: true };

const NONE_LEFT = {
  url: "ws://127.0.0.1",
  shards: 1,
  session_start_limit: { total: 1_000, remaining: 0, reset_after: 60_000, max_concurrency: 1 },
};

const shardsOf = (fake: FakeDiscord) =>
  fake.gateway.identifies.map(({ shard }) => listOf(shard).map(Number));

/** Mentions the bot in a channel, and waits for its reply. */
async function expectReply(fake: FakeDiscord, channelId: string): Promise<void> {
  const before = fake.written(channelId).length;
  fake.say({ channelId, content: `<@${fake.applicationId}> ${QUESTION}` });
  await expect.poll(() => fake.written(channelId).length, { timeout: 10_000 }).toBe(before + 1);
  expect(fake.written(channelId).at(-1)?.embeds[0]?.description).toContain("opens at six");
}

const fakeWithGuilds = (options: { readonly shards?: number } = {}): Promise<FakeDiscord> =>
  fakeDiscord({ shards: 3, channels: CHANNELS, ...options });

const allConnected = (shards: number) =>
  Array.from({ length: shards }, (_, id) => ({ id, count: shards, isConnected: true }));

describe("three shards in one process", () => {
  it("are as many as Discord recommends, and each answers the mentions of its servers", async () => {
    const fake = await fakeWithGuilds();
    expect(GUILDS.map((guild) => shardOf(guild, 3))).toEqual([0, 1, 2]);
    const { gateway } = await joinedBot({ fake, settings: MENTIONS });
    await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject(allConnected(3));
    expect(shardsOf(fake).toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    for (const { id } of CHANNELS) await expectReply(fake, id);
    expect(
      (await fake.interact({ ...ASK, guildId: GUILDS[2] ?? "" }).message()).embeds,
    ).not.toEqual([]);
    expect(fake.requests.filter(({ method }) => method === "PUT")).toHaveLength(2);
    expect(fake.faults).toEqual([]);
  });

  it("serve on while one is down, which is named and connected again", async () => {
    const fake = await fakeWithGuilds();
    const { gateway } = await joinedBot({ fake, settings: MENTIONS });
    const missing = () => missingOf({ hasIndex: true, shards: gateway.shards() });
    await expect.poll(missing, { timeout: 4_000 }).toEqual([]);
    fake.refuseGateway(true);
    fake.gateway.dropSockets(1);
    await expect.poll(missing, { timeout: 4_000 }).toEqual(["shard 1 of 3: not connected"]);
    await expectReply(fake, CHANNELS[0]?.id ?? "");
    await expectReply(fake, CHANNELS[2]?.id ?? "");
    fake.refuseGateway(false);
    await expect.poll(missing, { timeout: 4_000 }).toEqual([]);
    await expectReply(fake, CHANNELS[1]?.id ?? "");
    expect(fake.gateway.identifies.length + fake.gateway.resumes.length).toBe(4);
  });
});

it("connects more shards where Discord requires them, and answers again", async () => {
  const { log, text } = keptLog();
  const fake = await fakeWithGuilds({ shards: 1 });
  const { gateway } = await joinedBot({ fake, log, settings: MENTIONS });
  fake.gateway.requireShards(3);
  await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject(allConnected(3));
  for (const { id } of CHANNELS) await expectReply(fake, id);
  expect(text()).toContain("more shards (4011)");
  expect(fake.gateway.open).toBe(3);
});

describe("the limit on logins", () => {
  const limited = { shards: 4, maxConcurrency: 2, identifyApartMs: 60 };
  // So much longer that a slow machine keeps the limit, too.
  const timing = { identify: 400 };

  it("is kept by all shards of a process, a bucket each", async () => {
    const fake = await fakeDiscord(limited);
    const gateway = joining(fake, { timing });
    await expect.poll(gateway.shards, { timeout: 10_000 }).toMatchObject(allConnected(4));
    expect(fake.gateway.tooEarly).toBe(0);
  });

  it("is kept by two processes that share their turns, and only one of them registers", async () => {
    const fake = await fakeDiscord(limited);
    const turns = openMemoryTurns();
    const process = (first: number) =>
      joining(fake, { timing, turns, settings: { shards: { first, last: first + 1, count: 4 } } });
    const processes = [process(0), process(2)];
    const shards = () => processes.flatMap((gateway) => gateway.shards());
    await expect.poll(shards, { timeout: 10_000 }).toMatchObject(allConnected(4));
    expect(fake.gateway.tooEarly).toBe(0);
    await Promise.all(processes.map(({ joined }) => joined));
    // Two scopes, each read and replaced.
    expect(fake.requests.filter(({ path }) => path.includes("/commands"))).toHaveLength(4);
  });

  it("keeps no process that waits for its turn from leaving", async () => {
    const fake = await fakeDiscord();
    const gateway = joining(fake, { turns: { reserve: async () => 60_000 } });
    await expect.poll(() => fake.gateway.open, { timeout: 4_000 }).toBe(1);
    await gateway.leave();
    await expect.poll(() => fake.gateway.open, { timeout: 4_000 }).toBe(0);
    expect(fake.gateway.identifies).toEqual([]);
  });

  it("is waited for as long as it takes, without a second connection", async () => {
    const fake = await fakeDiscord();
    const timing = { connect: 500 };
    await joining(fake, { timing, turns: { reserve: async () => 1_000 } }).joined;
    expect(fake.gateway.connections).toBe(1);
  });

  it("is asked for again after a wait for others, who may have used the last login up", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord({ sessionsLeft: 1 });
    const reserve = async () => {
      fake.fail({ path: /gateway\/bot/, status: 200, body: NONE_LEFT, times: 9 });
      return 10;
    };
    joining(fake, { log, turns: { reserve } });
    await expect.poll(text, { timeout: 4_000 }).toContain("no login is left");
    expect(fake.gateway.identifies).toEqual([]);
  });

  it("lets no more shards log in than there are logins left", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord({ shards: 4, sessionsLeft: 3 });
    const gateway = joining(fake, { log });
    await expect.poll(text, { timeout: 4_000 }).toContain("no login is left");
    const connected = () => gateway.shards().filter(({ isConnected }) => isConnected).length;
    await expect.poll(connected, { timeout: 4_000 }).toBe(3);
    expect(fake.gateway.identifies).toHaveLength(3);
  });
});

it("leaves interactions to the processes that HTTP brings them to", async () => {
  const fake = await fakeWithGuilds();
  await joinedBot({ fake, settings: { ...MENTIONS, transport: "none" } });
  const asked = fake.interact(ASK);
  await expectReply(fake, CHANNELS[0]?.id ?? "");
  expect(fake.requests.filter(({ path }) => path.includes(asked.token))).toEqual([]);
});

it("writes one reply where two processes have the same shard for a while", async () => {
  const fake = await fakeWithGuilds();
  await joinedBot({ fake, settings: MENTIONS });
  await joinedBot({ fake, settings: MENTIONS });
  const channel = CHANNELS[0]?.id ?? "";
  await expectReply(fake, channel);
  const posts = () =>
    fake.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));
  await expect.poll(() => posts().length, { timeout: 4_000 }).toBe(2);
  expect(fake.written(channel)).toHaveLength(1);
});
