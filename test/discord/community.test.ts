/** @module Conversations end to end, with the bot's own commands: posts, offers, removals, threads, follow-ups. */

import { describe, expect, it } from "vitest";
import { createListener } from "../../commands/post.ts";
import { decode } from "../../src/reply/action.ts";
import type { CommunitySettings } from "../../src/base/config/collections.ts";
import type { AskOptions } from "../../src/collection/ask.ts";
import { type Feedback, NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { APPLICATION_ID } from "../fake-discord/ids.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { fakeDiscord, joinedBot, PRIVATE } from "../support/bot.ts";

const FORUM = "1100000000000000201";
const ASKED = "1100000000000000202";
const CHANNEL = "1100000000000000203";
const AUTHOR = "1100000000000000204";
const OTHER = "1100000000000000205";
const QUESTION = "When does the harbour open in the morning?";
const IN_VAIN = "Where can I rent a bicycle for my holiday?";
const FOLLOW_UP = "And for guests?";
const MANAGES_MESSAGES = String(1 << 13);
const SOON = { timeout: 5_000 };
const EN = wordsFor("en");

/** The bot in a server with a forum, an ask channel, and a channel whose answers get threads. */
async function community(change: Partial<CommunitySettings> = {}, answerMentions = true) {
  const fake = await fakeDiscord({
    channels: [{ id: FORUM, type: 15 }, { id: ASKED }, { id: CHANNEL }],
    messageContent: "limited",
  });
  const asked: [question: string, options: AskOptions][] = [];
  const events: string[] = [];
  const unanswered: Parameters<Feedback["unanswered"]>[] = [];
  const feedback: Feedback = {
    ...NO_FEEDBACK,
    note: (event) => void events.push(event),
    unanswered: async (...one) => void unanswered.push(one),
  };
  const answerIn = [FORUM, ASKED];
  await joinedBot({
    fake,
    // Its replies in a channel are counted.
    abilities: { listener: createListener() },
    feedback: { for: () => feedback },
    community: { answerIn, threadsIn: [CHANNEL], ...change },
    settings: { answerIn, answerMentions },
    wrap: (library) => ({
      ...library,
      async ask(question, options) {
        asked.push([question, options]);
        const answer = await library.ask(question, options);
        return question === FOLLOW_UP ? { ...answer, carried: ["harbour"] } : answer;
      },
    }),
  });
  return { fake, asked, events, unanswered };
}

type Written = ReturnType<FakeDiscord["written"]>[number];

/** Waits for the bot's messages in a channel. */
async function writtenIn(fake: FakeDiscord, channelId: string, count = 1) {
  await expect.poll(() => fake.written(channelId).length, SOON).toBe(count);
  return fake.written(channelId);
}

const buttonOf = ({ components }: Written, action: string): string => {
  const all = JSON.stringify(components).matchAll(/"custom_id":"([^"]+)"/g);
  const ids = Array.from(all, ([, id = ""]) => id);
  return ids.find((id) => decode(id)?.action === action) ?? "none";
};

describe("a post in a forum", () => {
  it("whose answer is sure is answered once, in its thread, pinging no one", async () => {
    const { fake, events } = await community();
    const { id } = fake.postIn({ forumId: FORUM, title: QUESTION, userId: AUTHOR });
    const [reply] = await writtenIn(fake, id);
    expect(questionOf(reply?.content ?? "")?.question).toBe(QUESTION);
    expect(reply?.content).toContain(EN.posts.unasked);
    expect(reply?.embeds).toHaveLength(1);
    expect(reply?.mentions).toEqual([]);
    fake.editMessage(id, "Oh, and when does it close?");
    fake.say({ channelId: id, content: "I would like to know this too?", userId: OTHER });
    fake.say({ channelId: ASKED, content: QUESTION, userId: OTHER });
    await writtenIn(fake, ASKED);
    expect(fake.written(id)).toHaveLength(1);
    expect(events).toEqual(["spoke", "spoke"]);
    expect(fake.faults).toEqual([]);
  });

  it("whose answer is not sure, that greets, or is a picture in a channel meets silence", async () => {
    const { fake, asked, events, unanswered } = await community();
    const picture = { filename: "a.png", bytes: new Uint8Array(4), contentType: "image/png" };
    const { id } = fake.postIn({ forumId: FORUM, title: IN_VAIN, content: "" });
    const { id: greeting } = fake.postIn({ forumId: FORUM, title: "Hello!", content: "" });
    fake.say({ channelId: ASKED, content: "", attachments: [picture] });
    fake.say({ channelId: ASKED, content: "The harbour opens in the morning." });
    await expect.poll(() => events, SOON).toEqual(["silent"]);
    fake.say({ channelId: ASKED, content: QUESTION });
    await writtenIn(fake, ASKED);
    expect([...fake.written(id), ...fake.written(greeting)]).toEqual([]);
    expect(asked.map(([question]) => question)).toEqual([IN_VAIN, QUESTION]);
    expect(unanswered).toEqual([[IN_VAIN, expect.objectContaining({ isPost: true })]]);
    expect(fake.faults).toEqual([]);
  });

  it("is answered beside another that comes at once", async () => {
    const { fake, events } = await community();
    const posts = [QUESTION, "What color is the boat of the pilot for ships from the north?"].map(
      (title) => fake.postIn({ forumId: FORUM, title }).id,
    );
    await expect.poll(() => events.length, SOON).toBe(2);
    const replies = await Promise.all(posts.map((id) => writtenIn(fake, id)));
    expect(replies.flat().map(({ content }) => questionOf(content)?.question)).toEqual([
      QUESTION,
      "What color is the boat of the pilot for ships from the north?",
    ]);
  });
});

