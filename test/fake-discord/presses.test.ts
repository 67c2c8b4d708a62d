/** @module Presses under the bot's messages in channels and threads, with the real discord.js. */
import { Events, GatewayIntentBits, MessageFlags } from "discord.js";
import type { ButtonInteraction } from "discord.js";
import { expect, test } from "vitest";
import { clientFor, eventually, fakeForTest } from "./client.ts";
import type { FakeDiscord } from "./server.ts";

const CHANNEL = "1100000000000000101";
const FORUM = "1100000000000000102";
const row = { type: 1, components: [{ type: 2, style: 2, label: "✖", custom_id: "x" }] };
const { Guilds, GuildMessages } = GatewayIntentBits;

/** Connects a bot that replies to every message of a member with a button. */
async function replying(
  press: (pressed: ButtonInteraction) => Promise<unknown>,
): Promise<FakeDiscord> {
  const fake = await fakeForTest({ channels: [{ id: CHANNEL }, { id: FORUM, type: 15 }] });
  const client = clientFor(fake, { intents: [Guilds, GuildMessages] });
  client.on(Events.MessageCreate, (message) => {
    if (message.author.bot) return;
    const allowedMentions = { parse: [], repliedUser: false };
    void message.reply({ content: "**Why?**", components: [row], allowedMentions });
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isButton()) void press(interaction);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  return fake;
}

async function answerIn(fake: FakeDiscord, channelId: string): Promise<string> {
  await eventually(() => fake.written(channelId)).toHaveLength(1);
  return fake.written(channelId)[0]?.id ?? "";
}

test("a press brings the message that it names, with its place and the message before it", async () => {
  const seen: unknown[] = [];
  const fake = await replying(async (pressed) => {
    seen.push(
      pressed.message.toJSON(),
      pressed.channel?.toJSON(),
      pressed.memberPermissions?.bitfield,
    );
    await pressed.reply({ content: "done", flags: MessageFlags.Ephemeral });
  });
  const post = fake.postIn({ forumId: FORUM, title: "Why?", content: "secret" });
  const messageId = await answerIn(fake, post.id);
  const event = { type: "component", customId: "x", messageId } as const;
  let payload: unknown;
  const asked = fake.interact({ ...event, memberPermissions: "8192" }, (sent) => {
    payload = sent;
    return sent;
  });
  await asked.message();
  expect(payload).toMatchObject({
    channel_id: post.id,
    channel: { type: 11, parent_id: FORUM, name: "Why?" },
    member: { permissions: "8192" },
    message: {
      id: messageId,
      type: 19,
      content: "**Why?**",
      flags: 0,
      channel_id: post.id,
      message_reference: { message_id: post.id },
      referenced_message: { id: post.id },
    },
  });
  expect(seen[0]).toMatchObject({ id: messageId, content: "**Why?**" });
  expect(seen[1]).toMatchObject({ parentId: FORUM });
  expect(seen[2]).toBe(8192n);
});

test("a press that deletes the original deletes the message under the button", async () => {
  const fake = await replying(async (pressed) => {
    await pressed.deferUpdate();
    await pressed.deleteReply();
  });
  const post = fake.postIn({ forumId: FORUM, title: "Why?" });
  const messageId = await answerIn(fake, post.id);
  fake.interact({ type: "component", customId: "x", messageId });
  await eventually(() => fake.written(post.id)).toEqual([]);
  expect(fake.message(messageId)).toBeUndefined();
  expect(fake.faults).toEqual([]);
});

test("only what is there can be pressed", async () => {
  const fake = await replying(async (pressed) => pressed.deferUpdate());
  const said = fake.say({ channelId: CHANNEL, content: "hi" });
  const press = { type: "component", customId: "x", messageId: said.id } as const;
  expect(() => fake.interact(press)).toThrow("has no component x");
});
