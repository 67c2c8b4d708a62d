/** @module Who may do what: each privileged command against each who is not an operator, and guilds that may not ask. */

import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import type { DiscordSettings } from "../../src/base/config/config.ts";
import type { Library } from "../../src/collection/library.ts";
import { rightsOf } from "../../src/interactions/caller.ts";
import { HOME, joinedBot, OPERATOR } from "../support/bot.ts";
import type { Fields } from "../fake-discord/json.ts";
import type { CommandEvent } from "../fake-discord/payloads.ts";

const { commands: COMMANDS } = ABILITIES;

const EPHEMERAL = 64;
const STRANGER = "1200000000000000099";
const OTHER_GUILD = "1100000000000000044";
/** Every permission that a guild can give. */
const ADMINISTRATOR = { memberPermissions: `${2n ** 53n - 1n}` };

const PRIVILEGED = COMMANDS.filter(({ scope }) => scope === "home").map(
  ({ definition }) => definition.name,
);

/** A library that counts what only an operator may do. */
function counting() {
  const done = { rebuilds: 0, asked: 0 };
  const wrap = (library: Library): Library => ({
    ...library,
    rebuild: (options) => {
      done.rebuilds += 1;
      return library.rebuild(options);
    },
    ask: (question, options) => {
      done.asked += 1;
      return library.ask(question, options);
    },
    source: (id) => {
      done.asked += 1;
      return library.source(id);
    },
    complete: (typed, limit) => {
      done.asked += 1;
      return library.complete(typed, limit);
    },
  });
  return { done, wrap };
}

interface Attempt {
  readonly who: string;
  readonly event: Omit<CommandEvent, "type" | "name">;
  readonly settings?: Partial<DiscordSettings>;
  readonly forge?: (payload: Fields) => Fields;
}

const inData = (payload: Fields, change: Fields): Fields => ({
  ...payload,
  data: { ...(payload["data"] as Fields), ...change },
});

const ATTEMPTS: readonly Attempt[] = [
  { who: "a member", event: { guildId: HOME, userId: STRANGER } },
  {
    who: "an administrator who is no operator",
    event: { guildId: HOME, userId: STRANGER, ...ADMINISTRATOR },
  },
  { who: "an operator in another guild", event: { guildId: OTHER_GUILD, userId: OPERATOR } },
  {
    who: "an operator who is administrator of another guild",
    event: { guildId: OTHER_GUILD, userId: OPERATOR, ...ADMINISTRATOR },
  },
  { who: "an operator in a direct message", event: { guildId: null, userId: OPERATOR } },
  {
    who: "an operator in another guild, the command said to be of the home guild",
    event: { guildId: OTHER_GUILD, userId: OPERATOR },
    forge: (payload) => inData(payload, { guild_id: HOME }),
  },
  {
    who: "an operator in another guild, with the home guild in all else",
    event: { guildId: OTHER_GUILD, userId: OPERATOR },
    forge: (payload) => ({
      ...payload,
      guild: { id: HOME, locale: "en-US", features: [] },
      channel: { ...(payload["channel"] as Fields), guild_id: HOME },
      authorizing_integration_owners: { 0: HOME },
    }),
  },
  {
    who: "an operator in a direct message, with the home guild in all else",
    event: { guildId: null, userId: OPERATOR },
    forge: (payload) => ({
      ...inData(payload, { guild_id: HOME }),
      guild: { id: HOME, locale: "en-US", features: [] },
      authorizing_integration_owners: { 0: HOME },
    }),
  },
  {
    who: "a member with options that claim the right",
    event: { guildId: HOME, userId: STRANGER },
    forge: (payload) =>
      inData(payload, {
        options: [
          { name: "rights", type: 3, value: "operator" },
          { name: "__proto__", type: 3, value: "x" },
          { name: "operator", type: 5, value: true },
        ],
      }),
  },
  {
    who: "anyone while the list of operators is empty",
    event: { guildId: HOME, userId: OPERATOR, ...ADMINISTRATOR },
    settings: { operatorIds: [] },
  },
  {
    who: "an operator while there is no home guild",
    event: { guildId: HOME, userId: OPERATOR },
    settings: { homeGuildId: undefined },
  },
  {
    who: "an operator in a direct message while there is no home guild",
    event: { guildId: null, userId: OPERATOR },
    settings: { homeGuildId: undefined },
  },
];

