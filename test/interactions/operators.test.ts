/** @module Operators of several collections: which one is meant, by place or by name, and who may mean it. */

import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { createLog } from "../../src/base/log.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
} from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Rights } from "../../src/interactions/caller.ts";
import type { Call } from "../../src/interactions/command.ts";
import type { Manner, Use } from "../../src/interactions/action.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import { notBuilt } from "../../src/storage/store.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";

const [PORT_GUILD, FARM_GUILD, HOME] = ["1", "2", "3"].map((end) => end.repeat(18));
const [MEMBER, FARMER, HOST] = ["4", "5", "6"].map((end) => end.repeat(18));
const port = await memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
const farm = await memoryLibrary({ "orchard.md": ORCHARD }, CollectionId.parse("farm"));

/** Three collections: the port's, the private one of the farm, and one that was never built. */
function collectionsFor(rebuilt: string[]): Collections {
  const counted = (library: Library): Library => ({
    ...library,
    rebuild: (request) => {
      rebuilt.push(library.id);
      return library.rebuild(request);
    },
  });
  const of = (id: string, guild: string | undefined, open: () => Promise<Library>) => ({
    id: CollectionId.parse(id),
    audience: { ...EVERYONE, isEveryone: false, servers: guild === undefined ? [] : [guild] },
    isPrivate: id === "farm",
    hasPages: false,
    operators: FARMER === undefined ? [] : [FARMER],
    community: NO_COMMUNITY,
    sourceName: `the documents of ${id}`,
    faults: () => [],
    open,
    build: (request: Parameters<Library["rebuild"]>[0]) => {
      rebuilt.push(id);
      return port.rebuild(request);
    },
  });
  return openCollections([
    { ...of("port", PORT_GUILD, async () => counted(port)), operators: [] },
    of("farm", FARM_GUILD, async () => counted(farm)),
    {
      ...of("new", "7", () => Promise.reject(notBuilt({ location: "new", record: "current" }))),
      operators: [],
    },
  ]);
}

interface Caller {
  readonly userId: string | undefined;
  readonly guildId: string | undefined;
  readonly rights?: Rights;
}

const HOSTS = { operator: true, everyCollection: true };
const hostIn = (guildId = HOME): Caller => ({ userId: HOST, guildId, rights: HOSTS });
const farmerIn = (guildId = FARM_GUILD): Caller => ({ userId: FARMER, guildId });
const memberIn = (guildId = PORT_GUILD): Caller => ({ userId: MEMBER, guildId });

const callerOf = ({ userId = "", guildId = "", rights = { operator: false } }: Caller) => ({
  userId,
  guildId,
  channelId: "8",
  rights,
  locale: "en",
});
const callBy = (caller: Caller, name: string, options: Call["options"] = {}): Call => ({
  ...callerOf(caller),
  name,
  options,
});
const pressBy = (caller: Caller, customId: string): Use => ({
  ...callerOf(caller),
  customId,
  values: [],
  message: { id: "9", content: "**Q**" },
});

function scene() {
  const rebuilt: string[] = [];
  const log = createLog("silent");
  const bot = createBot({ ...ABILITIES, collections: collectionsFor(rebuilt), log });
  const replyTo = async (use: Use): Promise<string> => {
    const { transport, messages } = memoryTransport();
    await bot.handle(use, transport);
    return JSON.stringify(messages);
  };
  return { bot, rebuilt, replyTo };
}

const REBUILD = "rebuild";

describe("an operator of every collection", () => {
  it("is asked to name one where none serves, and none is rebuilt", async () => {
    const { rebuilt, replyTo } = scene();
    expect(await replyTo(callBy(hostIn(), REBUILD))).toContain("Name the collection");
    expect(rebuilt).toEqual([]);
  });

  it.each(["port", "farm", "new"])("rebuilds %s by its name", async (collection) => {
    const { rebuilt, replyTo } = scene();
    expect(await replyTo(callBy(hostIn(), REBUILD, { collection }))).toContain("Index");
    expect(rebuilt).toEqual([collection]);
  });

  it("rebuilds the one that serves a place without naming it", async () => {
    const { rebuilt, replyTo } = scene();
    await replyTo(callBy(hostIn(FARM_GUILD), REBUILD));
    expect(rebuilt).toEqual(["farm"]);
  });

  it("gets a refusal for a name without a collection", async () => {
    const { replyTo } = scene();
    const collection = "other";
    expect(await replyTo(callBy(hostIn(), REBUILD, { collection }))).toContain(
      "no such collection",
    );
  });

  it("sees all in the list, with those that are not ready", async () => {
    const { replyTo } = scene();
    const listed = await replyTo(callBy(hostIn(), "collections"));
    for (const part of ["**port**", "**farm**", "**new**", "not ready", "the documents of farm"])
      expect(listed).toContain(part);
  });

  it("gets no answer where no collection serves", async () => {
    const { replyTo } = scene();
    const asked = callBy(hostIn(), "ask", { question: "When does the harbour open?" });
    expect(await replyTo(asked)).toContain("not set up to answer here");
  });
});

