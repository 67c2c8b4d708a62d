/** @module Discord's limits on command definitions, without a client. */
import { SlashCommandBuilder } from "discord.js";
import { expect, test } from "vitest";
import { commandSetViolations, commandViolations } from "./command-limits.ts";
import { many, x } from "./samples.ts";

const command = { name: "ask", description: "d" };
const option = { type: 3, name: "o", description: "d" };
const withOption = (more: object): object => ({ ...command, options: [{ ...option, ...more }] });
const choice = (n: number): object => ({ name: `${n}`, value: `${n}` });

test("what the builder makes is no violation", () => {
  const built = new SlashCommandBuilder()
    .setName("ask")
    .setDescription("Ask")
    .setDefaultMemberPermissions(32)
    .setNameLocalizations({ "en-US": "ask", de: "frag" })
    .addStringOption((o) => o.setName("q").setDescription("Q").setRequired(true).setMaxLength(300))
    .addIntegerOption((o) =>
      o.setName("top").setDescription("N").addChoices({ name: "1", value: 1 }),
    );
  expect(commandViolations(built.toJSON())).toEqual([]);
  expect(commandViolations({ type: 3, name: "Ask about this" })).toEqual([]);
});

test.each<[string, object]>([
  ["name: must be", { ...command, name: "Ask" }],
  ["name: must be", { ...command, name: "two words" }],
  ["description: is required", { name: "ask" }],
  ["description: must have 100", { ...command, description: x(101) }],
  ["description: has no place", { ...command, type: 3 }],
  ["descripton: is not a field", { ...command, descripton: "d" }],
  ["default_member_permissions", { ...command, default_member_permissions: 32 }],
  ["name_localizations.xx-yy", { ...command, name_localizations: { "xx-yy": "a" } }],
  [
    "options: must have 25",
    { ...command, options: many(26, (n) => ({ ...option, name: `o${n}` })) },
  ],
  ["options: o occurs", { ...command, options: [option, option] }],
  [
    "required ones first",
    { ...command, options: [option, { ...option, name: "p", required: true }] },
  ],
  ["options[0].choices: must have 25", withOption({ choices: many(26, choice) })],
  ["choices[0].name: must have 100", withOption({ choices: [{ name: x(101), value: "v" }] })],
  ["choices[0].value: must have 100", withOption({ choices: [{ name: "n", value: x(101) }] })],
  ["excludes choices", withOption({ autocomplete: true, choices: [choice(1)] })],
  ["max_length", withOption({ max_length: 6001 })],
  [
    "TOO_LARGE",
    {
      ...command,
      options: many(25, (n) => ({
        ...option,
        name: `o${n}`,
        choices: many(25, (m) => ({ name: `${m}${x(10)}`, value: `${m}` })),
      })),
    },
  ],
  ["type: must be", { ...command, type: 4 }],
  ["name: must have 32", { type: 2, name: x(33) }],
  ["options: must have 0", { type: 2, name: "Who", options: [option] }],
  ["description_localizations.de", { ...command, description_localizations: { de: x(101) } }],
  ["name_localizations.de", { ...command, name_localizations: { de: "Frag" } }],
  [
    "name_localizations.de: must have 32",
    { type: 3, name: "W", name_localizations: { de: x(33) } },
  ],
  [
    "options in de: o occurs",
    {
      ...command,
      options: [
        { ...option, name: "o" },
        { ...option, name: "p", name_localizations: { de: "o" } },
      ],
    },
  ],
  ["options[0].kind: is not", withOption({ kind: 1 })],
  ["options[0].type", withOption({ type: 12 })],
  ["options[0].name: must be", withOption({ name: "Q" })],
  ["options[0].description: must have 100", withOption({ description: x(101) })],
  ["options[0].options: is for", withOption({ options: [] })],
  ["options[0].choices: is for", withOption({ type: 5, choices: [choice(1)] })],
  ["options[0].choices: 1 occurs", withOption({ choices: [choice(1), choice(1)] })],
  ["choices[0].label: is not", withOption({ choices: [{ ...choice(1), label: "l" }] })],
  ["min_length", withOption({ min_length: 6001 })],
  ["options[0].options[0].name", withOption({ type: 1, options: [{ ...option, name: "Q" }] })],
])("a command is refused: %s", (expected, definition) => {
  expect(commandViolations(definition).join("\n")).toContain(expected);
});

test("a command may have 8,000 characters in all, translations apart", () => {
  const choices = many(25, (n) => ({
    name: `${n}`.padEnd(60, "x"),
    value: `${n}`.padEnd(85, "y"),
  }));
  const options = many(2, (n) => ({ ...option, name: `o${n}`, choices }));
  const size = 3 + 1 + 2 * (2 + 1 + 25 * 145);
  const rest = (length: number): object => ({ ...option, name: "rest", description: x(length) });
  const filler = many(8, (n) => ({ ...option, name: `f${n}`, description: x(80) }));
  const left = 8000 - size - 8 * 82 - 4;
  const full = { ...command, name_localizations: { "es-419": "ask" }, options };
  expect(left).toBeGreaterThan(0);
  expect(commandViolations({ ...full, options: [...options, ...filler, rest(left)] })).toEqual([]);
  const over = { ...full, options: [...options, ...filler, rest(left + 1)] };
  expect(commandViolations(over)).toEqual([expect.stringContaining("TOO_LARGE: 8001")]);
});

test("a scope has its own limits", () => {
  expect(commandSetViolations([command, command], "global").join()).toContain("more than once");
  const others = ["a", "b"].map((name) => ({ ...command, name, name_localizations: { fr: "c" } }));
  expect(commandSetViolations(others, "global")).toEqual(["body in fr: c occurs more than once"]);
  expect(commandSetViolations([{ ...command, contexts: [0] }], "global")).toEqual([]);
  expect(commandSetViolations([{ ...command, contexts: [0] }], "guild").join()).toContain(
    "[0].contexts",
  );
  const menus = (type: number): readonly object[] => many(16, (n) => ({ type, name: `M ${n}` }));
  expect(commandSetViolations(menus(2), "global")).toHaveLength(1);
  expect(commandSetViolations(menus(3).slice(1), "global")).toEqual([]);
  expect(
    commandSetViolations(
      many(101, (n) => ({ ...command, name: `a${n}` })),
      "global",
    ),
  ).toHaveLength(1);
});
