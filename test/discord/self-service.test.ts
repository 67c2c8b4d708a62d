/** @module Servers that manage documents of their own, with the real client: each door, for those who may and those who may not. */

import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import { describe, expect, it, vi } from "vitest";
import { abilitiesFor } from "../../commands/index.ts";
import { scopesOf } from "../../src/discord/registration.ts";
import type { Listener } from "../../src/interactions/action.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import { message } from "../../src/reply/message.ts";
import { APPLICATION_ID } from "../fake-discord/ids.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import type { SentMessage } from "../fake-discord/messages.ts";
import type { AttachedFile } from "../fake-discord/payloads.ts";
import type { FakeDiscord, FakeDiscordOptions } from "../fake-discord/server.ts";
import { fakeDiscord, PRIVATE } from "../support/bot.ts";
import { guildBot } from "../support/guild-bot.ts";

const [FIRST, SECOND] = ["1100000000000000051", "1100000000000000052"];
const [CHANNEL, FORUM, FOREIGN] = [
  "1100000000000000061",
  "1100000000000000062",
  "1100000000000000063",
];
const ID = `guild-${FIRST}`;
const MEMBER = "1200000000000000071";
const MANAGER = { userId: "1200000000000000072", memberPermissions: "32", guildId: FIRST };
const OTHER = { ...MANAGER, userId: "1200000000000000073" };
const MILL = "# The mill\n\nThe mill grinds corn on every day but Sunday.\n";
const TOWER = "# The tower\n\nThe tower has ninety steps and a bell that nobody rings.\n";
const QUESTION = { question: "When does the mill grind corn?" };

const fake = (options: FakeDiscordOptions = {}) =>
  fakeDiscord({
    ...options,
    channels: [
      { id: CHANNEL, guildId: FIRST },
      { id: FORUM, guildId: FIRST, type: 15 },
      { id: FOREIGN, guildId: SECOND },
    ],
  });

type Options = Readonly<Record<string, string | boolean | AttachedFile>>;
type By = Readonly<Record<string, string | null>>;

const use = (at: FakeDiscord, name: string, options: Options = {}, by: By = MANAGER) =>
  at.interact({ type: "command", name, options, channelId: CHANNEL, ...by });