describe("an operator of one collection", () => {
  it("rebuilds it where it serves, and sees no other", async () => {
    const { rebuilt, replyTo } = scene();
    await replyTo(callBy(farmerIn(), REBUILD));
    await replyTo(callBy(farmerIn(), REBUILD, { collection: "farm" }));
    expect(rebuilt).toEqual(["farm", "farm"]);
    const listed = await replyTo(callBy(farmerIn(), "collections"));
    expect(listed).toContain("**farm**");
    expect(listed).not.toContain("port");
  });

  it("learns nothing of another: its name and one that nobody has get the same refusal", async () => {
    const { rebuilt, replyTo } = scene();
    const refusals = await Promise.all(
      ["port", "new", "nobody"].map((collection) =>
        replyTo(callBy(farmerIn(), REBUILD, { collection })),
      ),
    );
    expect(new Set(refusals).size).toBe(1);
    expect(rebuilt).toEqual([]);
  });

  it.each([
    ["in another guild", farmerIn(PORT_GUILD)],
    ["in none", { ...farmerIn(), guildId: "" }],
  ])("is none %s", async (_, caller) => {
    const { rebuilt, replyTo } = scene();
    await replyTo({ ...callBy(caller, REBUILD), guildId: caller.guildId || null });
    expect(rebuilt).toEqual([]);
  });
});

describe("a member", () => {
  it("reaches no other collection by its name or by a component", async () => {
    const { bot, replyTo } = scene();
    const [passage] = await farm.complete("", 1);
    const id = passage?.id ?? "";
    const named = callBy(memberIn(), "source", { id, collection: "farm" });
    expect(await replyTo(named)).toContain("no such collection");
    const tagged = withTag(encode("source", { passages: [id] }), "farm");
    expect(await replyTo(pressBy(memberIn(), tagged))).toContain("no such collection");
    const turned = withTag(encode("overview", { page: 0 }), "port");
    expect(await replyTo(pressBy(memberIn(), turned))).toContain("Only operators");
    const typing = { ...callBy(memberIn(), REBUILD), focused: "collection" };
    expect(await bot.complete(typing, "")).toEqual([]);
  });
});

it("names of collections are suggested to those who operate them", async () => {
  const { bot } = scene();
  const namesFor = async (caller: Caller, typed: string) =>
    (await bot.complete({ ...callBy(caller, REBUILD), focused: "collection" }, typed)).map(
      ({ value }) => value,
    );
  expect(await namesFor(hostIn(PORT_GUILD), "")).toEqual(["port", "farm", "new"]);
  expect(await namesFor(hostIn(PORT_GUILD), " FA")).toEqual(["farm"]);
  expect(await namesFor(farmerIn(), "")).toEqual(["farm"]);
});

describe("a private collection", () => {
  const asked = (options: Call["options"] = {}) =>
    callBy(memberIn(FARM_GUILD), "ask", {
      question: "How many trees are planted in spring?",
      ...options,
    });

  it("answers the asker only, without a button to share", async () => {
    const { bot } = scene();
    for (const options of [{}, { private: false }, { private: true }]) {
      const { transport, seen, messages } = memoryTransport();
      await bot.handle(asked(options), transport);
      expect(seen().map(({ isPrivate }) => isPrivate)).toEqual([true]);
      expect(JSON.stringify(messages)).toContain("trees");
      expect(JSON.stringify(messages)).not.toContain("1.share");
    }
  });

  it("answers for nobody else, and shares nothing by an old button", async () => {
    const { bot, replyTo } = scene();
    expect(await replyTo(asked({ for: MEMBER ?? "" }))).toContain("shown to the asker only");
    const passages = (await farm.complete("", 1)).map(({ id }) => id);
    const share = encode("share", { page: 1, word: "found", passages });
    const { transport, calls } = memoryTransport("original");
    await bot.handle(pressBy(memberIn(FARM_GUILD), share), transport);
    expect(calls).not.toContain("post");
  });

  it("changes no message that everyone saw before it was private", async () => {
    const { bot } = scene();
    const passages = (await farm.complete("", 1)).map(({ id }) => id);
    const turn = encode("turn", { passages });
    for (const isPrivate of [true, false]) {
      const { transport, messages } = memoryTransport("original");
      const press = pressBy(memberIn(FARM_GUILD), turn);
      const message = { id: "9", content: "", isPrivate };
      const manners: string[] = [];
      const noting = {
        ...transport,
        acknowledge: (manner: Manner) => {
          manners.push(manner);
          return transport.acknowledge(manner);
        },
      };
      await bot.handle({ ...press, message }, noting);
      expect(manners).toEqual([isPrivate ? "change" : "private"]);
      expect(JSON.stringify(messages)).toContain("trees");
    }
  });

  it("is silent on a transport that everyone sees", async () => {
    const { bot } = scene();
    const { transport, calls } = memoryTransport();
    await bot.handle(asked(), { ...transport, isOpen: true });
    expect(calls).toEqual(["refuse"]);
  });
});

describe("a result that comes too late for its reply", () => {
  const removedIn = async (guild: string | undefined, options: Call["options"] = {}) => {
    const { bot } = scene();
    const { transport, messages, seen } = memoryTransport();
    await bot.handle(callBy(hostIn(guild), REBUILD, options), {
      ...transport,
      edit: () => Promise.reject(new Error("the reply was removed")),
      faultOf: () => "gone",
    });
    expect(seen().map(({ isPrivate }) => isPrivate)).toEqual([false]);
    return messages[0]?.content.trim();
  };

  it("is shown in the channel of its collection", async () => {
    expect(await removedIn(PORT_GUILD)).toMatch(/is over\. .*Index/);
  });

  it.each([
    ["a private collection", FARM_GUILD, {}],
    ["a collection of another place", PORT_GUILD, { collection: "farm" }],
  ])("says no more than that the work is over in %s", async (_, guild, options) => {
    expect(await removedIn(guild, options)).toMatch(/is over\.$/);
  });
});

it("a collection that was never built says so, to members and in suggestions", async () => {
  const { bot, replyTo } = scene();
  const caller = memberIn("7");
  const question = "When does the harbour open?";
  expect(await replyTo(callBy(caller, "ask", { question }))).toContain("being prepared");
  expect(await bot.complete(callBy(caller, "source", { id: "h" }), "h")).toEqual([]);
});
