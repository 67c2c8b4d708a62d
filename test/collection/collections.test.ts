/** @module Collections: the promises of the port, and two of them behind one bot. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShare } from "../../commands/actions/share.ts";
import { ABILITIES } from "../../commands/index.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { createLog } from "../../src/base/log.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
  singleCollection,
} from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { type Feedback, type FeedbackKeeper, NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import { type Bot, createBot } from "../../src/interactions/bot.ts";
import type { Use } from "../../src/interactions/action.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { runs } from "../support/runs.ts";

const [PORT_GUILD, FARM_GUILD, OTHER_GUILD] = ["1", "2", "3"].map((end) => end.repeat(18));
const OPERATOR = "7".repeat(18);
const placeOf = (guildId = "") => ({ guildId, channelId: "4".repeat(18) });

const openPort = (): Promise<Library> =>
  memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
const openFarm = (): Promise<Library> =>
  memoryLibrary({ "orchard.md": ORCHARD }, CollectionId.parse("farm"));

const audienceOf = (guildId = "") => ({ ...EVERYONE, isEveryone: false, servers: [guildId] });

/** Serves each guild a library of its own, and no other place. */
const byGuild = (openers: ReadonlyMap<string | undefined, () => Promise<Library>>): Collections =>
  openCollections(
    Array.from(openers, ([guildId, open]) => ({
      id: CollectionId.parse(guildId === PORT_GUILD ? "port" : "farm"),
      audience: audienceOf(guildId),
      isPrivate: false,
      hasPages: false,
      operators: [OPERATOR],
      community: NO_COMMUNITY,
      sourceName: "memory",
      faults: () => [],
      open,
      build: () => Promise.reject(new Error("no build")),
    })),
  );

type Opener = () => Promise<Library>;

/** Each made of the libraries of the port and the farm. */
const IMPLEMENTATIONS = [
  ["one", async (port: Opener) => singleCollection(await port()), ["port"]],
  [
    "two by guild",
    async (port: Opener, farm: Opener) =>
      byGuild(
        new Map([
          [PORT_GUILD, port],
          [FARM_GUILD, farm],
        ]),
      ),
    ["port", "farm"],
  ],
] as const;

describe.each(IMPLEMENTATIONS)("collections: %s", (_, over, ids) => {
  const open = (change = (library: Library) => library): Promise<Collections> =>
    over(
      async () => change(await openPort()),
      async () => change(await openFarm()),
    );

  it("are listed by their IDs, and each is got by its own", async () => {
    const collections = await open();
    const listed = await collections.list();
    expect(listed.map(({ id }) => id)).toEqual(ids);
    for (const { id } of listed) {
      const found = await collections.get(id);
      expect(found?.id).toBe(id);
      expect(await found?.use(async (library) => library.id)).toBe(id);
    }
  });

  it("have no other", async () => {
    expect(await (await open()).get("other")).toBeUndefined();
  });

  it("find the same collection for a place as by its ID", async () => {
    const collections = await open();
    const found = await collections.for(placeOf(PORT_GUILD));
    expect(found).toBe(await collections.get("port"));
  });

  it("close every library", async () => {
    const closed: string[] = [];
    const collections = await open((library) => ({
      ...library,
      close: async () => void closed.push(library.id),
    }));
    for (const { use } of await collections.list()) await use(async () => {});
    await collections.close();
    expect(closed).toEqual(ids);
  });
});

it.each(["", "A", "a b", "a/b", "ä", "a".repeat(65), "a\n"])("%j is no ID", (text) => {
  expect(CollectionId.safeParse(text).success).toBe(false);
});

const callerIn = (guildId: string | undefined, userId = "6") => ({
  ...placeOf(guildId),
  userId,
  rights: { operator: false },
  locale: "en",
});

const wordsOf = (markdown: string): readonly string[] => markdown.match(/\p{L}+/gu) ?? [];

/** Returns a message with its files as text. */
const withText = ({ files, ...json }: Message) => ({
  ...json,
  files: files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
});

