/** @module Outages of Discord, at the start and later: the bot waits, logs it, and comes back with Discord. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMs } from "../../src/discord/timing.ts";
import { missingOf } from "../../src/web/health/health.ts";
import { ASK, fakeDiscord, joinedBot, joining } from "../support/bot.ts";
import type { Failure } from "../fake-discord/failures.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { keptLog } from "../support/kept-log.ts";

const TRYING = "no connection to Discord; trying again";
const GATEWAY = /gateway\/bot/;

const requestsOf = (fake: FakeDiscord) =>
  fake.requests.filter(({ path }) => GATEWAY.test(path)).length;
const lines = (text: string): number => text.split(TRYING).length - 1;

describe("a start without Discord", () => {
  const outages: readonly (readonly [string, Omit<Failure, "path">])[] = [
    ["answers 500", { status: 500, times: 8 }],
    ["answers 503", { status: 503, times: 8 }],
    ["answers with no JSON", { status: 200, body: "<html>", times: 2 }],
    ["answers without an address", { status: 200, body: { url: "here" }, times: 2 }],
    ["takes too long to answer", { delayMs: 1_000, times: 8 }],
  ];
  it.each(outages)("that %s joins when it is back, one line for each try", async (_, failure) => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord();
    fake.fail({ path: GATEWAY, ...failure });
    const gateway = joining(fake, { log, timing: { request: 100 } });
    expect(gateway.shards()).toEqual([]);
    await gateway.joined;
    expect(lines(text())).toBe(2);
    expect(gateway.shards()).toMatchObject([{ isConnected: true }]);
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(text()).not.toContain(fake.token);
  });

  it("that has no name for it keeps trying", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord();
    const gateway = joining(fake, { log, settings: { api: "https://discord.invalid/api" } });
    await expect.poll(() => lines(text()), { timeout: 10_000 }).toBeGreaterThan(2);
    expect(text()).toMatch(/"why":"getaddrinfo (?:ENOTFOUND|EAI_AGAIN)/);
    expect(missingOf({ hasIndex: true, shards: gateway.shards() })).toEqual([
      "discord: not joined yet",
    ]);
  });

  it("whose gateway refuses connections joins when it does not, and asks for its address each time", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord();
    fake.refuseGateway(true);
    const gateway = joining(fake, { log });
    await expect.poll(() => fake.gateway.refused, { timeout: 10_000 }).toBeGreaterThan(2);
    fake.refuseGateway(false);
    await gateway.joined;
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(lines(text())).toBe(fake.gateway.refused);
    expect(requestsOf(fake)).toBe(fake.gateway.refused + 1);
  });

  it("whose gateway closes at each login joins when it does not", async () => {
    const fake = await fakeDiscord();
    fake.gateway.refuseIdentify(4000);
    const gateway = joining(fake);
    await expect.poll(() => fake.gateway.identifies.length, { timeout: 10_000 }).toBeGreaterThan(2);
    fake.gateway.refuseIdentify();
    await gateway.joined;
    expect(requestsOf(fake)).toBe(fake.gateway.identifies.length);
  });

  it.each(["hello", "session"] as const)(
    "whose gateway is silent about the %s joins when it is not",
    async (about) => {
      const fake = await fakeDiscord();
      fake.gateway.keepSilent(about);
      const gateway = joining(fake, { timing: { connect: 50 } });
      await expect.poll(() => fake.gateway.connections, { timeout: 10_000 }).toBeGreaterThan(2);
      fake.gateway.keepSilent();
      await gateway.joined;
    },
  );

  it("without a login left waits as long as Discord says, and connects for nothing", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord({ sessionsLeft: 0 });
    joining(fake, { log });
    await expect.poll(text, { timeout: 4_000 }).toMatch(/no login is left.*"seconds":14400/);
    expect(requestsOf(fake)).toBe(1);
    expect(fake.gateway.connections).toBe(0);
  });

  it("without a login left joins when there are some", async () => {
    const fake = await fakeDiscord();
    const limit = { remaining: 0, total: 1_000, reset_after: 100, max_concurrency: 1 };
    const body = { url: "ws://127.0.0.1", shards: 1, session_start_limit: limit };
    fake.fail({ path: GATEWAY, status: 200, body });
    await joining(fake).joined;
    expect(requestsOf(fake)).toBe(2);
  });
});

describe("an outage later", () => {
  it("is one quick try to resume, then back-off; the bot is not ready meanwhile, and answers after", async () => {
    const { log, text } = keptLog();
    const { fake, gateway } = await joinedBot({ log });
    const missing = () => missingOf({ hasIndex: true, shards: gateway.shards() });
    fake.refuseGateway(true);
    fake.fail({ path: GATEWAY, status: 503, times: 12 });
    fake.gateway.dropSockets();
    await expect.poll(() => lines(text()), { timeout: 10_000 }).toBe(5);
    expect(fake.gateway.refused).toBe(1);
    expect(missing()).toEqual(["shard 0: not connected"]);
    fake.refuseGateway(false);
    await expect.poll(missing, { timeout: 4_000 }).toEqual([]);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("logs in again where the gateway does not answer whether a session is resumed", async () => {
    const { fake, gateway } = await joinedBot({ timing: { connect: 50 } });
    fake.gateway.keepSilent("session");
    fake.gateway.dropSockets();
    await expect.poll(() => fake.gateway.identifies.length, { timeout: 4_000 }).toBeGreaterThan(1);
    expect(fake.gateway.resumes).toHaveLength(1);
    fake.gateway.keepSilent();
    await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject([{ isConnected: true }]);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("logs in again, with back-off, where the session can't be resumed", async () => {
    const { fake, gateway } = await joinedBot();
    fake.gateway.refuseIdentify(4000);
    fake.gateway.dropSockets();
    await expect.poll(() => fake.gateway.identifies.length, { timeout: 4_000 }).toBeGreaterThan(2);
    expect(fake.gateway.resumes).toHaveLength(1);
    fake.gateway.refuseIdentify();
    await expect.poll(gateway.shards, { timeout: 4_000 }).toMatchObject([{ isConnected: true }]);
  });

  it("uses no login up where none is left", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord({ sessionsLeft: 1 });
    const { gateway } = await joinedBot({ fake, log });
    fake.gateway.invalidSession(false);
    await expect.poll(text, { timeout: 4_000 }).toContain("no login is left");
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(gateway.shards()).toMatchObject([{ isConnected: false }]);
  });
});

describe("a bot that leaves while it waits", () => {
  type Case = readonly [string, (fake: FakeDiscord) => void, (fake: FakeDiscord) => number];
  const cases: readonly Case[] = [
    ["to try again", (fake) => fake.fail({ path: GATEWAY, status: 400, times: 99 }), requestsOf],
    ["for an answer", (fake) => fake.fail({ path: GATEWAY, delayMs: 60_000 }), requestsOf],
    ["for the gateway", (fake) => fake.refuseGateway(true), (fake) => fake.gateway.refused],
    ["for HELLO", (fake) => fake.gateway.keepSilent("hello"), (fake) => fake.gateway.open],
    [
      "for READY",
      (fake) => fake.gateway.keepSilent("session"),
      (fake) => fake.gateway.identifies.length,
    ],
    [
      "to register commands",
      (fake) => fake.fail({ path: /commands/, delayMs: 60_000 }),
      (fake) => fake.requests.length - 1,
    ],
  ];
  it.each(cases)("%s leaves, and tries no more", async (_, arrange, reached) => {
    const fake = await fakeDiscord();
    arrange(fake);
    const backOff = { shortest: 60_000, longest: 60_000 };
    const gateway = joining(fake, { timing: { connect: 1_000, backOff } });
    await expect.poll(() => reached(fake), { timeout: 4_000 }).toBeGreaterThan(0);
    await gateway.leave();
    await expect.poll(() => fake.gateway.open, { timeout: 4_000 }).toBe(0);
    const before = fake.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fake.requests).toHaveLength(before);
  });
});

describe("back-off", () => {
  const limits = { shortest: 5_000, longest: 300_000 };
  it("is between five seconds and five minutes, whatever the number of failures (property)", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (failures) => {
        const wait = backOffMs(failures, limits);
        expect(wait).toBeGreaterThanOrEqual(5_000);
        expect(wait).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it("doubles with each failure, and is not the same for two bots", () => {
    const shortestOf = (failures: number): number =>
      Math.min(...Array.from({ length: 500 }, () => backOffMs(failures, limits)));
    for (const [failures, least] of [
      [1, 5_000],
      [2, 10_000],
      [3, 20_000],
      [9, 150_000],
    ] as const)
      expect(shortestOf(failures) / least).toBeCloseTo(1, 1);
    expect(new Set(Array.from({ length: 50 }, () => backOffMs(9, limits))).size).toBeGreaterThan(
      40,
    );
  });
});
