/** @module Faults of the gateway: our bot comes back from those that pass, and says so of those that do not. */

import { describe, expect, it } from "vitest";
import { fakeDiscord, joinedBot, joining } from "../support/bot.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { gatedAnswers } from "../support/gate.ts";

const ASK = {
  type: "command",
  name: "ask",
  options: { question: "When does the harbour open in the morning?" },
} as const;

/** Asks, and expects the passage that answers. */
const expectAnswer = async (fake: FakeDiscord): Promise<void> => {
  const { embeds } = await fake.interact(ASK).message(10_000);
  expect(embeds[0]?.description).toContain("opens at six");
};

describe("a connection that comes back", { timeout: 20_000 }, () => {
  it("resumes when Discord tells it to reconnect (op 7)", async () => {
    const { fake } = await joinedBot();
    fake.gateway.reconnect();
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 4_000 }).toBe(1);
    await expectAnswer(fake);
    expect(fake.gateway.identifies).toHaveLength(1);
    // It is no login: nothing is asked, and no turn is waited for.
    expect(fake.requests.filter(({ path }) => path.endsWith("/gateway/bot"))).toHaveLength(1);
  });

  it("resumes an invalid session that can be resumed (op 9, true)", async () => {
    const { fake } = await joinedBot();
    fake.gateway.invalidSession(true);
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 4_000 }).toBe(1);
    await expectAnswer(fake);
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it("begins anew after an invalid session that can't (op 9, false)", async () => {
    const { fake } = await joinedBot();
    fake.gateway.invalidSession(false);
    await expect.poll(() => fake.gateway.identifies.length, { timeout: 30_000 }).toBe(2);
    await expectAnswer(fake);
    expect(fake.gateway.resumes).toEqual([]);
  });

  it("notices that heartbeats are not acknowledged, and resumes", async () => {
    const fake = await fakeDiscord({ heartbeatInterval: 300 });
    await joinedBot({ fake });
    fake.gateway.ignoreHeartbeats(true);
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 10_000 }).toBeGreaterThan(0);
    fake.gateway.ignoreHeartbeats(false);
    await expectAnswer(fake);
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it("ends an answer whose socket was cut in the middle, and takes what it missed", async () => {
    const gate = gatedAnswers();
    const { fake } = await joinedBot({ wrap: gate.wrap });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    fake.gateway.dropSockets();
    const missed = fake.interact(ASK);
    gate.open();
    for (const { message } of [asked, missed]) expect((await message()).embeds).not.toEqual([]);
    expect(asked.edits()).toHaveLength(1);
    expect(fake.faults).toEqual([]);
  });

  it("comes back once a gateway that was down is up again", async () => {
    const { fake } = await joinedBot();
    fake.refuseGateway(true);
    fake.gateway.dropSockets();
    await expect.poll(() => fake.gateway.refused, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(fake.gateway.open).toBe(0);
    fake.refuseGateway(false);
    const { resumes, identifies } = fake.gateway;
    await expect.poll(() => resumes.length + identifies.length, { timeout: 30_000 }).toBe(2);
    await expectAnswer(fake);
  });

  it("joins and answers while guilds are unavailable, without waiting 15 seconds for them", async () => {
    const fake = await fakeDiscord({ guilds: ["1100000000000000005", "1100000000000000006"] });
    await joinedBot({ fake });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });
});

const FATAL: readonly (readonly [number, RegExp])[] = [
  [4004, /4004.*new one/],
  [4010, /shard \(4010\)/],
  [4011, /more shards \(4011\).*SHARDS/],
  [4012, /API \(4012\)/],
  [4013, /intents \(4013\)/],
  [4014, /intents \(4014\)/],
];
const PASSING = [1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4006, 4007, 4008, 4009, 4015];

const ONE_SHARD = { shards: { first: 0, last: 0, count: 1 } };

describe("a bot that Discord refuses", () => {
  it.each(FATAL)("knows the reason when Discord closes with %i", async (code, why) => {
    const { fake, gateway } = await joinedBot({ settings: ONE_SHARD });
    fake.gateway.close(code);
    expect(await gateway.refused).toMatch(why);
  });

  it.each(FATAL)("knows the reason when Discord closes with %i at the login", async (code, why) => {
    const fake = await fakeDiscord();
    fake.gateway.refuseIdentify(code);
    expect(await joining(fake, { settings: ONE_SHARD }).refused).toMatch(why);
    await expect.poll(() => fake.gateway.open, { timeout: 4_000 }).toBe(0);
    expect(fake.gateway.connections).toBe(1);
  });

  it("knows the reason when its token is no longer valid at a later login", async () => {
    const { fake, gateway } = await joinedBot();
    fake.fail({ path: /gateway\/bot/, status: 401 });
    fake.gateway.invalidSession(false);
    expect(await gateway.refused).toMatch(/401.*DISCORD_TOKEN/);
  });

  it("knows the reason when its token is refused for the commands", async () => {
    const fake = await fakeDiscord();
    fake.fail({ path: /commands/, status: 401 });
    expect(await joining(fake).refused).toMatch(/401.*DISCORD_TOKEN/);
  });
});

describe("a bot", () => {
  const losses: readonly (readonly [string, (fake: FakeDiscord) => void])[] = [
    ["Discord hung up", (fake) => fake.gateway.close(1000)],
    ["Discord closed with 4000", (fake) => fake.gateway.close(4000)],
    ["it was told to reconnect", (fake) => fake.gateway.reconnect()],
    ["its session was invalidated", (fake) => fake.gateway.invalidSession(false)],
    [
      "it was, three times over",
      (fake) => [1, 2, 3].forEach(() => fake.gateway.invalidSession(false)),
    ],
    ["the connection was garbled", (fake) => fake.gateway.garble()],
    ["the network failed", (fake) => fake.gateway.dropSockets()],
  ];
  it.each(losses)("has one connection and no other after %s", async (_, lose) => {
    const { fake, gateway } = await joinedBot();
    lose(fake);
    await expect.poll(() => fake.gateway.connections, { timeout: 4_000 }).toBe(2);
    await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject([{ isConnected: true }]);
    // The library would connect again by itself after half a second.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(fake.gateway.connections).toBe(2);
    expect(fake.gateway.open).toBe(1);
  });
});

it("ignores what is no packet", async () => {
  const { fake } = await joinedBot();
  const packets = ["", "{", "null", "[]", "7", '{"op":"0"}', "a".repeat(1e6), Buffer.alloc(9)];
  for (const packet of packets) fake.gateway.sendRaw(packet);
  await expectAnswer(fake);
  expect(fake.gateway.connections).toBe(1);
});

describe("a closing that passes", () => {
  it.each(PASSING)("with %i, is followed by another connection", async (code) => {
    const { fake, gateway } = await joinedBot();
    fake.gateway.close(code);
    await expect.poll(() => fake.gateway.connections, { timeout: 4_000 }).toBeGreaterThan(1);
    await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject([{ isConnected: true }]);
    await expectAnswer(fake);
  });
});