describe("two collections behind one bot", async () => {
  const [port, farm] = [await openPort(), await openFarm()];
  const libraries = new Map([
    [PORT_GUILD, async () => port],
    [FARM_GUILD, async () => farm],
  ]);
  const idsOf = async (library: Library): Promise<string[]> =>
    (await library.complete("", 25)).map(({ id }) => id);
  const [own, foreign] = [await idsOf(port), await idsOf(farm)];
  /** No word of the bot, and none of the harbour. */
  const foreignWords = ["orchard", "apple", "pear", "feast", "fruit", "september"];

  const botOver = (collections: Collections, feedback?: FeedbackKeeper): Bot =>
    createBot({
      ...ABILITIES,
      actions: ABILITIES.actions.map((one) => (one.name === "share" ? createShare() : one)),
      collections,
      log: createLog("silent"),
      timing: { retries: [], update: 0 },
      ...(feedback ? { feedback } : {}),
    });
  const both = botOver(byGuild(libraries));
  const alone = botOver(byGuild(new Map([[PORT_GUILD, async () => port]])));

  const callIn = (guildId: string | undefined, name: string, options = {}, userId?: string) =>
    ({ ...callerIn(guildId, userId), name, options }) as const;
  let messages = 0;
  const pressIn = (guildId: string | undefined, customId: string, values: string[] = []) =>
    ({
      ...callerIn(guildId),
      customId,
      values,
      message: { id: `${(messages += 1)}`, content: "**Q**" },
    }) as const;

  /** Everything that a reader gets. */
  const repliesOf = async (bot: Bot, use: Use): Promise<string> => {
    const { transport, messages } = memoryTransport("original");
    await bot.handle(use, transport);
    return JSON.stringify(messages.map(withText));
  };
  const suggestionsOf = async (bot: Bot, guildId: string | undefined, typed: string) =>
    JSON.stringify(await bot.complete(callIn(guildId, "source", { id: typed }), typed));

  const text = fc
    .array(fc.constantFrom(...wordsOf(HARBOUR), ...wordsOf(ORCHARD), ...foreign), {
      minLength: 1,
      maxLength: 8,
    })
    .map((some) => some.join(" "));
  const ids = fc.array(fc.constantFrom(...own, ...foreign), {
    minLength: 1,
    maxLength: 5,
  });
  const customId = fc
    .record({
      action: fc.constantFrom(...ABILITIES.actions.map(({ name }) => name)),
      page: fc.nat(4),
      word: fc.constantFrom("", "up", "down", "question", "found", "unsure", "5"),
      passages: ids,
    })
    .map(({ action, ...parts }) => encode(action, parts))
    .chain((id) => fc.constantFrom(id, id, withTag(id, "farm"), withTag(id, "port")));
  const named = fc.constantFrom("farm", "port", "none");
  const useIn = (guildId: string | undefined): fc.Arbitrary<Use> =>
    fc.oneof(
      text.map((question) => callIn(guildId, "ask", { question })),
      text.map((found) => callIn(guildId, "Find sources", { text: found })),
      fc.oneof(text, fc.constantFrom(...foreign)).map((id) => callIn(guildId, "source", { id })),
      fc
        .tuple(
          fc.constantFrom("ask", "source", "collections"),
          named,
          fc.constantFrom("6", OPERATOR),
        )
        .map(([name, collection, user]) =>
          callIn(guildId, name, { id: foreign[0], question: "Is there fruit?", collection }, user),
        ),
      fc.constant(callIn(guildId, "collections", {}, OPERATOR)),
      fc.constant(callIn(guildId, "documents")),
      fc.constant(callIn(guildId, "help")),
      fc
        .tuple(customId, ids)
        .chain(([pressed, values]) =>
          fc
            .constantFrom([], ["0"], ["1"], values.slice(0, 1))
            .map((chosen) => pressIn(guildId, pressed, chosen)),
        ),
    );
  const leaksIn = (shown: string, sent: string): string[] =>
    [...foreign, ...foreignWords].filter(
      (secret) => shown.toLowerCase().includes(secret) && !sent.toLowerCase().includes(secret),
    );

  it("no reply in one guild has text or IDs of the other's (property)", async () => {
    await fc.assert(
      fc.asyncProperty(useIn(PORT_GUILD), async (use) => {
        const shown = await repliesOf(both, use);
        expect(leaksIn(shown, JSON.stringify(use))).toEqual([]);
        expect(shown).toBe(await repliesOf(alone, use));
      }),
      { numRuns: runs(600) },
    );
  });

  it("no suggestion in one guild has text or IDs of the other's (property)", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        const shown = await suggestionsOf(both, PORT_GUILD, typed);
        expect(leaksIn(shown, "")).toEqual([]);
        expect(shown).toBe(await suggestionsOf(alone, PORT_GUILD, typed));
      }),
    );
  });

  it("the same uses do show it in its own guild", async () => {
    const uses = [
      callIn(FARM_GUILD, "ask", { question: "How many trees are planted in spring?" }),
      callIn(FARM_GUILD, "source", { id: foreign[0] ?? "" }),
      callIn(FARM_GUILD, "documents"),
      pressIn(FARM_GUILD, encode("source", { passages: foreign.slice(0, 1) })),
      pressIn(FARM_GUILD, encode("bytes", { passages: foreign.slice(0, 1) })),
      pressIn(FARM_GUILD, encode("pick", { passages: foreign.slice(0, 1) }), ["0"]),
      pressIn(FARM_GUILD, encode("turn", { passages: foreign.slice(0, 3) })),
      pressIn(
        FARM_GUILD,
        encode("share", { page: 1, word: "found", passages: foreign.slice(0, 2) }),
      ),
      pressIn(FARM_GUILD, encode("open", {}), foreign.slice(0, 1)),
    ];
    for (const use of uses)
      expect(leaksIn(await repliesOf(both, use), JSON.stringify(use))).not.toEqual([]);
    expect(leaksIn(await suggestionsOf(both, FARM_GUILD, "Trees"), "")).not.toEqual([]);
  });

  it("a place without one gets none of either", async () => {
    const refused = await repliesOf(both, callIn(OTHER_GUILD, "documents"));
    expect(refused).toContain("not set up to answer here");
    expect(await suggestionsOf(both, OTHER_GUILD, "Hours")).toBe("[]");
  });

  it("feedback is kept for the collection of the guild", async () => {
    const kept: unknown[] = [];
    const keeper: FeedbackKeeper = {
      for: (collection): Feedback => ({
        ...NO_FEEDBACK,
        vote: async ({ verdict }) => void kept.push([collection, verdict]),
        shown: () => void kept.push([collection, "shown"]),
      }),
    };
    const bot = botOver(byGuild(libraries), keeper);
    const up = encode("vote", { word: "up", passages: own.slice(0, 1) });
    await repliesOf(bot, pressIn(PORT_GUILD, up));
    expect(await repliesOf(bot, pressIn(FARM_GUILD, up))).toContain("from an older version");
    const farms = encode("vote", { word: "up", passages: foreign.slice(0, 1) });
    await repliesOf(bot, pressIn(FARM_GUILD, farms));
    await repliesOf(bot, callIn(FARM_GUILD, "ask", { question: "Is there a pear tree?" }));
    expect(kept).toEqual([
      ["port", "up"],
      ["farm", "up"],
      ["farm", "shown"],
    ]);
  });
});
