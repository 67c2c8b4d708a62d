/** @module Posts end to end: what counts as one, in channels and forums, and what the bot may not say. */

import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Listener, Post } from "../../src/interactions/action.ts";
import { message } from "../../src/reply/message.ts";
import { APPLICATION_ID, USER_ID } from "../fake-discord/ids.ts";
import type { Fields } from "../fake-discord/json.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { type BotOptions, fakeDiscord, joinedBot, UNLIMITED } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";

const ASKED = "1100000000000000101";
const FORUM = "1100000000000000102";
const OTHER = "1100000000000000103";
const OTHER_FORUM = "1100000000000000104";
const MEMBER = "1100000000000000105";
const QUESTION = "When does the harbour open?";
const SOON = { timeout: 4_000 };

const channels = [
  { id: ASKED },
  { id: FORUM, type: 15 },
  { id: OTHER },
  { id: OTHER_FORUM, type: 15 },
];

type Said = Parameters<FakeDiscord["say"]>[0];
type Posted = Parameters<FakeDiscord["postIn"]>[0];

interface Options extends Pick<BotOptions, "settings" | "timing"> {
  /** False where Discord refuses the intent for content. */
  readonly isGranted?: boolean;
  readonly answer?: Listener["run"];
}

const echo: Listener["run"] = async ({ text }) => ({
  message: message(`You wrote: ${text.slice(0, 100)}`),
});

/** A bot whose listener answers every post at once. */
async function listening({ isGranted = true, settings, timing, answer = echo }: Options = {}) {
  const granted = isGranted ? ({ messageContent: "limited" } as const) : {};
  const fake = await fakeDiscord({ channels, ...granted });
  const heard: Post[] = [];
  const run: Listener["run"] = (post, context) => {
    heard.push(post);
    return answer(post, context);
  };
  const answerIn = [ASKED, FORUM];
  const { log, text } = keptLog();
  const { gateway } = await joinedBot({
    fake,
    abilities: { listener: { name: "post", accepts: () => true, run } },
    community: { answerIn },
    settings: { answerIn, answerMentions: true, ...settings },
    timing: { request: 1_000, retries: [20], ...timing },
    log,
  });
  const warnings = () =>
    text()
      .split("\n")
      .filter((line) => /"level":[4-6]0/.test(line));
  return { fake, gateway, heard, log: text, warnings };
}

const repliesIn = (fake: FakeDiscord): readonly Fields[] =>
  fake.requests
    .filter(({ method, path }) => method === "POST" && path.endsWith("/messages"))
    .map(({ body, path }) => ({ ...(body as Fields), path }));

/** Waits until all that was sent before is handled. */
async function settled(fake: FakeDiscord): Promise<void> {
  await fake.interact({ type: "command", name: "help", channelId: ASKED }).message();
  await sleep(50);
}

/** Writes one more post, and waits until it is answered: everything before it was heard by then. */
async function writeLast(fake: FakeDiscord): Promise<string> {
  const { id } = fake.say({ channelId: ASKED, content: "the last one" });
  await expect.poll(() => JSON.stringify(repliesIn(fake)), SOON).toContain("the last one");
  return id;
}

describe("the intents", () => {
  const intents = { posts: 1 | 512 | 32_768, rest: 1 | 512 };

  it("of a bot that answers posts are those for guilds, messages and their content", async () => {
    const { fake } = await listening();
    expect(fake.gateway.identifies.map((one) => one["intents"])).toEqual([intents.posts]);
  });

  it("are fewer where Discord refuses the privileged one: all else is served, with one warning", async () => {
    const { fake, heard, warnings } = await listening({ isGranted: false });
    const asked = () => fake.gateway.identifies.map((one) => one["intents"]);
    expect(asked()).toEqual([intents.posts, intents.rest]);
    fake.postIn({ forumId: FORUM, title: QUESTION });
    const mention = fake.say({ channelId: ASKED, content: `<@${APPLICATION_ID}> ${QUESTION}` });
    await expect.poll(() => fake.written(ASKED).length, SOON).toBe(1);
    expect(repliesIn(fake)[0]).toMatchObject({ message_reference: { message_id: mention.id } });
    expect(heard).toEqual([]);
    fake.gateway.invalidSession(false);
    await expect.poll(asked, SOON).toEqual([intents.posts, intents.rest, intents.rest]);
    const told = warnings().filter((line) => line.includes("4014") && line.includes("answerIn"));
    expect(told).toEqual([expect.stringMatching(/Bot > Message Content Intent.*COMMUNITY\.md/)]);
    expect(fake.faults).toEqual([]);
  });
});

