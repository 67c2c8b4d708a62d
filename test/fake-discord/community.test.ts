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
