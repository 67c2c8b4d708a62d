/** @module The rights of those who manage a server: in its own collection, and in no other one. */

import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { abilitiesFor } from "../../commands/index.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import type { DiscordSettings } from "../../src/base/config/config.ts";
import { CollectionId } from "../../src/collection/collections.ts";
import type { CollectionOptions } from "../../src/collection/lazy-collection.ts";
import { readInteraction } from "../../src/discord/interaction.ts";
import type { Use } from "../../src/interactions/action.ts";
import { isOperating, planUse } from "../../src/interactions/dispatch.ts";
import { placeUse } from "../../src/interactions/placing.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import { openGuilds } from "../support/guild-bot.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { runs } from "../support/runs.ts";

const idOf = (digit: number): string => String(digit).repeat(18);
const [KEPT, NEW, NAMED, HOME] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const [MEMBER, FARMER, HOST] = [idOf(5), idOf(6), idOf(7)];
const CHANNEL = idOf(8);
const MANAGE_SERVER = 32n;
const ADMINISTRATOR = 8n;
const MODERATOR = 1n << 13n;

const library = await memoryLibrary({ "a.md": "# A\n\nThe harbour opens at six.\n" });

const configured = (id: string, servers: readonly string[]): CollectionOptions => ({
  id: CollectionId.parse(id),
  audience: { ...EVERYONE, isEveryone: servers.length === 0, servers },
  isPrivate: false,
  hasPages: false,
  operators: id === "farm" ? [FARMER] : [],
  community: NO_COMMUNITY,
  sourceName: id,
  faults: () => [],
  open: async () => library,
  build: () => Promise.reject(new Error("no build")),
});

const ABILITIES = abilitiesFor(true);
afterAll(() => parts.collections.close());
const parts = openGuilds({ fixed: [configured("all", []), configured("farm", [NAMED])] });
await parts.guilds.ensure(KEPT);
await parts.guilds.ensure(NAMED);

const settings = { operatorIds: [HOST], homeGuildId: HOME } as unknown as DiscordSettings;

interface Sent {
  readonly guildId: string | null;
  readonly userId: string;
  readonly permissions: bigint;
}

/** Returns a packet as Discord sends it. */
const packetOf = ({ guildId, userId, permissions }: Sent, fields: object) => ({
  id: idOf(9),
  token: "token",
  application_id: idOf(9),
  channel_id: CHANNEL,
  locale: "en-US",
  ...(guildId === null
    ? { user: { id: userId } }
    : { guild_id: guildId, member: { user: { id: userId }, permissions: String(permissions) } }),
  ...fields,
});

const nameOfAction = ({ name }: { readonly name: string }): string => name;
const OPERATORS_COMMANDS = ABILITIES.commands
  .filter(({ scope }) => scope === "home")
  .map(({ definition }) => definition.name);
const OPERATORS_ACTIONS = ABILITIES.actions.filter((one) => "scope" in one).map(nameOfAction);
const NAMES = ["all", "farm", ...[KEPT, NEW, NAMED, HOME].map((guild) => `guild-${guild}`)];

const name = fc.option(fc.constantFrom(...NAMES), { nil: undefined });
const call = fc
  .record({ command: fc.constantFrom(...OPERATORS_COMMANDS), name })
  .map(({ command, name: collection }) => ({
    type: 2,
    data: {
      name: command,
      options: collection === undefined ? [] : [{ name: "collection", type: 3, value: collection }],
    },
  }));
const press = fc
  .record({ action: fc.constantFrom(...OPERATORS_ACTIONS), name })
  .map(({ action, name: collection }) => {
    const customId = encode(action, { word: "0123456789abcdef0123" });
    return {
      type: 3,
      message: { id: idOf(9) },
      data: {
        component_type: 2,
        custom_id: collection === undefined ? customId : withTag(customId, collection),
      },
    };
  });
