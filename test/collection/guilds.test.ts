/** @module Collections that servers manage, beside those of the settings. */

import { expect, it, vi } from "vitest";
import { type Audience, EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
} from "../../src/collection/collections.ts";
import type { GuildServing } from "../../src/collection/guilds.ts";
import type { CollectionOptions } from "../../src/collection/lazy-collection.ts";
import type { Library } from "../../src/collection/library.ts";
import { placeUse } from "../../src/interactions/placing.ts";
import type { Use } from "../../src/interactions/action.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import { DatabaseFault } from "../../src/storage/database-fault.ts";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import type { GuildCollections } from "../../src/storage/guild-collections.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";

const [OWN, NAMED, OTHER] = ["1", "2", "3"].map((digit) => digit.repeat(18)) as [
  string,
  string,
  string,
];
const CHANNEL = "4".repeat(18);
const placeIn = (guildId: string | null) => ({ guildId, channelId: CHANNEL });

const library = await memoryLibrary({ "a.md": HARBOUR });

const served = (id: string, audience: Audience, open: () => Promise<Library>) => ({
  id: CollectionId.parse(id),
  audience,
  isPrivate: false,
  hasPages: false,
  operators: [],
  community: NO_COMMUNITY,
  sourceName: "memory",
  faults: () => [],
  open,
  build: () => Promise.reject(new Error("no build")),
});

const serverOf = (guildId: string): Audience => ({
  ...EVERYONE,
  isEveryone: false,
  servers: [guildId],
});

interface Opening extends Partial<GuildServing> {
  readonly guilds?: GuildCollections;
  readonly fixed?: readonly CollectionOptions[];
  readonly most?: number;
}

/** Opens one collection for everyone, one for a server, and those of servers; counts the libraries that are open. */
function opened({ fixed, most = 64, ...options }: Opening = {}) {
  const count = { open: 0, planned: 0 };
  const open = async (): Promise<Library> => {
    count.open += 1;
    return { ...library, close: async () => void (count.open -= 1) };
  };
  const guilds = options.guilds ?? openMemoryGuilds();
  const all = fixed ?? [served("everyone", EVERYONE, open), served("named", serverOf(NAMED), open)];
  const collections = openCollections(all, {
    limits: { most, idleMs: 3_600_000 },
    guilds: {
      plan: async ({ collection: { id, guildId, settings } }) => {
        count.planned += 1;
        const own = served(id, serverOf(guildId), open);
        return { ...own, isPrivate: settings.visibility === "private" };
      },
      keepMs: 0,
      quotas: { documents: 9, passages: 99, bytes: 9_999, builds: 9 },
      ...options,
      guilds,
    },
  });
  return { guilds, collections, count };
}

const idIn = async (collections: Collections, guildId: string | null) =>
  (await collections.for(placeIn(guildId)))?.id;

it("serves a server's own collection before one for everyone, not before one that names the server", async () => {
  const { guilds, collections } = opened();
  expect(await idIn(collections, OWN)).toBe("everyone");
  await guilds.ensure(OWN);
  await guilds.ensure(NAMED);
  expect(await idIn(collections, OWN)).toBe(`guild-${OWN}`);
  expect(await idIn(collections, NAMED)).toBe("named");
  expect(await idIn(collections, OTHER)).toBe("everyone");
  expect(await idIn(collections, null)).toBe("everyone");
});

it("has an empty collection for each server, which is not kept", async () => {
  const { guilds, collections } = opened({ fixed: [] });
  expect(await idIn(collections, OWN)).toBe(`guild-${OWN}`);
  expect((await collections.own?.(OWN))?.id).toBe(`guild-${OWN}`);
  expect(await collections.get(`guild-${OWN}`)).toBeUndefined();
  expect(await guilds.count()).toEqual({ all: 0, left: 0 });
  expect(await idIn(collections, null)).toBeUndefined();
});

it("finds them by their IDs, and lists the others alone", async () => {
  const { guilds, collections } = opened();
  await guilds.ensure(OWN);
  expect((await collections.get(`guild-${OWN}`))?.id).toBe(`guild-${OWN}`);
  expect((await collections.get("named"))?.id).toBe("named");
  expect(await collections.get("guild-x")).toBeUndefined();
  expect((await collections.list()).map(({ id }) => id)).toEqual(["everyone", "named"]);
});

