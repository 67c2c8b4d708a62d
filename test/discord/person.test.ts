/** @module "Ask a person" from end to end: with the real client, channels that refuse, and closed direct messages. */

import { describe, expect, it } from "vitest";
import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { CommunityEvent } from "../../src/base/observation.ts";
import { NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import { eventually } from "../fake-discord/client.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { APPLICATION_ID, GUILD_ID } from "../fake-discord/ids.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { type BotOptions, fakeDiscord, joinedBot, PRIVATE } from "../support/bot.ts";
import { freshActions } from "../support/fresh-actions.ts";
import { keptLog } from "../support/kept-log.ts";

const HELP = "1100000000000000101";
const DESK = "1100000000000000102";
const THREAD = "1100000000000000103";
const ROLE = "1100000000000000104";
const ASKER = "1200000000000000777";
const MODERATOR = "1200000000000000778";
/** Manage Messages, with the rights of a plain member. */
const MODERATES = String(2_147_552_256n | (1n << 13n));
const QUESTION = "Quantum chromodynamics lattice gauge?";
const LINK = `https://discord.com/channels/${GUILD_ID}/${HELP}`;

async function scene(options: BotOptions = {}) {
  const fake = await fakeDiscord({ channels: [{ id: HELP }, { id: DESK }] });
  const { log, text } = keptLog();
  const events: CommunityEvent[] = [];
  const feedback = { ...NO_FEEDBACK, note: (event: CommunityEvent) => void events.push(event) };
  const desk = { channelId: DESK, roleId: ROLE, pingEverySeconds: 900, hasDigest: false };
  const bot = { fake, log, feedback: { for: () => feedback }, community: { desk } };
  const abilities = { actions: freshActions() };
  await joinedBot({ ...bot, abilities, ...options });
  return { fake, logged: text, events };
}

type Shown = { readonly id: string; readonly components: readonly APIMessageTopLevelComponent[] };

/** Presses the button with a label, under a message. */
function press(fake: FakeDiscord, label: string, { id, components }: Shown, more: object = {}) {
  const button = flatten(components)
    .map(fieldsOf)
    .find((one) => one["label"] === label);
  const customId = String(button?.["custom_id"]);
  return fake.interact({ type: "component", customId, messageId: id, userId: ASKER, ...more });
}

const ask = (fake: FakeDiscord, options: object = {}, channelId = HELP) =>
  fake
    .interact({
      type: "command",
      name: "ask",
      options: { question: QUESTION, ...options },
      userId: ASKER,
      channelId,
    })
    .message();

/** Passes on the question of a reply; returns the preview as it is then. */
async function pass(fake: FakeDiscord, reply: Shown) {
  const preview = await press(fake, "Ask a person", reply).message();
  const sending = press(fake, "Send", preview);
  await eventually(() => sending.edits().length + sending.followUps().length).toBe(1);
  return { preview, after: sending.edits()[0] ?? sending.followUps()[0] };
}

const asModerator = { userId: MODERATOR, memberPermissions: MODERATES };

/** Marks the question that waits as answered, and waits until its post says so. */
async function settle(fake: FakeDiscord) {
  const [post] = fake.written(DESK);
  if (!post) throw new Error("no question waits");
  const settling = press(fake, "Mark as answered", post, asModerator);
  await eventually(() => settling.edits()).toHaveLength(1);
  return settling.edits()[0];
}

describe("a question that found nothing", () => {
  it("reaches the moderators, and its asker hears of their answer directly", async () => {
    const { fake, events } = await scene();
    const reply = await ask(fake);
    const { preview, after } = await pass(fake, reply);
    expect(preview.flags).toBe(PRIVATE);
    const stated = `<@${ASKER}> asks:\n**${QUESTION}**\n${LINK}/${reply.id}`;
    expect(preview.content.startsWith(`${stated}\n\n`)).toBe(true);
    expect(after?.content).toContain("Sent to the moderators");
    expect(after?.components).toEqual([]);
    const [post] = fake.written(DESK);
    expect(post?.content).toBe(`<@&${ROLE}> ${stated}`);
    expect(sentTo(fake, DESK)).toEqual([{ parse: [], roles: [ROLE] }]);

    const settled = await settle(fake);
    expect(settled?.id).toBe(post?.id);
    expect(settled?.components).toEqual([]);
    expect(settled?.content).toContain(
      `Answered by <@${MODERATOR}>. <@${ASKER}> got a direct message.`,
    );
    expect(fake.told(ASKER).map(({ content }) => content)).toEqual([
      `✅ The moderators have answered your question:\n**${QUESTION}**\n${LINK}/${reply.id}`,
    ]);
    expect(fake.written(HELP)).toEqual([]);
    expect(events).toEqual(["person", "settled"]);
    expect(fake.faults).toEqual([]);
  });

  it("is answered by one mention where its asker accepts no direct messages", async () => {
    const { fake } = await scene();
    fake.closeDirect(ASKER);
    const reply = await ask(fake);
    await pass(fake, reply);
    const settled = await settle(fake);
    expect(settled?.content).toContain(`<@${ASKER}> was mentioned in <#${HELP}>.`);
    expect(fake.written(HELP).map(({ content }) => content)).toEqual([
      `<@${ASKER}> ✅ The moderators have answered your question.\n${LINK}/${reply.id}`,
    ]);
    expect(sentTo(fake, HELP)).toEqual([{ parse: [], users: [ASKER] }]);
    expect(fake.faults).toEqual([]);
  });

  it("is talked about under its post without a word of the bot, unless somebody names it", async () => {
    const { fake } = await scene({ settings: { answerMentions: true } });
    await pass(fake, await ask(fake));
    const [{ id: replyTo } = { id: "" }] = fake.written(DESK);
    const reply = { channelId: DESK, replyTo, userId: MODERATOR };
    fake.say({ ...reply, content: "I told them that we have none." });
    fake.say({ ...reply, content: `<@${APPLICATION_ID}> ${QUESTION}` });
    await eventually(() => fake.written(DESK)).toHaveLength(2);
    expect(fake.written(DESK)[1]?.content).toContain(QUESTION);
    expect(fake.faults).toEqual([]);
  });

  it("may have been asked in a mention of the bot, or in a thread", async () => {
    const { fake } = await scene({ settings: { answerMentions: true } });
    fake.openThread(THREAD, HELP);
    fake.say({ channelId: HELP, content: `<@${APPLICATION_ID}> ${QUESTION}`, userId: ASKER });
    await eventually(() => fake.written(HELP)).toHaveLength(1);
    const [mentioned] = fake.written(HELP);
    const preview = await press(
      fake,
      "Ask a person",
      mentioned ?? { id: "", components: [] },
    ).message();
    expect(preview.content.split("\n")[2]).toBe(`${LINK}/${mentioned?.id}`);
    const inThread = await ask(fake, {}, THREAD);
    const other = await press(fake, "Ask a person", inThread).message();
    expect(other.content.split("\n")[2]).toBe(
      `https://discord.com/channels/${GUILD_ID}/${THREAD}/${inThread.id}`,
    );
    expect(fake.faults).toEqual([]);
  });

  it("is one post where a member presses a hundred times, and names no private reply", async () => {
    const { fake } = await scene();
    const reply = await ask(fake, { private: true });
    const preview = await press(fake, "Ask a person", reply).message();
    const presses = Array.from({ length: 100 }, () => press(fake, "Send", preview));
    await Promise.all(presses.map((one) => one.acknowledged()));
    await eventually(() => fake.written(DESK)).toHaveLength(1);
    expect(fake.written(DESK)[0]?.content.split("\n")[2]).toBe(LINK);
    await settle(fake);
    expect(fake.written(DESK)).toHaveLength(1);
    expect(fake.faults).toEqual([]);
  });

  it("stays with its asker while the operators' channel refuses it; the log says what to do", async () => {
    const { fake, logged, events } = await scene();
    fake.forbid(DESK, "send");
    const reply = await ask(fake);
    const { preview, after } = await pass(fake, reply);
    expect(after?.flags).toBe(PRIVATE);
    expect(after?.content).toMatch(/^I couldn't post .* nothing was sent\.[^\n]*$/);
    expect(logged()).toMatch(/channel 1100000000000000102.*Send Messages/);
    for (const secret of [ASKER, "chromodynamics"]) expect(logged()).not.toContain(secret);
    expect(events).toEqual([]);
    fake.permit(DESK, "send");
    const again = press(fake, "Send", preview);
    await eventually(() => again.edits()).toHaveLength(1);
    expect(fake.written(DESK)).toHaveLength(1);
  });

  it("is not marked as answered by a member", async () => {
    const { fake } = await scene();
    await pass(fake, await ask(fake));
    const [post] = fake.written(DESK);
    const pressed = press(fake, "Mark as answered", post ?? { id: "", components: [] });
    await eventually(() => pressed.followUps().map(({ content }) => content)).toEqual([
      "Only moderators can do this.",
    ]);
    expect(fake.written(DESK)).toEqual([post]);
    expect(fake.told(ASKER)).toEqual([]);
  });
});

/** The mentions that the messages in a channel allow. */
const sentTo = ({ requests }: FakeDiscord, channelId: string): unknown[] =>
  requests
    .filter(
      ({ method, path }) => method === "POST" && path.endsWith(`/channels/${channelId}/messages`),
    )
    .map(({ body }) => fieldsOf(body)["allowed_mentions"]);
