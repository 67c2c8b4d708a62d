/** @module Messages of a bot in channels, threads and direct messages, and their refusals. */
import { REST, Routes } from "discord.js";
import { expect, test } from "vitest";
import { fakeForTest } from "./client.ts";
import type { FakeDiscord } from "./server.ts";

const CHANNEL = "1100000000000000101";
const FORUM = "1100000000000000102";
const NEWS = "1100000000000000103";
const MEMBER = "1100000000000000104";
const channels = [{ id: CHANNEL }, { id: FORUM, type: 15 }, { id: NEWS, type: 5 }];
const quiet = { allowed_mentions: { parse: [] } };

type Body = Readonly<Record<string, unknown>>;
type Api = {
  readonly fake: FakeDiscord;
  readonly rest: REST;
  readonly write: (channelId: string, more?: Body) => Promise<unknown>;
  readonly start: (channelId: string, messageId: string, more?: Body) => Promise<unknown>;
};

async function api(): Promise<Api> {
  const fake = await fakeForTest({ channels });
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  return {
    fake,
    rest,
    write: (id, more) =>
      rest.post(Routes.channelMessages(id), { body: { content: "An answer", ...quiet, ...more } }),
    start: (id, message, more) =>
      rest.post(Routes.threads(id, message), { body: { name: "A question", ...more } }),
  };
}

const replyTo = (id: string, more: Body = {}): Body => ({
  message_reference: { message_id: id, ...more },
});

test("a reply refers to its message, and pings no one", async () => {
  const { fake, write } = await api();
  const asked = fake.say({ channelId: CHANNEL, content: "Why?" });
  expect(await write(CHANNEL, replyTo(asked.id))).toMatchObject({
    type: 19,
    channel_id: CHANNEL,
    mentions: [],
    message_reference: { message_id: asked.id, channel_id: CHANNEL },
    referenced_message: { id: asked.id, content: "Why?" },
  });
  expect(fake.written(CHANNEL)).toMatchObject([{ content: "An answer" }]);
});

test("a member is mentioned where the content and the request name them", async () => {
  const { fake, write } = await api();
  const users = { allowed_mentions: { parse: [], users: [MEMBER] } };
  await write(CHANNEL, { content: `<@${MEMBER}>`, ...users });
  await write(CHANNEL, { content: `<@${MEMBER}>` });
  expect(fake.written(CHANNEL).map(({ mentions }) => mentions)).toEqual([[MEMBER], []]);
});

test("a reply to a message that is gone is refused, or is no reply", async () => {
  const { fake, write } = await api();
  const asked = fake.say({ channelId: CHANNEL });
  fake.deleteMessage(asked.id);
  const refused = write(CHANNEL, replyTo(asked.id));
  await expect(refused).rejects.toMatchObject({ code: 50035, status: 400 });
  await expect(refused).rejects.toThrow("MESSAGE_REFERENCE_UNKNOWN_MESSAGE");
  const lenient = { fail_if_not_exists: false };
  expect(await write(CHANNEL, replyTo(asked.id, lenient))).toMatchObject({ type: 0 });
});

test("a nonce that counts once writes once", async () => {
  const { fake, write } = await api();
  const once = { nonce: "n1", enforce_nonce: true };
  expect(await write(CHANNEL, once)).toEqual(await write(CHANNEL, once));
  await write(NEWS, once);
  expect(fake.written(CHANNEL)).toHaveLength(1);
  expect(fake.written(NEWS)).toHaveLength(1);
});

test("a thread has the ID of its message, and there is one", async () => {
  const { fake, write, start } = await api();
  const asked = fake.say({ channelId: CHANNEL, content: "Why?" });
  expect(await start(CHANNEL, asked.id, { auto_archive_duration: 60 })).toMatchObject({
    id: asked.id,
    type: 11,
    parent_id: CHANNEL,
    owner_id: fake.applicationId,
    thread_metadata: { archived: false, locked: false, auto_archive_duration: 60 },
  });
  await expect(start(CHANNEL, asked.id)).rejects.toMatchObject({ code: 160004, status: 400 });
  await write(asked.id);
  expect(fake.written(asked.id)).toHaveLength(1);
  expect(fake.written(CHANNEL)).toEqual([]);
  expect(fake.message(asked.id)).toMatchObject({ flags: 32, thread: { id: asked.id } });
  expect(fake.faults).toEqual([]);
});

test.each<[string, Body]>([
  ["name", { name: "" }],
  ["name", { name: "x".repeat(101) }],
  ["auto_archive_duration", { auto_archive_duration: 61 }],
  ["title", { title: "A question" }],
])("a thread with a bad %s is refused, which is a fault", async (field, body) => {
  const { fake, start } = await api();
  const asked = fake.say({ channelId: CHANNEL });
  await expect(start(CHANNEL, asked.id, body)).rejects.toMatchObject({ code: 50035 });
  expect(fake.faults.join()).toContain(field);
});