/** Everything that a message says. */
const textOf = ({ content, embeds }: Pick<SentMessage, "content" | "embeds">): string =>
  [
    content,
    ...embeds.flatMap(({ title = "", description = "", fields = [] }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ]
    .join("\n")
    .replaceAll("\\", "");

const say = async (...used: Parameters<typeof use>): Promise<string> =>
  textOf(await use(...used).message());

const buttonsIn = (components: readonly APIMessageTopLevelComponent[]): Record<string, string> =>
  Object.fromEntries(
    flatten(components)
      .map(fieldsOf)
      .filter(({ custom_id: id }) => typeof id === "string")
      .map(({ label, custom_id: id }) => [String(label), String(id)]),
  );

const PATIENCE = { timeout: 15_000, interval: 10 };

/** Presses a button of a message; returns what it says in the end, in place or beside it. */
async function press(
  at: FakeDiscord,
  { components }: SentMessage,
  label: string,
  expected: RegExp,
  by: By = MANAGER,
): Promise<SentMessage> {
  const customId = buttonsIn(components)[label] ?? "";
  return resultOf(at.interact({ type: "component", customId, ...by }), expected);
}

/** Waits until a reply says something, in place or beside it. */
const resultOf = (asked: ReturnType<FakeDiscord["interact"]>, expected: RegExp) =>
  vi.waitFor((): SentMessage => {
    const shown = [...asked.edits(), ...asked.followUps()];
    const found = shown.findLast((one) => expected.test(textOf(one)));
    if (!found) throw new Error(`${expected}: ${shown.map(textOf).join(" | ")}`);
    return found;
  }, PATIENCE);

const file = (filename: string, text: string): AttachedFile => ({
  filename,
  bytes: Buffer.from(text),
});

const previewOf = (at: FakeDiscord, name: string, text: string, by?: By): Promise<SentMessage> =>
  use(at, "add", { file: file(name, text) }, by).message();

const add = async (at: FakeDiscord, name: string, text: string, by?: By): Promise<SentMessage> =>
  press(at, await previewOf(at, name, text, by), "Add and index", /was added/, by);

it("operators' commands are registered everywhere for those who manage a server, and only with self-service", () => {
  const own = { operatorGuildIds: [SECOND], hasCollections: true };
  const namesIn = (hasSelfService: boolean) =>
    scopesOf(abilitiesFor(true).commands, APPLICATION_ID, { ...own, hasSelfService }).map(
      ({ wanted }) => wanted,
    );
  const [everywhere = [], home = []] = namesIn(true);
  const [before = [], homeBefore = []] = namesIn(false);
  const added = everywhere.slice(before.length);
  expect(everywhere.slice(0, before.length)).toEqual(before);
  expect(home).toEqual(homeBefore);
  expect(homeBefore.map(({ name }) => name)).not.toContain("forget");
  expect(added.map(({ name }) => name)).toEqual([
    "add",
    "remove",
    "rebuild",
    "sync",
    "pin",
    "pins",
    "settings",
    "forget",
  ]);
  for (const definition of added) {
    expect(definition).toMatchObject({ default_member_permissions: "32", contexts: [0] });
    expect(JSON.stringify(definition)).not.toContain('"collection"');
  }
});

describe("a member who may not manage the server", () => {
  const by = { userId: MEMBER, guildId: FIRST };
  const operators = abilitiesFor(true).commands.filter(({ scope }) => scope === "home");

  it("is refused every command, and gets no suggestions", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    await add(at, "mill.md", MILL);
    for (const { definition } of operators) {
      expect(await say(at, definition.name, {}, by)).toContain("who may manage this server");
      const typed = { document: "m", passage: "m", collection: "g" };
      for (const [name, value] of Object.entries(typed)) {
        const asked = { type: "autocomplete", options: { [name]: value }, focused: name } as const;
        const event = { ...asked, name: definition.name, channelId: CHANNEL, ...by };
        expect(await at.interact(event).choices()).toEqual([]);
      }
    }
    expect((await guilds.usage(ID)).documents).toBe(1);
  });

  it("is refused every button, forged or of somebody else", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    await add(at, "mill.md", MILL);
    const asked = await use(at, "forget").message();
    const ids = abilitiesFor(true)
      .actions.filter((action) => "scope" in action)
      .map(({ name }) => encode(name, { word: "0123456789abcdef0123" }));
    const foreign = buttonsIn(asked.components)["Delete everything"] ?? "";
    for (const customId of [foreign, ...ids, ...ids.map((one) => withTag(one, ID))]) {
      const pressed = at.interact({ type: "component", customId, channelId: CHANNEL, ...by });
      expect(textOf(await pressed.message())).toMatch(/who may manage this server|older version/);
    }
    expect((await guilds.usage(ID)).documents).toBe(1);
  });

  it("learns that there are no documents yet, and who may add some", async () => {
    const at = await fake();
    await guildBot(at);
    for (const [name, options] of [
      ["ask", QUESTION],
      ["documents", {}],
    ] as const)
      expect(await say(at, name, options, by)).toContain("no documents yet");
    expect(await say(at, "help", {}, by)).not.toContain("/forget");
    expect(await say(at, "help")).toContain("/forget");
  });
});

it("nobody manages a server in direct messages", async () => {
  const at = await fake();
  await guildBot(at);
  const by = { userId: MANAGER.userId, memberPermissions: "32", guildId: null };
  for (const name of ["add", "settings", "forget"])
    expect(await say(at, name, {}, by)).toContain("not set up to answer here");
});

