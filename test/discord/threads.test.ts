/** @module Threads of their own for answers, what follows in them, and the removal of a reply. */

import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { MemberAction, Press } from "../../src/interactions/action.ts";
import type { Call, MemberCommand } from "../../src/interactions/command.ts";
import { encode } from "../../src/reply/action.ts";
import { message } from "../../src/reply/message.ts";
import { questionLine } from "../../src/reply/question-line.ts";
import { APPLICATION_ID } from "../fake-discord/ids.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { ASK, type BotOptions, fakeDiscord, joinedBot } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";

const CHANNEL = "1100000000000000101";
const VOICE = "1100000000000000102";
const FORUM = "1100000000000000103";
const THREAD = "1100000000000000104";
const MEMBER = "1100000000000000105";
const SOON = { timeout: 4_000 };
const QUESTION = "when does the harbour open?";
const MENTION = `<@${APPLICATION_ID}> ${QUESTION}`;

const THREADS = { name: "Opening hours", notice: message("The answer is in the thread.") };

interface Options extends Pick<BotOptions, "settings" | "timing"> {
  /** Shown in each answer, with the words carried from the question before. */
  readonly question?: string | undefined;
  readonly carried?: readonly string[];
}

/** A bot whose /ask answers in a thread, and whose button removes its message. */
async function answering({ settings, timing, question = QUESTION, carried = [] }: Options = {}) {
  const channels = [{ id: CHANNEL }, { id: VOICE, type: 2 }, { id: FORUM, type: 15 }];
  const fake = await fakeDiscord({ channels, messageContent: "limited" });
  fake.openThread(THREAD, CHANNEL, { name: "Guests" });
  const calls: Call[] = [];
  const presses: Press[] = [];
  const ask: MemberCommand = {
    scope: "everywhere",
    definition: { name: "ask", description: "asks" },
    isPrivate: ({ options }) => options["private"] === true,
    async run(call) {
      calls.push(call);
      const content = `${questionLine(question, carried)}\nAt six.`;
      return { message: message(content, [], { components: [REMOVE] }), thread: THREADS };
    },
  };
  const remove: MemberAction = {
    name: "remove",
    accepts: () => true,
    manner: () => "change",
    async run(_, press) {
      presses.push(press);
      return { removes: true };
    },
  };
  const { log, text } = keptLog();
  await joinedBot({
    fake,
    abilities: { commands: [ask], actions: [remove] },
    settings: { answerMentions: true, ...settings },
    timing: { request: 1_000, retries: [20], ...timing },
    log,
  });
  const warnings = () =>
    text()
      .split("\n")
      .filter((line) => /"level":[4-6]0/.test(line));
  return { fake, calls, presses, warnings };
}

const REMOVAL = encode("remove", {});
const REMOVE = {
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: ButtonStyle.Secondary as const,
      custom_id: REMOVAL,
      label: "✖",
    },
  ],
};

const ANSWER = "**when does the harbour open?**\nAt six.";

const openedIn = (fake: FakeDiscord) =>
  fake.requests.filter(({ path }) => path.endsWith("/threads")).map(({ body }) => body);