describe("a post", () => {
  it("in a channel is answered in a reply that pings no one, and nothing is shown before it", async () => {
    const { fake, heard } = await listening();
    const { id } = fake.say({
      channelId: ASKED,
      content: QUESTION,
      userId: MEMBER,
      roles: [OTHER],
    });
    await expect.poll(() => fake.written(ASKED).length, SOON).toBe(1);
    expect(heard).toEqual([
      expect.objectContaining({
        messageId: id,
        text: QUESTION,
        userId: MEMBER,
        channelId: ASKED,
        parentId: null,
        roleIds: [OTHER],
        locale: "",
      }),
    ]);
    expect(heard[0]?.title).toBeUndefined();
    const [reply, ...others] = repliesIn(fake);
    expect(others).toEqual([]);
    expect(reply).toMatchObject({
      content: `You wrote: ${QUESTION}`,
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: id, fail_if_not_exists: true },
      nonce: `${id}a`,
      enforce_nonce: true,
    });
    expect(fake.requests.filter(({ path }) => path.endsWith("/typing"))).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it.each([true, false])(
    "in a forum has a title, whichever event comes first (message first: %j)",
    async (isMessageFirst) => {
      const { fake, heard } = await listening();
      const { id } = fake.postIn({
        forumId: FORUM,
        title: "Opening hours",
        content: QUESTION,
        isMessageFirst,
      });
      await expect.poll(() => fake.written(id).length, SOON).toBe(1);
      expect(heard).toEqual([
        expect.objectContaining({
          messageId: id,
          channelId: id,
          parentId: FORUM,
          title: "Opening hours",
          text: QUESTION,
        }),
      ]);
      const asked = fake.requests.filter(({ path }) => path === `/channels/${id}`);
      expect(asked.length).toBe(isMessageFirst ? 1 : 0);
      expect(fake.faults).toEqual([]);
    },
  );

  it.each<[string, Partial<Said & Posted>]>([
    ["of a picture alone has its title", { attachments: [picture()], content: "" }],
    ["of 4,000 characters is whole", { content: "harbour ".repeat(500) }],
    ["that names a member is one", { content: `has <@${MEMBER}> seen the harbour?` }],
  ])("in a forum %s", async (_, change) => {
    const { fake, heard } = await listening();
    const { id } = fake.postIn({ forumId: FORUM, title: "Hours", content: QUESTION, ...change });
    await expect.poll(() => fake.written(id).length, SOON).toBe(1);
    expect(heard).toMatchObject([{ title: "Hours", text: change.content }]);
    expect(fake.faults).toEqual([]);
  });

  it.each<[string, (fake: FakeDiscord) => unknown]>([
    ["a reply", (fake) => fake.say({ replyTo: before(fake), content: "x", channelId: ASKED })],
    ["a message in another channel", (fake) => fake.say({ channelId: OTHER, content: "x" })],
    ["one of another bot", (fake) => say(fake, { bot: true })],
    ["one of a webhook", (fake) => say(fake, { webhook: true })],
    [
      "a picture without text in a channel",
      (fake) => say(fake, { attachments: [picture()], content: " " }),
    ],
    ["one that addresses a member", (fake) => say(fake, { content: ` <@${MEMBER}> when?` })],
    ["a notice of Discord's own", (fake) => system(fake)],
    ["one in a thread of the channel", (fake) => inThread(fake)],
    ["the second message of a forum post", (fake) => inOtherForum(fake)],
    [
      "a post in another forum",
      (fake) => fake.postIn({ forumId: OTHER_FORUM, title: "x", content: "x" }),
    ],
    ["an edit", (fake) => fake.editMessage(before(fake), "x")],
  ])("is not %s", async (_, write) => {
    const { fake, heard } = await listening();
    write(fake);
    const last = await writeLast(fake);
    expect(heard.filter(({ text }) => !["first", "the last one"].includes(text))).toEqual([]);
    expect(heard.at(-1)?.messageId).toBe(last);
    expect(fake.faults).toEqual([]);
  });

  const before = (fake: FakeDiscord): string =>
    fake.say({ channelId: OTHER, content: "before" }).id;
  const say = (fake: FakeDiscord, said: Said) =>
    fake.say({ channelId: ASKED, content: "x", ...said });
  const system = (fake: FakeDiscord): void => {
    const { id } = fake.say({ channelId: OTHER, content: "x" });
    const notice = { ...fake.message(id), id: `${id}9`.slice(1), channel_id: ASKED, type: 8 };
    fake.gateway.dispatch("MESSAGE_CREATE", { ...notice, guild_id: "1100000000000000003" });
  };
  const inThread = (fake: FakeDiscord): void => {
    fake.openThread("1100000000000000777", ASKED);
    fake.say({ channelId: "1100000000000000777", content: "x" });
  };
  const inOtherForum = (fake: FakeDiscord): void => {
    const { id } = fake.postIn({ forumId: FORUM, title: "First", content: "first" });
    fake.say({ channelId: id, content: "x" });
  };

  it("that mentions the bot is a mention, and is answered once", async () => {
    const { fake, heard } = await listening();
    say(fake, { content: `<@${APPLICATION_ID}> ${QUESTION}` });
    await expect.poll(() => fake.written(ASKED).length, SOON).toBe(1);
    await settled(fake);
    expect(heard).toEqual([]);
    expect(fake.written(ASKED)).toHaveLength(1);
  });

  it("that comes twice is answered once", async () => {
    const { fake, heard } = await listening();
    const { id } = say(fake, { content: QUESTION });
    const again = { ...fake.message(id), guild_id: "1100000000000000003" };
    fake.gateway.dispatch("MESSAGE_CREATE", again, "1100000000000000003");
    await writeLast(fake);
    expect(heard.map(({ messageId }) => messageId).filter((one) => one === id)).toEqual([id]);
  });

  it("is answered once where the answer to the request is lost", async () => {
    const { fake } = await listening({ timing: { request: 300 } });
    fake.fail({ method: "POST", path: /messages$/, delayMs: 900 });
    say(fake, { content: QUESTION });
    await expect.poll(() => repliesIn(fake).length, SOON).toBe(2);
    await settled(fake);
    expect(fake.written(ASKED)).toHaveLength(1);
  });
});

function picture() {
  return { filename: "shot.png", bytes: Buffer.from("a picture") };
}

describe("silence", () => {
  it.each<[string, Listener["run"]]>([
    ["where nothing is sure", async () => undefined],
    ["where the search fails", () => Promise.reject(new Error("broken"))],
  ])("is kept %s", async (_, answer) => {
    const { fake, heard } = await listening({ answer });
    fake.say({ channelId: ASKED, content: QUESTION });
    await expect.poll(() => heard.length, SOON).toBe(1);
    await settled(fake);
    expect(repliesIn(fake)).toEqual([]);
  });

  it("is kept where Discord refuses the form of the reply, and where the bot stops", async () => {
    let open = (): void => {};
    const opened = new Promise<undefined>((resolve) => (open = () => resolve(undefined)));
    const answer: Listener["run"] = async (post) =>
      post.text === "wait" ? opened : { message: message("A reply") };
    const { fake, gateway, heard } = await listening({
      answer,
      timing: { drain: 50, farewell: 50 },
    });
    fake.fail({ method: "POST", path: /messages$/, status: 400, body: { code: 50_035 }, times: 9 });
    fake.say({ channelId: ASKED, content: QUESTION });
    await expect.poll(() => repliesIn(fake).length, SOON).toBe(1);
    fake.say({ channelId: ASKED, content: "wait" });
    await expect.poll(() => heard.length, SOON).toBe(2);
    await gateway.leave();
    open();
    expect(repliesIn(fake).map(({ content }) => content)).toEqual(["A reply"]);
    expect(fake.written(ASKED)).toEqual([]);
  });

  /** A listener that waits until the test lets it go. */
  const gated = () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const answer: Listener["run"] = async (post, context) => {
      if (post.text !== "the last one") await opened;
      return echo(post, context);
    };
    return { answer, open: () => open() };
  };

  it.each<[string, (fake: FakeDiscord) => string, (fake: FakeDiscord, id: string) => void]>([
    ["message", inChannel, (fake, id) => fake.deleteMessage(id)],
    ["message in a forum", inForum, (fake, id) => fake.deleteMessage(id)],
    ["thread", inForum, (fake, id) => fake.deleteChannel(id)],
    [
      "message, with others",
      inChannel,
      (fake, id) => fake.gateway.dispatch("MESSAGE_DELETE_BULK", { ids: [id], channel_id: ASKED }),
    ],
  ])("is kept where the %s is deleted while it is searched", async (_, write, erase) => {
    const { answer, open } = gated();
    const { fake, heard, warnings } = await listening({ answer });
    const id = write(fake);
    await expect.poll(() => heard.length, SOON).toBe(1);
    erase(fake, id);
    await writeLast(fake);
    open();
    await settled(fake);
    expect(repliesIn(fake)).toMatchObject([{ content: "You wrote: the last one" }]);
    expect(warnings()).toEqual([]);
    expect(fake.faults).toEqual([]);
  });

  it("is kept where the post is gone, and its deletion was not heard", async () => {
    const { fake, heard, warnings } = await listening();
    const ghost = { ...fake.message(inOther(fake)), id: "1100000000000000999", channel_id: ASKED };
    fake.gateway.dispatch("MESSAGE_CREATE", { ...ghost, guild_id: "1100000000000000003" });
    await writeLast(fake);
    expect(heard).toHaveLength(2);
    expect(fake.written(ASKED)).toHaveLength(1);
    expect(warnings()).toEqual([]);
  });

  it.each<[string, (fake: FakeDiscord, id: string) => void]>([
    ["locked", (fake, id) => fake.lock(id)],
    [
      "locked and archived",
      (fake, id) => {
        fake.lock(id);
        fake.archive(id);
      },
    ],
  ])("is kept in a thread that is %s by then", async (_, close) => {
    const { answer, open } = gated();
    const { fake, heard, warnings } = await listening({ answer });
    const id = inForum(fake);
    await expect.poll(() => heard.length, SOON).toBe(1);
    close(fake, id);
    open();
    await expect.poll(() => repliesIn(fake).length, SOON).toBe(1);
    await settled(fake);
    expect(repliesIn(fake)).toHaveLength(1);
    expect(fake.written(id)).toEqual([]);
    expect(warnings()).toEqual([]);
  });

  it.each([
    ["a channel", ASKED, "send", inChannel],
    ["a channel whose history it can't read", ASKED, "history", inChannel],
    ["a forum", FORUM, "send in threads", inForum],
  ] as const)(
    "is kept in %s that refuses messages, without a search for a while, and with one warning",
    async (_, place, right, write) => {
      const { fake, heard, warnings } = await listening({ timing: { passOver: 1_500 } });
      fake.forbid(place, right);
      write(fake);
      await expect.poll(() => warnings().length, SOON).toBe(1);
      expect(warnings()[0]).toMatch(new RegExp(`"channel":"${place}".*Send Messages`));
      write(fake);
      await settled(fake);
      expect(heard).toHaveLength(1);
      await expect
        .poll(() => (write(fake), heard.length), { timeout: 4_000, interval: 200 })
        .toBe(2);
      await settled(fake);
      expect(warnings()).toHaveLength(1);
      fake.permit(place, right);
      const answered = () =>
        repliesIn(fake).some(({ path }) => fake.written(pathId(path)).length > 0);
      await expect
        .poll(() => (write(fake), answered()), { timeout: 4_000, interval: 200 })
        .toBe(true);
      expect(fake.faults).toEqual([]);
    },
  );

  const pathId = (path: unknown): string => String(path).split("/")[2] ?? "";
});