describe("those who manage a server", () => {
  it("add, ask, remove and forget", async () => {
    const at = await fake();
    const { guilds, collections } = await guildBot(at);
    const asked = use(at, "add", { file: file("mill.md", MILL) });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const preview = await asked.message();
    expect(textOf(preview)).toContain("0 of 200 documents");
    expect(await guilds.find(FIRST)).toBeUndefined();
    await press(at, preview, "Add and index", /mill.md was added/);
    await add(at, "tower.md", TOWER);
    expect(await say(at, "ask", QUESTION)).toContain("but Sunday");
    expect(await say(at, "settings")).toContain("2 of 200 documents");
    const removal = await use(at, "remove", { document: "tower.md" }).message();
    const removed = await press(at, removal, "Remove and index", /tower.md was removed/);
    await press(at, removed, "Undo", /as it was before/);
    expect((await guilds.usage(ID)).documents).toBe(2);

    const question = await use(at, "forget").message();
    expect(textOf(question)).toContain("Delete everything of");
    expect(textOf(question)).toContain("2 documents");
    expect(textOf(question)).toContain("30 days");
    await press(at, question, "Delete everything", /used already/, OTHER);
    expect((await guilds.usage(ID)).documents).toBe(2);
    await press(at, question, "Delete everything", /was deleted/);
    expect(await guilds.remains(ID)).toEqual({});
    expect(await collections.get(ID)).toBeUndefined();
    expect(await say(at, "ask", QUESTION)).toContain("no documents yet");
    expect(at.faults).toEqual([]);
  });

  it("have documents that no other server finds, though both have the same", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    const second = { ...MANAGER, guildId: SECOND, channelId: FOREIGN };
    await add(at, "mill.md", MILL);
    await add(at, "mill.md", MILL, second);
    await press(at, await use(at, "forget").message(), "Delete everything", /was deleted/);
    expect(await guilds.find(FIRST)).toBeUndefined();
    expect(await say(at, "ask", QUESTION, second)).toContain("but Sunday");
    expect(await say(at, "ask", QUESTION)).toContain("no documents yet");
  });

  it("keep their documents while the bot comes and goes", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    await add(at, "mill.md", MILL);
    for (let times = 0; times < 10; times += 1) {
      await guilds.leave(FIRST);
      expect(await say(at, "ask", QUESTION)).toContain("but Sunday");
      await vi.waitFor(async () => expect((await guilds.find(FIRST))?.leftAt).toBeUndefined());
    }
  });
});

describe("quotas", () => {
  it("warn before they are reached, and refuse with their numbers", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at, { quotas: { documents: 5 } });
    for (const name of ["a", "b", "c", "d"]) await add(at, `${name}.md`, `# ${name}\n\n${TOWER}`);
    const last = await previewOf(at, "e.md", MILL);
    expect(textOf(last)).toContain("Nearly full: 4 of 5 documents");
    const beside = await previewOf(at, "f.md", MILL);
    await press(at, last, "Add and index", /was added/);
    await press(at, beside, "Add and index", /limit is reached: 5 of 5 documents/);
    expect(await say(at, "add", { file: file("g.md", MILL) })).toContain("5 of 5 documents");
    expect((await guilds.usage(ID)).documents).toBe(5);
  });

  it("of one more update a day change nothing", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at, { quotas: { builds: 1 } });
    await add(at, "mill.md", MILL);
    const preview = await previewOf(at, "tower.md", TOWER);
    await press(at, preview, "Add and index", /1 of 1 update today\. Try again tomorrow/);
    expect((await guilds.usage(ID)).documents).toBe(1);
    expect(await say(at, "rebuild")).toContain("1 of 1 update today");
  });
});

describe("/settings", () => {
  it("changes what it is given, and shows the rest as it is", async () => {
    const at = await fake({ messageContent: "limited" });
    const { guilds } = await guildBot(at, { readsPosts: true });
    const shown = await say(at, "settings", {
      answers: "private",
      language: "de",
      threads: CHANNEL,
      moderators: CHANNEL,
      posts: FORUM,
    });
    for (const part of ["were changed", "The asker only", "de", `<#${CHANNEL}>`, `<#${FORUM}>`])
      expect(shown).toContain(part);
    expect((await guilds.find(FIRST))?.settings).toMatchObject({
      visibility: "private",
      language: "de",
      community: { answerIn: [FORUM], threadsIn: [CHANNEL], desk: { channelId: CHANNEL } },
    });
    await say(at, "settings", { threads: CHANNEL, moderators: CHANNEL, off: true });
    expect((await guilds.find(FIRST))?.settings.community).toMatchObject({
      answerIn: [FORUM],
      threadsIn: [],
      desk: undefined,
    });
  });

  it.each([
    ["a channel of another server", { threads: FOREIGN }, "no channel of this kind"],
    ["a channel of another kind", { moderators: FORUM }, "no channel of this kind"],
    ["no language", { language: "german" }, "no code of a language"],
    ["nothing to turn off", { off: true }, "Name the channels that “off” is for"],
  ])("refuses %s, and changes nothing", async (_, options: Options, why) => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    expect(await say(at, "settings", { answers: "private", ...options })).toContain(why);
    expect(await guilds.find(FIRST)).toBeUndefined();
  });
});

