/** @module Messages in a guild: a command on one, and those that mention the bot. */

import { describe, expect, it } from "vitest";
import { EVERYONE } from "../../src/base/config/collections.ts";
import { type BotOptions, HOME, joinedBot, PRIVATE } from "../support/bot.ts";
import { APPLICATION_ID, CHANNEL_ID, GUILD_ID, USER_ID } from "../fake-discord/ids.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf, type Fields } from "../fake-discord/json.ts";
import { writtenMessage } from "../fake-discord/payloads.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";

const FIND = { type: "message command", name: "Find sources" } as const;
const GUILD_MESSAGES = 512;

describe("Find sources", () => {
  it("shows privately what bears on a message, and can show it to all", async () => {
    const { fake } = await joinedBot();
    const content = `<@${USER_ID}> the harbour opens at six in the morning, see https://example.org/x`;
    const asked = fake.interact({ ...FIND, content });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const found = await asked.message();
    expect(found.content.split("\n")[0]).toBe("**the harbour opens at six in the morning, see**");
    expect(found.content.split("\n").slice(1)).toEqual(["🔍 Found:"]);
    expect(found.embeds[0]?.description).toContain("opens at six in the morning");
    const share = flatten(found.components)
      .map(fieldsOf)
      .find(({ label }) => label === "Show to everyone")?.["custom_id"];
    const pressed = fake.interact({ type: "component", customId: String(share) });
    await expect.poll(() => pressed.followUps().length).toBe(1);
    const [shared] = pressed.followUps();
    expect(shared).toMatchObject({ embeds: found.embeds, flags: 0 });
    expect(shared?.content).toMatch(/^\*\*the harbour opens[^]*\n-# Shared by <@\d+>$/);
    expect(fake.faults).toEqual([]);
  });

  it("reads no more of a long message than of a question, and pings no one it names", async () => {
    const { fake } = await joinedBot();
    const content = "@everyone the harbour opens, **they** say, `so`. ".repeat(80);
    const { content: shown } = await fake.interact({ ...FIND, content }).message();
    expect(shown).not.toMatch(/(?<!\\)@/);
    expect(shown.split("\n")[0]?.length).toBeLessThan(610);
    expect(fake.faults).toEqual([]);
  });

  it.each(["", "😀", "https://example.org", `<@${USER_ID}> <:a:${USER_ID}>`])(
    "says that there is nothing to look for in %j",
    async (content) => {
      const { fake } = await joinedBot();
      const said = await fake.interact({ ...FIND, content }).message();
      expect(said.content).toMatch(/has no text to search for/);
    },
  );
});

describe("a mention", () => {
  const QUESTION = "When does the harbour open in the morning?";
  const mention = { content: `<@${APPLICATION_ID}> ${QUESTION}`, mentions: [APPLICATION_ID] };
  const listening = (options: BotOptions = {}) =>
    joinedBot({ ...options, settings: { answerMentions: true, ...options.settings } });

  function write(fake: FakeDiscord, message: Fields): Fields {
    const guild = message["guild_id"];
    fake.gateway.dispatch("MESSAGE_CREATE", message, typeof guild === "string" ? guild : null);
    return message;
  }
  const posts = (fake: FakeDiscord) =>
    fake.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));

  it("is heard only where the operator switched that on, by one intent more", async () => {
    const { fake: deaf } = await joinedBot();
    expect(deaf.gateway.identifies[0]).toMatchObject({ intents: 0 });
    write(deaf, writtenMessage(mention));
    await deaf.interact({ type: "command", name: "help" }).message();
    expect(deaf.written(CHANNEL_ID)).toEqual([]);
    const { fake } = await listening();
    expect(fake.gateway.identifies[0]).toMatchObject({ intents: GUILD_MESSAGES });
  });

  it("is answered as /ask is, in a reply that pings no one", async () => {
    const { fake } = await listening();
    const asked = write(fake, writtenMessage(mention));
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(1);
    const [answer] = fake.written(CHANNEL_ID);
    const same = await fake
      .interact({ type: "command", name: "ask", options: { question: QUESTION } })
      .message();
    expect(answer).toMatchObject({
      content: same.content,
      embeds: same.embeds,
      components: same.components,
    });
    expect(posts(fake)[0]?.body).toMatchObject({
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: asked["id"], fail_if_not_exists: false },
      nonce: `${String(asked["id"])}a`,
      enforce_nonce: true,
    });
    expect(fake.faults).toEqual([]);
  });

  it("in a reply to the bot is one, one without a word is a greeting, one of signs gets advice", async () => {
    const { fake } = await listening();
    write(fake, { ...writtenMessage({ ...mention, content: QUESTION }), type: 19 });
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(1);
    expect(fake.written(CHANNEL_ID)[0]?.embeds).not.toEqual([]);
    write(fake, writtenMessage({ ...mention, content: `<@!${APPLICATION_ID}>` }));
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(2);
    expect(fake.written(CHANNEL_ID)[1]?.content).toMatch(/I search documents/);
    write(fake, writtenMessage({ ...mention, content: `<@!${APPLICATION_ID}> ?!` }));
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(3);
    expect(fake.written(CHANNEL_ID)[2]?.content).toMatch(/^Please ask in 3 to 300 characters/);
  });

  it.each<[string, Fields]>([
    ["no one", { mentions: [] }],
    ["everyone", { mentions: [], mention_everyone: true }],
    ["the bot, by another bot", { author: { id: USER_ID, bot: true } }],
    ["the bot, by a webhook", { webhook_id: USER_ID }],
    ["the bot, in a notice of Discord's own", { type: 8 }],
    ["the bot, in a direct message", { guild_id: undefined }],
    ["the bot, in a guild that is not allowed", { guild_id: GUILD_ID }],
    ["the bot, with an ID that is none", { id: "../../x" }],
    ["the bot, without a text", { content: null }],
  ])("of %s is passed over", async (_, change) => {
    const { fake } = await listening({ settings: { allowedGuildIds: [HOME] } });
    write(fake, { ...writtenMessage({ ...mention, guildId: HOME }), ...change });
    const last = write(fake, writtenMessage({ ...mention, guildId: HOME }));
    await expect.poll(() => posts(fake).length, { timeout: 4_000 }).toBe(1);
    expect(posts(fake)[0]?.body).toMatchObject({ message_reference: { message_id: last["id"] } });
    expect(fake.faults).toEqual([]);
  });

  it("that is one too many is passed over in silence; one that comes twice is answered once", async () => {
    const often = { times: 99, seconds: 1 };
    const limits = { perChannel: often, overall: often, atOnce: 9 };
    const { fake } = await listening({
      settings: { limits: { ...limits, perUser: { times: 1, seconds: 60 } } },
    });
    const asked = write(fake, writtenMessage(mention));
    write(fake, asked);
    write(fake, writtenMessage(mention));
    write(fake, writtenMessage({ ...mention, userId: "1200000000000000555" }));
    await expect.poll(() => posts(fake).length, { timeout: 4_000 }).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(posts(fake)).toHaveLength(2);
  });

  describe("in a thread", () => {
    const THREAD = "1100000000000000077";
    const inThread = { ...mention, channelId: THREAD };
    const inChannel = () =>
      listening({
        settings: { hasCollections: true },
        audience: { ...EVERYONE, isEveryone: false, channels: [CHANNEL_ID] },
      });

    it("is answered by the collection of the channel around it, which is asked for once", async () => {
      const { fake } = await inChannel();
      fake.openThread(THREAD, CHANNEL_ID);
      for (const count of [1, 2]) {
        write(fake, writtenMessage(inThread));
        await expect.poll(() => fake.written(THREAD).length, { timeout: 4_000 }).toBe(count);
      }
      expect(fake.written(THREAD)[0]?.embeds[0]?.description).toContain("opens at six");
      expect(fake.requests.filter(({ path }) => path === `/channels/${THREAD}`)).toHaveLength(1);
      expect(fake.faults).toEqual([]);
    });

    it("is passed over where that is not known, as another collection might answer", async () => {
      const { fake } = await inChannel();
      fake.openThread(THREAD, CHANNEL_ID);
      fake.fail({ method: "GET", path: new RegExp(`channels/${THREAD}$`), status: 403 });
      write(fake, writtenMessage(inThread));
      await expect
        .poll(() => fake.requests.some(({ path }) => path === `/channels/${THREAD}`))
        .toBe(true);
      write(fake, writtenMessage(mention));
      await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(1);
      expect(fake.written(THREAD)).toEqual([]);
    });
  });

  it("is answered without links and buttons where Discord does not take them", async () => {
    const { fake } = await listening();
    fake.fail({ method: "POST", path: /messages$/, status: 400, body: { code: 50035 } });
    write(fake, writtenMessage(mention));
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(1);
    const [answer] = fake.written(CHANNEL_ID);
    expect(answer?.embeds[0]?.description).toContain("opens at six");
    expect(answer?.components).toEqual([]);
  });

  it("is answered though the bot may not show that it is writing, and its answer is tried again", async () => {
    const { fake } = await listening({ timing: { retries: [20, 20] } });
    fake.fail({ method: "POST", path: /typing/, status: 403 });
    fake.fail({ method: "POST", path: /messages$/, status: 503, times: 5 });
    write(fake, writtenMessage(mention));
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 4_000 }).toBe(1);
  });
});