function inChannel(fake: FakeDiscord): string {
  return fake.say({ channelId: ASKED, content: QUESTION }).id;
}
function inOther(fake: FakeDiscord): string {
  return fake.say({ channelId: OTHER, content: QUESTION }).id;
}
function inForum(fake: FakeDiscord): string {
  return fake.postIn({ forumId: FORUM, title: "Hours", content: QUESTION }).id;
}

describe("ten thousand posts", () => {
  const MANY = 10_000;
  const packet = (at: number, place: Fields): Fields => ({
    id: String(1_200_000_000_000_000_000n + BigInt(at)),
    guild_id: "1100000000000000003",
    type: 0,
    content: QUESTION,
    author: { id: USER_ID },
    mentions: [],
    ...place,
  });

  it("are searched as often as the limits allow, and the bot serves on", async () => {
    const rare = { times: 5, seconds: 600 };
    const limits = { ...UNLIMITED, perChannel: rare };
    const { fake, heard } = await listening({ settings: { limits } });
    for (let at = 0; at < MANY; at += 1)
      fake.gateway.dispatch("MESSAGE_CREATE", packet(at, { channel_id: ASKED }));
    await settled(fake);
    expect(heard).toHaveLength(5);
    await expect.poll(() => repliesIn(fake).length, SOON).toBe(5);
  });
});
