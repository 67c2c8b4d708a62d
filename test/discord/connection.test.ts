/** @module Faults of the gateway: our bot comes back from those that pass, and says so of those that do not. */

import { describe, expect, it } from "vitest";
import { joinDiscord } from "../../src/discord/gateway.ts";
import { createLog } from "../../src/log.ts";
import { fakeDiscord, joinedBot, settingsFor } from "../support/bot.ts";
import type { FakeDiscord } from "../support/discord/server.ts";
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

const join = (fake: FakeDiscord, login = 4_000) =>
  joinDiscord({
    settings: settingsFor(fake),
    libraryFor: () => {
      throw new Error("not asked");
    },
    log: createLog("silent"),
    timing: { login },
  });

describe("a connection that comes back", { timeout: 20_000 }, () => {
  it("resumes when Discord tells it to reconnect (op 7)", async () => {
    const { fake } = await joinedBot();
    fake.gateway.reconnect();
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 4_000 }).toBe(1);
    await expectAnswer(fake);
    expect(fake.gateway.identifies).toHaveLength(1);
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
    await joinedBot({ fake, timing: { login: 12_000 } });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });
});

describe("a connection that is lost for good", () => {
  it.each([
    [4004, /4004.*new one/],
    [4014, /intents \(4014\)/],
    [4013, /\(4013\)/],
  ])("is told when Discord closes with %i", async (code, why) => {
    const { fake, gateway } = await joinedBot();
    fake.gateway.close(code);
    expect(await gateway.lost).toMatch(why);
  });
});

describe("a login that fails", { timeout: 20_000 }, () => {
  it.each([4004, 4014])("says why when the gateway closes with %i", async (code) => {
    const fake = await fakeDiscord();
    fake.gateway.refuseIdentify(code);
    await expect(join(fake)).rejects.toThrow(/Expected to log in to Discord/);
    await expect.poll(() => fake.gateway.open, { timeout: 4_000 }).toBe(0);
  });

  it("says when it may be tried again where no sessions are left", async () => {
    const fake = await fakeDiscord({ sessionsLeft: 0 });
    await expect(join(fake)).rejects.toThrow(
      /Not enough sessions remaining.*resets at.*started too often/,
    );
    expect(fake.gateway.connections).toBe(0);
  });

  it("gives up where Discord's REST side is down", async () => {
    const fake = await fakeDiscord();
    fake.fail({ path: /gateway\/bot/, status: 500, times: 99 });
    await expect(join(fake)).rejects.toThrow(/Expected to log in to Discord/);
  });

  it("joins once a gateway that was down is up again", async () => {
    const fake = await fakeDiscord();
    fake.refuseGateway(true);
    const joining = join(fake, 15_000);
    await expect.poll(() => fake.gateway.refused, { timeout: 10_000 }).toBeGreaterThan(1);
    fake.refuseGateway(false);
    await (await joining).leave();
    expect(fake.gateway.identifies).toHaveLength(1);
  });
});