describe("posts", () => {
  const listener: Listener = {
    name: "post",
    accepts: () => true,
    run: async ({ text }) => ({ message: message(`Heard: ${text}`) }),
  };
  const inChannel = { channelId: CHANNEL, userId: MEMBER };

  it("are answered in the channels that the server chose", async () => {
    const at = await fake({ messageContent: "limited" });
    await guildBot(at, { readsPosts: true, listener });
    await add(at, "mill.md", MILL);
    at.say({ ...inChannel, content: "before" });
    at.say({ ...inChannel, channelId: FOREIGN, content: "elsewhere" });
    await say(at, "settings", { posts: CHANNEL });
    at.say({ ...inChannel, content: "after" });
    await vi.waitFor(() => expect(at.written(CHANNEL)).toHaveLength(1), PATIENCE);
    expect(JSON.stringify(at.written(CHANNEL))).toContain("Heard: after");
    expect(at.written(FOREIGN)).toEqual([]);
  });

  it("cannot be chosen where the bot reads none", async () => {
    const at = await fake();
    const { guilds } = await guildBot(at);
    expect(await say(at, "settings", { posts: CHANNEL })).toContain("does not read messages");
    expect(await guilds.find(FIRST)).toBeUndefined();
  });
});

describe("/sync", () => {
  it.each([
    "http://example.org/docs.git",
    "ssh://git@example.org/docs.git",
    "file:///srv/docs.git",
    "https://someone:secret@example.org/docs.git",
    "https://127.0.0.1/docs.git",
    "https://localhost/docs.git",
    "https://[::1]/docs.git",
    "docs",
  ])("refuses the repository %s, and changes nothing", async (repository) => {
    const at = await fake();
    const { guilds, synced } = await guildBot(at);
    const said = await say(at, "sync", { repository });
    expect(said).toContain("Only a public https address");
    expect(said).not.toContain("secret");
    expect([await guilds.find(FIRST), synced]).toEqual([undefined, []]);
  });

  it("reads a repository, and goes back to the uploads, which are kept", async () => {
    const at = await fake();
    const { guilds, synced } = await guildBot(at);
    await add(at, "mill.md", MILL);
    const source = { kind: "git", url: "https://1.1.1.1/docs.git", branch: "main" } as const;
    const given = { repository: source.url, branch: source.branch };
    await resultOf(use(at, "sync", given), /I read it again/);
    expect(synced).toMatchObject([source]);
    expect(await say(at, "settings")).toContain("goes back to the documents");
    expect(await say(at, "add", { file: file("tower.md", TOWER) })).toContain(source.url);
    await resultOf(use(at, "sync"), /I read it again/);
    expect(synced).toHaveLength(2);
    await resultOf(use(at, "sync", { uploads: true }), /those again that were added here/);
    expect((await guilds.find(FIRST))?.settings.source).toEqual({ kind: "uploads" });
    expect(await say(at, "ask", QUESTION)).toContain("but Sunday");
  });

  it("keeps the source from before where the first fetch fails", async () => {
    const at = await fake();
    const why = "expected a branch main, found none";
    const failed = { outcome: "failed", step: "fetch", why, origin: undefined } as const;
    const { guilds } = await guildBot(at, { sync: async () => failed });
    await resultOf(use(at, "sync", { repository: "https://1.1.1.1/docs.git" }), new RegExp(why));
    expect((await guilds.find(FIRST))?.settings.source).toEqual({ kind: "uploads" });
  });
});