test("threads start in text channels and announcements only", async () => {
  const { fake, start } = await api();
  const news = fake.say({ channelId: NEWS });
  expect(await start(NEWS, news.id)).toMatchObject({ type: 10 });
  const post = fake.postIn({ forumId: FORUM, title: "Why?" });
  await expect(start(FORUM, post.id)).rejects.toMatchObject({ code: 50024 });
  await expect(start(post.id, post.id)).rejects.toMatchObject({ code: 50024 });
  await expect(start(CHANNEL, post.id)).rejects.toMatchObject({ code: 10008 });
});

test("a message reopens an archived thread, but not a locked one", async () => {
  const { fake, rest, write } = await api();
  const { id } = fake.postIn({ forumId: FORUM, title: "Why?" });
  fake.archive(id);
  await write(id);
  const thread = await rest.get(Routes.channel(id));
  expect(thread).toMatchObject({ thread_metadata: { archived: false } });
  fake.lock(id);
  await expect(write(id)).rejects.toMatchObject({ code: 160005, status: 403 });
  fake.archive(id);
  await expect(write(id)).rejects.toMatchObject({ code: 50083, status: 403 });
  expect(fake.written(id)).toHaveLength(1);
});

test.each([
  ["view", 50001],
  ["send", 50013],
] as const)("without the right to %s the bot is refused by %d", async (right, code) => {
  const { fake, rest, write } = await api();
  fake.forbid(CHANNEL, right);
  await expect(write(CHANNEL)).rejects.toMatchObject({ code, status: 403 });
  const typing = rest.post(Routes.channelTyping(CHANNEL));
  await expect(typing).rejects.toMatchObject({ code });
  fake.permit(CHANNEL, right);
  await write(CHANNEL);
  expect(fake.faults).toEqual([]);
});

test("a channel's threads have its rights, except for writing", async () => {
  const { fake, write, start } = await api();
  const asked = fake.say({ channelId: CHANNEL });
  await start(CHANNEL, asked.id);
  fake.forbid(CHANNEL, "send");
  await write(asked.id);
  fake.forbid(CHANNEL, "send in threads");
  await expect(write(asked.id)).rejects.toMatchObject({ code: 50013 });
  const post = fake.postIn({ forumId: FORUM, title: "Why?" });
  fake.forbid(FORUM, "send");
  await expect(write(post.id)).rejects.toMatchObject({ code: 50013 });
  await expect(write(FORUM)).rejects.toMatchObject({ code: 50008 });
});

test("starting a thread and replying need rights of their own", async () => {
  const { fake, write, start } = await api();
  const asked = fake.say({ channelId: CHANNEL });
  fake.forbid(CHANNEL, "threads");
  fake.forbid(CHANNEL, "history");
  await expect(start(CHANNEL, asked.id)).rejects.toMatchObject({ code: 50013, status: 403 });
  await expect(write(CHANNEL, replyTo(asked.id))).rejects.toMatchObject({ code: 160002 });
  await write(CHANNEL);
});

test("the bot deletes its own messages only", async () => {
  const { fake, rest, write } = await api();
  const asked = fake.say({ channelId: CHANNEL });
  await write(CHANNEL);
  const [own] = fake.written(CHANNEL);
  const remove = (id = ""): Promise<unknown> => rest.delete(Routes.channelMessage(CHANNEL, id));
  await remove(own?.id);
  expect(fake.written(CHANNEL)).toEqual([]);
  await expect(remove(own?.id)).rejects.toMatchObject({ code: 10008 });
  await expect(remove(asked.id)).rejects.toMatchObject({ code: 50013 });
});

test("a direct message reaches a member who takes them", async () => {
  const { fake, rest, write } = await api();
  const open = (): Promise<unknown> =>
    rest.post(Routes.userChannels(), { body: { recipient_id: MEMBER } });
  const { id } = (await open()) as { id: string };
  expect(await open()).toMatchObject({ id, type: 1, recipients: [{ id: MEMBER }] });
  await write(id);
  expect(fake.told(MEMBER)).toMatchObject([{ content: "An answer", channelId: id }]);
  fake.closeDirect(MEMBER);
  await expect(write(id)).rejects.toMatchObject({ code: 50007, status: 403 });
  const toItself = rest.post(Routes.userChannels(), { body: { recipient_id: fake.applicationId } });
  await expect(toItself).rejects.toMatchObject({ code: 50033 });
});

test("an unknown channel is refused", async () => {
  const { fake, rest, write } = await api();
  const unknown = "1100000000000000199";
  await expect(write(unknown)).rejects.toMatchObject({ code: 10003, status: 404 });
  await expect(rest.get(Routes.channel(unknown))).rejects.toMatchObject({ code: 10003 });
  expect(await rest.get(Routes.channel(FORUM))).toMatchObject({ type: 15, available_tags: [] });
  expect(fake.faults).toEqual([]);
});
