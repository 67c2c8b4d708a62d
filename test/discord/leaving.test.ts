/** @module Leaving Discord: what is under way ends, or is told that it will not; what is new is refused. */

import { describe, expect, it } from "vitest";
import { ASK, HOME, joinedBot, OPERATOR, PRIVATE } from "../support/bot.ts";
import { gatedAnswers } from "../support/gate.ts";

describe("leaving", () => {
  it("refuses what is new, privately and at once, while what is under way ends", async () => {
    const gate = gatedAnswers();
    const { fake, gateway } = await joinedBot({ wrap: gate.wrap });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    const left = gateway.leave();
    const late = fake.interact(ASK);
    expect(await late.acknowledged()).toMatchObject({ type: 4, data: { flags: PRIVATE } });
    expect((await late.message()).content).toMatch(/about to restart/);
    gate.open();
    await left;
    expect((await asked.message()).embeds).not.toEqual([]);
    expect(gate.asked()).toBe(1);
  });

  it("tells those whose answers do not end in time, and drops those that come later", async () => {
    const gate = gatedAnswers();
    const { fake, gateway } = await joinedBot({ wrap: gate.wrap, timing: { drain: 50 } });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    await gateway.leave();
    expect((await asked.message()).content).toMatch(/shut down before this was done/);
    expect(fake.gateway.open).toBe(0);
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked.edits()).toHaveLength(1);
  });

  it("tells an operator whose rebuild is under way, and the index is as it was", async () => {
    const { fake, gateway, library } = await joinedBot({
      wrap: (real) => ({ ...real, rebuild: () => new Promise(() => {}) }),
      timing: { drain: 50 },
    });
    const before = library.generation();
    const asked = fake.interact({
      type: "command",
      name: "rebuild",
      guildId: HOME,
      userId: OPERATOR,
    });
    await asked.acknowledged();
    await gateway.leave();
    expect((await asked.message()).content).toMatch(/shut down before this was done/);
    expect(library.generation()).toBe(before);
  });

  it("goes even where Discord answers nothing any more", async () => {
    const gate = gatedAnswers();
    const { fake, gateway } = await joinedBot({
      wrap: gate.wrap,
      timing: { drain: 50, farewell: 50 },
    });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    fake.fail({ method: "PATCH", path: /original/, delayMs: 60_000, times: 9 });
    await gateway.leave();
    expect(fake.gateway.open).toBe(0);
  });
});
