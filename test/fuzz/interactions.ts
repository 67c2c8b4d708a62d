/** @module Interactions, fuzzed: commands with options that no client of Discord would send, from anyone, anywhere. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { ABILITIES } from "../../commands/index.ts";
import type { Library } from "../../src/collection/library.ts";
import { HOME, joinedBot, OPERATOR } from "../support/bot.ts";
import type { Fields } from "../fake-discord/json.ts";
import { brokenText } from "./hostile.ts";
import { type Target, targetOf } from "./target.ts";

const { commands: COMMANDS } = ABILITIES;

const Input = z.object({
  type: z.enum(["command", "autocomplete"]),
  name: z.string(),
  guildId: z.string().nullable(),
  userId: z.string(),
  permissions: z.string(),
  options: z.array(z.record(z.string(), z.unknown())),
});
type Input = z.infer<typeof Input>;

const NAMES = ["question", "private", "id", "full", "__proto__", "constructor", "toString", ""];
const value = fc.oneof(
  brokenText(400),
  fc.constantFrom<unknown>(true, false, 0, -1, 1e21, 0.5, "true", "a".repeat(6_000)),
  fc.constantFrom<unknown>("aaaaaaaaaaaa", "How deep is the harbour?", "orch tree", "@everyone"),
);
/** 3 text, 4 whole number, 5 true or false, 10 number; a kind seldom fits its value. */
const option = fc.record(
  {
    name: fc.oneof(fc.constantFrom(...NAMES), brokenText(40)),
    type: fc.constantFrom(3, 4, 5, 10),
    value,
    focused: fc.boolean(),
  },
  { requiredKeys: ["name", "type"] },
);

const inputs: fc.Arbitrary<Input> = fc.record({
  type: fc.constantFrom("command", "autocomplete"),
  name: fc.oneof(
    fc.constantFrom(...COMMANDS.map(({ definition }) => definition.name)),
    fc.constantFrom("__proto__", "constructor", "gone", ""),
  ),
  guildId: fc.constantFrom(HOME, "1100000000000000044", null),
  userId: fc.constantFrom(OPERATOR, "1200000000000000099"),
  permissions: fc.constantFrom("0", "8", `${2n ** 53n - 1n}`),
  options: fc.array(option, { maxLength: 5 }),
});

const isOperator = ({ guildId, userId }: Input): boolean => guildId === HOME && userId === OPERATOR;

/** One bot for all runs: what one interaction does to it, the next one shows. */
export async function interactions(): Promise<Target> {
  const done = { rebuilds: 0 };
  const wrap = (library: Library): Library => ({
    ...library,
    rebuild: async () => {
      done.rebuilds += 1;
      throw new Error("counted");
    },
  });
  const { fake } = await joinedBot({ wrap });
  return targetOf("interactions", Input, inputs, async (input) => {
    const before = { rebuilds: done.rebuilds, faults: fake.faults.length };
    const { type, name, guildId, userId, permissions } = input;
    const asked = fake.interact(
      { type, name, guildId, userId, memberPermissions: permissions },
      (payload) => ({
        ...payload,
        data: { ...(payload["data"] as Fields), options: input.options },
      }),
    );
    if (type === "autocomplete") expect((await asked.choices()).length).toBeLessThanOrEqual(25);
    else await asked.message();
    const help = fake.interact({ type: "command", name: "help" });
    expect((await help.message()).content).toContain("/ask");
    const isRebuild = type === "command" && ["rebuild", "sync"].includes(name) && isOperator(input);
    expect(done.rebuilds - before.rebuilds).toBe(isRebuild ? 1 : 0);
    expect(fake.faults.slice(before.faults)).toEqual([]);
  });
}