const sent: fc.Arbitrary<Sent> = fc.record({
  guildId: fc.constantFrom(KEPT, NEW, NAMED, HOME, null),
  userId: fc.constantFrom(MEMBER, FARMER, HOST),
  permissions: fc
    .subarray([MANAGE_SERVER, ADMINISTRATOR, MODERATOR])
    .map((bits) => bits.reduce((all, bit) => all | bit, 0n)),
});

/** Returns the plan of a packet, and where it works; undefined where it is refused. */
async function planOf(from: Sent, fields: object) {
  const read = readInteraction(packetOf(from, fields), settings);
  const use: Use | undefined =
    read?.kind === "call" ? read.call : read?.kind === "press" ? read.press : undefined;
  if (!use) throw new Error("no use");
  const found = await placeUse(use, parts.collections, isOperating(use, ABILITIES));
  if ("refusal" in found) return undefined;
  const defaults = { answers: "public", visibility: "public", answersMentions: false } as const;
  const plan = planUse(found, { ...ABILITIES, ...defaults });
  return "refusal" in plan ? undefined : { ...plan, collection: found.collection };
}

const planned = async (from: Sent, fields: object) => (await planOf(from, fields))?.collection;

const isManager = ({ guildId, permissions }: Sent): boolean =>
  guildId !== null && (permissions & (MANAGE_SERVER | ADMINISTRATOR)) !== 0n;

it("no place, permission, name or tag gives a right in another collection", async () => {
  await fc.assert(
    fc.asyncProperty(sent, fc.oneof(call, press), async (from, fields) => {
      const collection = await planned(from, fields);
      if (!collection) return;
      const { guildId, userId } = from;
      const isHost = guildId === HOME && userId === HOST;
      const isOwn = collection.managed?.guildId === guildId && isManager(from);
      const isFarmers = collection.id === "farm" && userId === FARMER && guildId === NAMED;
      expect([isHost, isOwn, isFarmers]).toContain(true);
      if (collection.managed) expect(collection.managed.guildId).toBe(guildId);
    }),
    { numRuns: runs(1_600) },
  );
});

const rebuild = { type: 2, data: { name: "rebuild" } };
const placeOf = async (from: Partial<Sent>, fields: object = rebuild) =>
  (await planned({ guildId: NEW, userId: MEMBER, permissions: MANAGE_SERVER, ...from }, fields))
    ?.id;

it.each([
  ["a server without documents", NEW, `guild-${NEW}`],
  ["a server with its own", KEPT, `guild-${KEPT}`],
  ["a server that the settings name", NAMED, undefined],
  ["a direct message", null, undefined],
])("those who manage it operate, in %s: %s %s", async (_, guildId, id) => {
  expect(await placeOf({ guildId })).toBe(id);
  expect(await placeOf({ guildId, permissions: ADMINISTRATOR })).toBe(id);
  expect(await placeOf({ guildId, permissions: MODERATOR })).toBeUndefined();
});

it("the commands of those who manage a server are limited, an operator's are not", async () => {
  const sender = { guildId: KEPT, userId: MEMBER, permissions: MANAGE_SERVER };
  expect((await planOf(sender, rebuild))?.kind).toBe("managing");
  expect((await planOf({ ...sender, guildId: NAMED, userId: FARMER }, rebuild))?.kind).toBe(
    "operating",
  );
  expect((await planOf({ ...sender, guildId: HOME, userId: HOST }, rebuild))?.kind).toBe(
    "operating",
  );
});

it("the operator of a collection of the settings operates that one where it serves", async () => {
  expect(await placeOf({ guildId: NAMED, userId: FARMER })).toBe("farm");
  expect(await placeOf({ guildId: HOME, userId: HOST, permissions: ADMINISTRATOR })).toBe("all");
});

it("a question of those who manage a server goes to the collection that serves", async () => {
  const ask = { type: 2, data: { name: "ask" } };
  expect(await placeOf({ guildId: NEW }, ask)).toBe("all");
  expect(await placeOf({ guildId: KEPT }, ask)).toBe(`guild-${KEPT}`);
});
