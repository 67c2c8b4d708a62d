/** @module Channels, forums and threads with the real discord.js: what members write, and what a client hears of it. */
import { Events, GatewayIntentBits } from "discord.js";
import type { Client, Message, ThreadChannel } from "discord.js";
import { expect, test } from "vitest";
import { clientFor, eventually, fakeForTest } from "./client.ts";
import { GUILD_ID } from "./ids.ts";
import type { FakeDiscord, FakeDiscordOptions } from "./server.ts";

const CHANNEL = "1100000000000000101";
const FORUM = "1100000000000000102";
const MEMBER = "1100000000000000103";
const { Guilds, GuildMessages, MessageContent, DirectMessages } = GatewayIntentBits;
const ALL = [Guilds, GuildMessages, MessageContent, DirectMessages];

type Heard = {
  readonly fake: FakeDiscord;
  readonly client: Client;
  readonly messages: readonly Message[];
  readonly packets: readonly { readonly t: string; readonly d: Record<string, unknown> }[];
};

async function listening(
  intents: readonly GatewayIntentBits[] = ALL,
  options: FakeDiscordOptions = {},
): Promise<Heard> {
  const channels = [
    { id: CHANNEL, name: "help" },
    { id: FORUM, type: 15, name: "questions" },
  ];
  const fake = await fakeForTest({ channels, messageContent: "limited", ...options });
  const client = clientFor(fake, { intents: [...intents] });
  const messages: Message[] = [];
  const packets: { t: string; d: Record<string, unknown> }[] = [];
  client.on(Events.MessageCreate, (message) => void messages.push(message));
  client.on(Events.Raw, (packet: { t: string | null; d: Record<string, unknown> }) => {
    if (packet.t !== null) packets.push({ t: packet.t, d: packet.d });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  return { fake, client, messages, packets };
}

const heardOf = ({ packets }: Heard, event: string): readonly Record<string, unknown>[] =>
  packets.filter(({ t }) => t === event).map(({ d }) => d);

test("a client that asks for guilds gets their channels", async () => {
  const { client } = await listening();
  const names = client.channels.cache.map((channel) => ("name" in channel ? channel.name : ""));
  expect([...names]).toEqual(["help", "questions"]);
  expect(client.guilds.cache.get(GUILD_ID)?.name).toBe("A guild");
});

test("a message is heard with its author, roles and files", async () => {
  const { fake, messages } = await listening();
  const bytes = Buffer.from("a picture");
  const attachments = [{ filename: "shot.png", bytes }];
  fake.say({ channelId: CHANNEL, content: "hi", userId: MEMBER, roles: ["11"], attachments });
  await eventually(() => messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ content: "hi", guildId: GUILD_ID, channelId: CHANNEL });
  expect(messages[0]?.author.id).toBe(MEMBER);
  expect(messages[0]?.attachments.first()).toMatchObject({ name: "shot.png", size: bytes.length });
});

test("a post is a thread and a message of one ID, in either order", async () => {
  const { fake, client, packets } = await listening();
  const threads: ThreadChannel[] = [];
  client.on(Events.ThreadCreate, (thread, isNew) => void (isNew && threads.push(thread)));
  const post = fake.postIn({ forumId: FORUM, title: "Why?", content: "It rains", userId: MEMBER });
  fake.postIn({ forumId: FORUM, title: "And now?", isMessageFirst: true });
  await eventually(() => threads).toHaveLength(2);
  expect(threads[0]).toMatchObject({ id: post.id, name: "Why?", parentId: FORUM, ownerId: MEMBER });
  const order = packets.slice(-4).map(({ t }) => t);
  const [thread, message] = ["THREAD_CREATE", "MESSAGE_CREATE"];
  expect(order).toEqual([thread, message, message, thread]);
});

test("a session hears only of what its intents name", async () => {
  const heard = await listening([GuildMessages]);
  heard.fake.postIn({ forumId: FORUM, title: "Why?" });
  await eventually(() => heardOf(heard, "MESSAGE_CREATE")).toHaveLength(1);
  const silent = await listening([Guilds]);
  silent.fake.say({ channelId: CHANNEL, content: "hi" });
  silent.fake.openThread("1100000000000000177", CHANNEL);
  await eventually(() => heardOf(silent, "THREAD_CREATE")).toHaveLength(1);
  expect(heardOf(heard, "THREAD_CREATE")).toEqual([]);
  expect(heardOf(heard, "GUILD_CREATE")).toEqual([]);
  expect(heardOf(silent, "MESSAGE_CREATE")).toEqual([]);
});

test("without the intent, content is that of mentions, the bot and replies to it", async () => {
  const heard = await listening([Guilds, GuildMessages]);
  const { fake, client } = heard;
  const attachments = [{ filename: "a.png", bytes: Buffer.from("a") }];
  const plain = fake.say({ channelId: CHANNEL, content: "secret", attachments });
  fake.say({ channelId: CHANNEL, content: `<@${fake.applicationId}> open` });
  const channel = await client.channels.fetch(CHANNEL);
  if (!channel?.isSendable()) throw new Error("The channel takes no messages");
  const own = await channel.send({ content: "mine", reply: { messageReference: plain.id } });
  fake.say({ channelId: CHANNEL, content: "to you", replyTo: own.id });
  fake.say({ channelId: CHANNEL, content: "quietly", replyTo: own.id, isQuiet: true });
  await eventually(() => heardOf(heard, "MESSAGE_CREATE")).toHaveLength(5);
  const created = heardOf(heard, "MESSAGE_CREATE");
  const contents = created.map(({ content }) => content);
  expect(contents).toEqual(["", `<@${fake.applicationId}> open`, "mine", "to you", ""]);
  expect(created[0]).toMatchObject({ attachments: [], embeds: [], components: [] });
  expect(created[2]).toMatchObject({ type: 19, referenced_message: { id: plain.id, content: "" } });
  expect(created[3]).toMatchObject({ type: 19, referenced_message: { content: "mine" } });
});

test("the intent for content is granted by the application's flags", async () => {
  const fake = await fakeForTest({ messageContent: "verified" });
  const application = await fetch(`${fake.api}/v10/applications/@me`, {
    headers: { authorization: `Bot ${fake.token}` },
  });
  expect(await application.json()).toMatchObject({ flags: 1 << 18 });
  const { client } = await listening();
  expect(client.application?.flags.bitfield).toBe(1 << 19);
});

test("messages of bots and webhooks, and replies to a missing message, have the documented fields", async () => {
  const heard = await listening();
  const { fake } = heard;
  const said = fake.say({ channelId: CHANNEL, content: "here" });
  fake.say({ channelId: CHANNEL, content: "beep", bot: true });
  fake.say({ channelId: CHANNEL, content: "hook", webhook: true, userId: MEMBER });
  const reply = fake.say({ channelId: CHANNEL, content: "there", replyTo: said.id });
  fake.deleteMessage(said.id);
  fake.editMessage(reply.id, `then <@${MEMBER}>`);
  await eventually(() => heardOf(heard, "MESSAGE_UPDATE")).toHaveLength(1);
  const [, bot, hook] = heardOf(heard, "MESSAGE_CREATE");
  expect(bot).toMatchObject({ author: { bot: true }, member: {} });
  expect(hook).toMatchObject({ author: { bot: true }, webhook_id: MEMBER });
  expect(hook).not.toHaveProperty("member");
  expect(heardOf(heard, "MESSAGE_DELETE")).toMatchObject([{ id: said.id, channel_id: CHANNEL }]);
  expect(heardOf(heard, "MESSAGE_UPDATE")).toMatchObject([
    {
      content: `then <@${MEMBER}>`,
      referenced_message: null,
      edited_timestamp: expect.any(String),
    },
  ]);
});

test("a deleted thread is gone, and a channel takes its threads along", async () => {
  const heard = await listening();
  const { fake, client } = heard;
  const post = fake.postIn({ forumId: FORUM, title: "Why?" });
  const other = fake.postIn({ forumId: FORUM, title: "And why not?" });
  fake.deleteChannel(post.id);
  fake.deleteChannel(FORUM);
  await eventually(() => heardOf(heard, "CHANNEL_DELETE")).toHaveLength(1);
  expect(heardOf(heard, "THREAD_DELETE")).toEqual([
    { id: post.id, guild_id: GUILD_ID, parent_id: FORUM, type: 11 },
    { id: other.id, guild_id: GUILD_ID, parent_id: FORUM, type: 11 },
  ]);
  await expect(client.channels.fetch(post.id, { force: true })).rejects.toMatchObject({
    code: 10003,
  });
  expect(() => fake.say({ channelId: post.id })).toThrow(`no channel ${post.id}`);
});

test("what happens in a channel that the bot cannot see is not heard", async () => {
  const heard = await listening();
  const { fake, client } = heard;
  fake.forbid(FORUM, "view");
  fake.postIn({ forumId: FORUM, title: "Why?" });
  fake.say({ channelId: CHANNEL, content: "hi" });
  await eventually(() => heard.messages).toHaveLength(1);
  expect(heardOf(heard, "THREAD_CREATE")).toEqual([]);
  await expect(client.channels.fetch(FORUM, { force: true })).rejects.toMatchObject({
    code: 50001,
  });
});