it("there are privileged commands", () => {
  expect(PRIVILEGED).toContain("rebuild");
});

// One bot takes all commands: its start costs more than they do.
describe("a privileged command", () => {
  it.each(ATTEMPTS)(
    "is refused, at once and privately, to $who",
    async ({ event, settings, forge }) => {
      const { done, wrap } = counting();
      const { fake } = await joinedBot({ wrap, ...(settings ? { settings } : {}) });
      for (const name of PRIVILEGED) {
        const asked = fake.interact(
          { type: "command", name, options: { full: true }, ...event },
          forge,
        );
        const acknowledged = { type: 4, data: { flags: EPHEMERAL } };
        expect(await asked.acknowledged(), name).toMatchObject(acknowledged);
        expect((await asked.message()).content, name).toMatch(/Only operators/);
        expect(done.rebuilds, name).toBe(0);
      }
    },
  );

  it.each(PRIVILEGED)(
    "/%s is done for an operator in the home guild, so that the refusals above mean something",
    async (name) => {
      const { done, wrap } = counting();
      const { fake } = await joinedBot({ wrap });
      const asked = fake.interact({ type: "command", name, guildId: HOME, userId: OPERATOR });
      expect((await asked.message()).content).not.toMatch(/Only operators/);
      expect(done.rebuilds).toBe(["rebuild", "sync"].includes(name) ? 1 : 0);
    },
  );
});

it("rights are those of one user in one guild, letter by letter", () => {
  const settings = { operatorIds: [OPERATOR], homeGuildId: HOME };
  expect(rightsOf(settings, OPERATOR, HOME).operator).toBe(true);
  for (const user of ["", `${OPERATOR} `, OPERATOR.slice(1), `${OPERATOR}0`, OPERATOR.slice(0, -1)])
    expect(rightsOf(settings, user, HOME).operator).toBe(false);
  for (const guild of ["", `${HOME} `, HOME.slice(1), null, "undefined"])
    expect(rightsOf(settings, OPERATOR, guild).operator).toBe(false);
});

describe("ALLOWED_GUILD_IDS", () => {
  const options = { question: "When does the harbour open?", id: "aaaaaaaaaaaa" };
  const names = COMMANDS.map(({ definition }) => definition.name);

  it.each([OTHER_GUILD, null])(
    "keeps every command from the guild %s, even for an operator",
    async (guildId) => {
      const { done, wrap } = counting();
      const { fake } = await joinedBot({ wrap, settings: { allowedGuildIds: [HOME] } });
      for (const name of names) {
        const typed = name === "source" ? { id: options.id } : { question: options.question };
        const event = { type: "command", name, options: typed, guildId, userId: OPERATOR } as const;
        const asked = fake.interact(event, (payload) => inData(payload, { guild_id: HOME }));
        const acknowledged = { type: 4, data: { flags: EPHEMERAL } };
        expect(await asked.acknowledged(), name).toMatchObject(acknowledged);
        expect((await asked.message()).content, name).toMatch(/not set up to answer here/);
        expect(done, name).toEqual({ rebuilds: 0, asked: 0 });
      }
    },
  );

  it("keeps suggestions from a guild that is not allowed", async () => {
    const { done, wrap } = counting();
    const { fake } = await joinedBot({ wrap, settings: { allowedGuildIds: [HOME] } });
    for (const guildId of [OTHER_GUILD, null])
      expect(
        await fake
          .interact({ type: "autocomplete", name: "source", options: { id: "o" }, guildId })
          .choices(),
      ).toEqual([]);
    expect(done.asked).toBe(0);
  });
});