it("uses changed settings, and none of a collection that was erased", async () => {
  const { guilds, collections } = opened();
  const { id } = await guilds.ensure(OWN);
  expect((await collections.for(placeIn(OWN)))?.isPrivate).toBe(false);
  await guilds.configure(id, (settings) => ({ ...settings, visibility: "private" }));
  expect((await collections.for(placeIn(OWN)))?.isPrivate).toBe(true);
  await guilds.erase(id);
  expect(await idIn(collections, OWN)).toBe("everyone");
  expect(await collections.get(id)).toBeUndefined();
});

it("looks up a server once in some seconds, and once for uses at the same time", async () => {
  const memory = openMemoryGuilds();
  const find = vi.fn<GuildCollections["find"]>((guildId) => memory.find(guildId));
  let now = 0;
  const guilds = { ...memory, find };
  const { collections } = opened({ guilds, keepMs: 3_000, now: () => now });
  await Promise.all([1, 2, 3].map(() => collections.for(placeIn(OWN))));
  await collections.for(placeIn(OWN));
  expect(find).toHaveBeenCalledTimes(1);
  now = 3_000;
  await collections.for(placeIn(OWN));
  expect(find).toHaveBeenCalledTimes(2);
});

it("answers in time where the database does not: with what it knows, or with a fault", async () => {
  const memory = openMemoryGuilds();
  await memory.ensure(OWN);
  let isStuck = false;
  const never = new Promise<undefined>(() => {});
  const guilds = {
    ...memory,
    find: (guildId: string) => (isStuck ? never : memory.find(guildId)),
  };
  let now = 0;
  const { collections } = opened({ guilds, mostMs: 5, keepMs: 10, oldMs: 20, now: () => now });
  expect(await idIn(collections, OWN)).toBe(`guild-${OWN}`);
  isStuck = true;
  now = 15;
  expect(await idIn(collections, OWN)).toBe(`guild-${OWN}`);
  now = 25;
  await expect(collections.for(placeIn(OWN))).rejects.toBeInstanceOf(DatabaseFault);
  // Members read that the documents can't be reached now.
  await expect(collections.for(placeIn(OTHER))).rejects.toBeInstanceOf(DatabaseFault);
  expect(await idIn(collections, NAMED)).toBe("named");
});

it("notes that the bot is in a server that uses it again", async () => {
  const { guilds, collections } = opened();
  await guilds.ensure(OWN);
  await guilds.leave(OWN);
  await collections.for(placeIn(OWN));
  await vi.waitFor(async () => expect((await guilds.find(OWN))?.leftAt).toBeUndefined());
});

it("keeps few libraries open, and few collections known", async () => {
  const { guilds, collections, count } = opened({ most: 2, mostKnown: 3 });
  const ids = Array.from({ length: 12 }, (_, at) => String(at).padStart(18, "6"));
  for (const guildId of ids) {
    await guilds.ensure(guildId);
    await (await collections.for(placeIn(guildId)))?.use(async () => {});
  }
  await vi.waitFor(() => expect(count.open).toBeLessThanOrEqual(2));
  expect(count.planned).toBe(12);
  await collections.for(placeIn(ids[11] ?? ""));
  expect(count.planned).toBe(12);
  await collections.for(placeIn(ids[0] ?? ""));
  expect(count.planned).toBe(13);
  await collections.close();
  expect(count.open).toBe(0);
});

it("keeps a library open that is in use while its settings change", async () => {
  const { guilds, collections, count } = opened();
  const { id } = await guilds.ensure(OWN);
  const before = await collections.for(placeIn(OWN));
  await before?.use(async () => {
    await guilds.configure(id, (settings) => ({ ...settings, language: "de" }));
    expect(await collections.for(placeIn(OWN))).not.toBe(before);
    expect(count.open).toBe(1);
  });
  await vi.waitFor(() => expect(count.open).toBe(0));
});

it("leads a component to the collection of its own server alone", async () => {
  const { guilds, collections } = opened();
  const { id } = await guilds.ensure(OWN);
  await guilds.ensure(NAMED);
  const pressIn = (guildId: string, tagged: string) => {
    const customId = withTag(encode("more", { word: "x" }), CollectionId.parse(tagged));
    const rights = { operator: false, everyCollection: false };
    return { ...placeIn(guildId), customId, rights, userId: "5", locale: "en" } as unknown as Use;
  };
  const placed = async (guildId: string, tagged: string) => {
    const found = await placeUse(pressIn(guildId, tagged), collections);
    return "refusal" in found ? found.reason : found.collection.id;
  };
  expect(await placed(OWN, id)).toBe(id);
  expect(await placed(NAMED, `guild-${NAMED}`)).toBe(`guild-${NAMED}`);
  expect(await placed(OTHER, id)).toBe("no collection");
  expect(await placed(NAMED, "named")).toBe("named");
});