describe("an offer to search", () => {
  it("answers each member who presses it, for them alone", async () => {
    const { fake, events } = await community({ offersSearch: true });
    const { id: channelId } = fake.postIn({ forumId: FORUM, title: IN_VAIN, userId: AUTHOR });
    const [offer] = await writtenIn(fake, channelId);
    expect(offer?.content).toContain(EN.posts.offer);
    if (!offer) return;
    const customId = buttonOf(offer, "search");
    for (const userId of [AUTHOR, OTHER]) {
      const pressed = fake.interact({
        type: "component",
        customId,
        messageId: offer.id,
        channelId,
        userId,
      });
      const { content, flags } = await pressed.message();
      expect(flags).toBe(PRIVATE);
      expect(questionOf(content)?.question).toBe(IN_VAIN);
      expect(content).toContain("Nothing found");
    }
    expect(fake.written(channelId)).toEqual([offer]);
    expect(events).toEqual(["silent"]);
    expect(fake.faults).toEqual([]);
  });
});

describe("the button under a reply to a post", () => {
  it.each([
    ["its author", { userId: AUTHOR }, true],
    ["a moderator", { userId: OTHER, memberPermissions: MANAGES_MESSAGES }, true],
    ["anyone else", { userId: OTHER, memberPermissions: "0" }, false],
  ])("removes it for %s: %s", async (_, who, isRemoved) => {
    const { fake, events } = await community();
    const { id: channelId } = fake.postIn({ forumId: FORUM, title: QUESTION, userId: AUTHOR });
    const [reply] = await writtenIn(fake, channelId);
    if (!reply) return;
    const customId = buttonOf(reply, "dismiss");
    const press = { type: "component", customId, messageId: reply.id, channelId, ...who } as const;
    const pressed = fake.interact(press);
    if (isRemoved) await expect.poll(() => fake.message(reply.id), SOON).toBeUndefined();
    else {
      await expect.poll(() => pressed.followUps().length, SOON).toBe(1);
      const [line] = pressed.followUps();
      expect([line?.content, line?.flags]).toEqual([EN.posts.notYours, PRIVATE]);
      expect(fake.written(channelId)).toHaveLength(1);
    }
    expect(events).toEqual(isRemoved ? ["spoke", "removed"] : ["spoke"]);
    expect(fake.faults).toEqual([]);
  });
});

describe("an answer in a channel of threads", () => {
  const ask = (fake: FakeDiscord) =>
    fake.interact({
      type: "command",
      name: "ask",
      options: { question: QUESTION },
      channelId: CHANNEL,
    });

  it("has a thread of its own, in which a mention and a reply go on", async () => {
    const { fake, asked } = await community();
    const notice = await ask(fake).message();
    const [first] = await writtenIn(fake, notice.id);
    expect(notice.content.split("\n")).toEqual([`**${QUESTION}**`, EN.posts.inThread]);
    expect(first?.content).toContain(EN.posts.goOn);
    expect(first?.embeds).toHaveLength(1);

    const mention = `<@${APPLICATION_ID}> ${FOLLOW_UP}`;
    fake.say({ channelId: notice.id, content: mention, userId: AUTHOR });
    await writtenIn(fake, notice.id, 2);
    fake.say({ channelId: notice.id, content: FOLLOW_UP, replyTo: first?.id ?? "" });
    const [, second, third] = await writtenIn(fake, notice.id, 3);
    expect(asked.map(([, { before }]) => before)).toEqual([undefined, QUESTION, QUESTION]);
    for (const reply of [second, third]) {
      expect(reply?.content.split("\n").slice(0, 2)).toEqual([
        `**${FOLLOW_UP}** (harbour)`,
        `-# ${EN.posts.carried}`,
      ]);
      expect(reply?.content).not.toContain(EN.posts.goOn);
    }
    // A follow-up of the follow-up keeps the words that were carried.
    fake.say({ channelId: notice.id, content: "And on Sundays?", replyTo: second?.id ?? "" });
    await writtenIn(fake, notice.id, 4);
    expect(asked.at(-1)?.[1].before).toBe(`${FOLLOW_UP} harbour`);
    expect(fake.written(CHANNEL)).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("invites to no mention where mentions are not answered", async () => {
    const { fake } = await community({}, false);
    const notice = await ask(fake).message();
    const [first] = await writtenIn(fake, notice.id);
    expect(first?.embeds).toHaveLength(1);
    expect(first?.content).not.toContain(EN.posts.goOn);
  });

  it("is shown in the channel where the bot may open no thread", async () => {
    const { fake } = await community();
    fake.forbid(CHANNEL, "threads");
    const asking = ask(fake);
    await expect.poll(() => asking.edits().at(-1)?.embeds?.length, SOON).toBe(1);
    expect(asking.edits().at(-1)?.content).toContain(EN.posts.goOn);
  });

  it("is shown in the channel where it greets or is private", async () => {
    const { fake } = await community();
    const command = { type: "command", name: "ask", channelId: CHANNEL } as const;
    const greeting = await fake.interact({ ...command, options: { question: "hello" } }).message();
    expect(greeting.content).toContain("I'm not a chatbot");
    const options = { question: QUESTION, private: true };
    const { embeds } = await fake.interact({ ...command, options }).message();
    expect(embeds).toHaveLength(1);
    expect(fake.requests.filter(({ path }) => path.endsWith("/threads"))).toEqual([]);
  });
});
