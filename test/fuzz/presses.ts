/** @module Presses, fuzzed: buttons and selects that carry what no button of ours does, beside those that do. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { ABILITIES } from "../../commands/index.ts";
import { decode } from "../../src/reply/action.ts";
import { HOME, joinedBot, OPERATOR } from "../support/bot.ts";
import { brokenText } from "./hostile.ts";
import { type Target, targetOf } from "./target.ts";

const Input = z.object({
  parts: z.array(z.string()),
  known: z.array(z.number()),
  values: z.array(z.string()).optional(),
  guildId: z.string().nullable(),
  userId: z.string(),
  locale: z.string(),
});
type Input = z.infer<typeof Input>;

const mark = fc.constantFrom("abcdefghijkl--", "abcdefghijklzz", "ABCDEFGHIJKL00", "abcdefghijkl-");
const word = fc.oneof(
  fc.constantFrom("", "up", "down", "a", "u", "f", "g", "__proto__", "1100000000000000002"),
  fc.stringMatching(/^[a-z0-9]{0,22}$/),
);

const inputs: fc.Arbitrary<Input> = fc.record(
  {
    parts: fc.oneof(
      { weight: 4, arbitrary: sound() },
      { weight: 1, arbitrary: fc.array(brokenText(30), { maxLength: 7 }) },
    ),
    /** Passages that are there, put at the end. */
    known: fc.array(fc.nat(3), { maxLength: 6 }),
    values: fc.array(fc.oneof(brokenText(40), fc.constantFrom("other", "abcdefghijkl")), {
      maxLength: 3,
    }),
    guildId: fc.constantFrom(HOME, "1100000000000000044", null),
    userId: fc.constantFrom(OPERATOR, "1200000000000000099"),
    locale: fc.constantFrom("de", "en-US", "fr", "__proto__"),
  },
  { requiredKeys: ["parts", "known", "guildId", "userId", "locale"] },
);

/** Of the right form, mostly. */
function sound(): fc.Arbitrary<string[]> {
  const page = fc.constantFrom("", "1", "2", "3", "99999", "100000", "-1", "01", "0");
  const actions = ABILITIES.actions.map((action) => action.name);
  const name = fc.oneof(fc.constantFrom(...actions), fc.constantFrom("rebuild", "constructor", ""));
  const marks = fc.array(mark, { maxLength: 2 }).map((all) => all.join(""));
  return fc.tuple(fc.constantFrom("1", "1", "1", "0"), name, page, word, marks);
}

/** One bot for all runs: what one press does to it, the next one shows. */
export async function presses(): Promise<Target> {
  const { fake, library } = await joinedBot();
  const passages = (await library.complete("e", 4)).map(({ id }) => id);
  return targetOf("presses", Input, inputs, async (input) => {
    const { parts, known, values, ...from } = input;
    const marks = known.map((at) => `${passages[at] ?? "abcdefghijkl"}00`).join("");
    const customId = (parts.join(".") + marks).slice(0, 100);
    const faults = fake.faults.length;
    const pressed = fake.interact({
      type: "component",
      customId,
      ...from,
      ...(values ? { values } : {}),
    });
    const { type } = await pressed.acknowledged();
    if (decode(customId) === undefined) expect(type).toBe(4);
    expect([4, 5, 6]).toContain(type);
    await (type === 6 ? changed(pressed) : pressed.message());
    const help = fake.interact({ type: "command", name: "help" });
    expect((await help.message()).content).toContain("/ask");
    expect(fake.faults.slice(faults)).toEqual([]);
  });
}

/** A change in place, or a word beside what stays. */
const changed = (pressed: {
  readonly edits: () => readonly unknown[];
  readonly followUps: () => readonly unknown[];
}): Promise<void> =>
  expect
    .poll(() => pressed.edits().length + pressed.followUps().length, { timeout: 4_000 })
    .toBeGreaterThan(0);