describe("a thread for an answer", () => {
  it("is opened on the message that mentions the bot", async () => {
    const { fake, warnings } = await answering();
    const { id } = fake.say({ channelId: CHANNEL, content: MENTION });
    await expect.poll(() => fake.written(id).length, SOON).toBe(1);
    expect(fake.written(id)).toMatchObject([{ content: ANSWER }]);
    expect(fake.written(CHANNEL)).toEqual([]);
    expect(openedIn(fake)).toEqual([{ name: "Opening hours", auto_archive_duration: 1_440 }]);
    expect(warnings()).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("is opened on the reply to a command, which shows a notice", async () => {
    const { fake, warnings } = await answering();
    const asked = fake.interact({ ...ASK, channelId: CHANNEL });
    const { id, content } = await asked.message();
    expect(content).toBe("The answer is in the thread.");
    await expect.poll(() => fake.written(id).length, SOON).toBe(1);
    expect(fake.written(id)).toMatchObject([{ content: ANSWER }]);
    expect(asked.edits()).toHaveLength(1);
    expect(warnings()).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it.each([
    ["a thread", THREAD],
    ["a voice channel", VOICE],
  ])("is not opened in %s", async (_, channelId) => {
    const { fake, warnings } = await answering();
    fake.say({ channelId, content: MENTION });
    const asked = fake.interact({ ...ASK, channelId });
    expect((await asked.message()).content).toBe(ANSWER);
    await expect.poll(() => fake.written(channelId).length, SOON).toBe(1);
    expect(openedIn(fake)).toEqual([]);
    expect(warnings()).toEqual([]);
  });

  it.each(["threads", "send in threads"] as const)(
    "gives way to the usual reply where the bot lacks the permission: %s",
    async (right) => {
      const { fake, warnings } = await answering();
      fake.forbid(CHANNEL, right);
      const { id } = fake.say({ channelId: CHANNEL, content: MENTION });
      await expect.poll(() => fake.written(CHANNEL).length, SOON).toBe(1);
      expect(fake.written(CHANNEL)).toMatchObject([{ content: ANSWER }]);
      expect(fake.written(id)).toEqual([]);
      const asked = fake.interact({ ...ASK, channelId: CHANNEL });
      await expect.poll(() => asked.edits().at(-1)?.content, SOON).toBe(ANSWER);
      expect(asked.followUps()).toEqual([]);
      expect(warnings().length).toBe(2);
    },
  );

  it("gives way where Discord is out of order, and where the question is deleted", async () => {
    const { fake } = await answering();
    fake.fail({ path: /threads$/, status: 503, times: 4 });
    fake.say({ channelId: CHANNEL, content: MENTION });
    await expect.poll(() => fake.written(CHANNEL).length, SOON).toBe(1);
    fake.fail({ path: /threads$/, status: 404, body: { code: 10_008 } });
    const asked = fake.interact({ ...ASK, channelId: CHANNEL });
    await expect.poll(() => asked.edits().at(-1)?.content, SOON).toBe(ANSWER);
  });

  it("gives way in a reply that one member alone sees", async () => {
    const { fake } = await answering();
    fake.fail({ path: /threads$/, status: 404, body: { code: 10_008 } });
    const options = { ...ASK.options, private: true };
    const asked = fake.interact({ ...ASK, options, channelId: CHANNEL });
    await expect.poll(() => asked.edits().at(-1)?.content, SOON).toBe(ANSWER);
  });

  it.each([/threads$/, /messages$/, /@original$/])(
    "is opened once, and the answer shown once, where the answer to %s is lost",
    async (path) => {
      const { fake, warnings } = await answering({ timing: { request: 300 } });
      fake.fail({ path, delayMs: 900 });
      const asked = fake.interact({ ...ASK, channelId: CHANNEL });
      await expect
        .poll(() => fake.requests.filter((one) => path.test(one.path)).length, SOON)
        .toBe(2);
      const { id, content } = await asked.message();
      await expect.poll(() => fake.written(id).length, SOON).toBe(1);
      expect(content).toBe("The answer is in the thread.");
      expect(fake.written(id)).toMatchObject([{ content: ANSWER }]);
      expect(fake.written(CHANNEL)).toEqual([]);
      expect(warnings()).toEqual([]);
    },
  );
});

describe("the question before", () => {
  const beforeOf = async (write: (fake: FakeDiscord) => unknown) => {
    // With the intent for content, the texts of all messages are read.
    const { fake, calls } = await answering({ settings: { answerIn: [FORUM] } });
    write(fake);
    await expect.poll(() => calls.length, SOON).toBe(1);
    return calls[0]?.before;
  };

  it.each([
    ["its question", [], "when does the harbour open?"],
    ["with the words that it carried", ["opening", "hours"], "and for guests? opening hours"],
  ])("is of the message that a reply answers: %s", async (_, carried, expected) => {
    const question = carried.length > 0 ? "and for guests?" : undefined;
    const { fake, calls } = await answering({ question, carried });
    const { id: threadId } = fake.say({ channelId: CHANNEL, content: MENTION });
    await expect.poll(() => fake.written(threadId).length, SOON).toBe(1);
    const replyTo = fake.written(threadId)[0]?.id ?? "";
    fake.say({ channelId: threadId, content: "and on Sundays?", replyTo });
    await expect.poll(() => calls.length, SOON).toBe(2);
    expect(calls.map(({ before }) => before)).toEqual([undefined, expected]);
    expect(calls[1]?.options).toMatchObject({ question: "and on Sundays?" });
  });

  it("is the name of the thread, where there is none of a message", async () => {
    expect(await beforeOf((fake) => fake.say({ channelId: THREAD, content: MENTION }))).toBe(
      "Guests",
    );
    const inForum = (fake: FakeDiscord) => {
      const { id } = fake.postIn({ forumId: FORUM, title: "Opening hours", content: "Hello" });
      const { id: replyTo } = fake.say({ channelId: id, content: "**what?**", userId: MEMBER });
      fake.say({ channelId: id, content: MENTION, replyTo });
    };
    expect(await beforeOf(inForum)).toBe("Opening hours");
  });

  it("is none in a channel, and none where the channel is not known", async () => {
    expect(await beforeOf((fake) => fake.say({ channelId: CHANNEL, content: MENTION }))).toBe(
      undefined,
    );
    const unknown = (fake: FakeDiscord) => {
      fake.fail({ path: /^\/channels\/\d+$/, status: 403 });
      fake.say({ channelId: THREAD, content: MENTION });
    };
    expect(await beforeOf(unknown)).toBeUndefined();
  });
});

describe("the removal of a reply", () => {
  it("deletes a reply to a command, and one that was posted as a message", async () => {
    const { fake, warnings } = await answering();
    const asked = fake.interact({ ...ASK, channelId: THREAD });
    const shown = await asked.message();
    fake.say({ channelId: THREAD, content: MENTION });
    await expect.poll(() => fake.written(THREAD).length, SOON).toBe(1);
    const written = fake.written(THREAD)[0]?.id ?? "";
    for (const messageId of [shown.id, written]) {
      fake.interact({ type: "component", customId: REMOVAL, messageId });
      await expect.poll(() => fake.message(messageId), SOON).toBeUndefined();
    }
    expect(warnings()).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("happens once, however often a member presses", async () => {
    const { fake, warnings } = await answering();
    const { id: messageId } = await fake.interact({ ...ASK, channelId: THREAD }).message();
    const press = { type: "component", customId: REMOVAL, messageId } as const;
    const all = Array.from({ length: 100 }, () => fake.interact(press));
    await Promise.all(all.map(({ acknowledged }) => acknowledged()));
    await expect.poll(() => fake.message(messageId), SOON).toBeUndefined();
    expect(warnings()).toEqual([]);
  });

  it("happens once where the answer to the request is lost", async () => {
    const { fake, warnings } = await answering({ timing: { request: 500 } });
    const { id: messageId } = await fake.interact({ ...ASK, channelId: THREAD }).message();
    fake.fail({ method: "DELETE", path: /messages/, delayMs: 1_500 });
    fake.interact({ type: "component", customId: REMOVAL, messageId });
    const deletions = () => fake.requests.filter(({ method }) => method === "DELETE");
    await expect.poll(() => deletions().length, SOON).toBe(2);
    expect(fake.message(messageId)).toBeUndefined();
    await fake.interact({ type: "command", name: "none", channelId: THREAD }).acknowledged();
    expect(warnings()).toEqual([]);
  });

  it.each([
    ["no permission", "0", CHANNEL, false],
    ["no permission that can be read", "-1", CHANNEL, false],
    ["Manage Messages", String(1 << 13), CHANNEL, true],
    ["Administrator", String(1 << 3), CHANNEL, true],
    ["Manage Threads, in a channel", String(1n << 34n), CHANNEL, false],
    ["Manage Threads, in a thread", String(1n << 34n), THREAD, true],
  ])("tells who moderates the channel: %s", async (_, memberPermissions, channelId, expected) => {
    const { fake, presses } = await answering();
    fake.interact({ type: "component", customId: REMOVAL, channelId, memberPermissions });
    await expect.poll(() => presses.length, SOON).toBe(1);
    expect(presses[0]?.rights.moderator).toBe(expected);
    expect(fieldsOf(presses[0]?.rights)).toMatchObject({ operator: false });
  });
});
