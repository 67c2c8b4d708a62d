/** @module Whatever Discord may send, raw: every interaction is answered or refused, and the bot goes on. */

import { InteractionResponseType } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/base/observation.ts";
import { ASK, joinedBot, PRIVATE } from "../support/bot.ts";
import { APPLICATION_ID, CHANNEL_ID } from "../fake-discord/ids.ts";
import { fieldsOf, type Fields } from "../fake-discord/json.ts";
import { CHANNELS, CONTEXTS, INTERACTIONS, MESSAGES } from "../fake-discord/kinds.ts";
import { writtenMessage } from "../fake-discord/payloads.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";

const FIND = { type: "message command", name: "Find sources", content: "" } as const;
const HELP = { type: "command", name: "help" } as const;
const TEXT = "The harbour opens at six in the morning.";

/** The interaction on a message with other fields. */
const onMessage =
  (change: Fields) =>
  (payload: Fields): Fields => {
    const data = fieldsOf(payload["data"]);
    const id = String(data["target_id"]);
    const written = fieldsOf(fieldsOf(fieldsOf(data["resolved"])["messages"])[id]);
    return {
      ...payload,
      data: { ...data, resolved: { messages: { [id]: { ...written, ...change } } } },
    };
  };

const overlaid =
  (...changes: readonly Fields[]) =>
  (payload: Fields): Fields =>
    Object.assign({}, payload, ...changes) as Fields;

async function expectAlive(fake: FakeDiscord): Promise<void> {
  expect((await fake.interact(HELP).message()).content).toContain("/ask");
  expect(fake.faults).toEqual([]);
}

describe("Find sources", () => {
  it("is answered on a message of every kind", async () => {
    const { fake } = await joinedBot();
    for (const [kind, change] of Object.entries(MESSAGES)) {
      const asked = fake.interact({ ...FIND, content: TEXT }, onMessage(change));
      expect(await asked.acknowledged(), kind).toMatchObject({ type: 5, data: { flags: PRIVATE } });
      const { content, embeds } = await asked.message();
      if (change["content"] === "") expect(content, kind).toMatch(/has no text to search for/);
      else expect(embeds, kind).not.toEqual([]);
    }
    await expectAlive(fake);
  });

  it("is answered in a channel of every type, for every member", async () => {
    const { fake } = await joinedBot();
    for (const channel of CHANNELS)
      for (const [context, where] of Object.entries(CONTEXTS)) {
        const forge = overlaid({ channel: { id: CHANNEL_ID, ...channel } }, where);
        const asked = fake.interact({ ...FIND, content: TEXT }, forge);
        expect(
          (await asked.message()).embeds,
          `${JSON.stringify(channel)}, ${context}`,
        ).not.toEqual([]);
      }
    await expectAlive(fake);
  });
});

describe("an interaction of every type", () => {
  it.each(Object.entries(CONTEXTS))("is answered or refused in %s", async (_, where) => {
    const { fake } = await joinedBot();
    for (const [kind, change] of Object.entries(INTERACTIONS)) {
      const asked = fake.interact(HELP, overlaid(where, change));
      const { type } = await asked.acknowledged();
      const expected = kind.startsWith("autocomplete") ? [8] : kind === "ping" ? [1] : [4, 5];
      expect(expected, kind).toContain(type);
      if (type === InteractionResponseType.DeferredChannelMessageWithSource) await asked.message();
    }
    await expectAlive(fake);
  });
});

describe("an interaction that can't be read", () => {
  const broken: readonly (readonly [string, Fields])[] = [
    ["without a type", { type: undefined }],
    ["with a type in words", { type: "2" }],
    ["without data", { data: undefined }],
    ["with data that is none", { data: [] }],
    ["without a name", { data: { options: [] } }],
    ["without a user", { member: undefined, user: undefined }],
    ["with a user without an ID", { member: { user: { id: 5 } } }],
    ["with a guild that is none", { guild_id: "../../x" }],
    ["with a channel that is none", { channel_id: 7 }],
    ["without an application", { application_id: undefined }],
    ["with an option that is none", { data: { name: "ask", options: [null] } }],
    ["with an option without a name", { data: { name: "ask", options: [{ value: "a" }] } }],
    [
      "with an option of objects",
      { data: { name: "ask", options: [{ name: "question", value: {} }] } },
    ],
    ["with too many options", { data: { name: "ask", options: Array(26).fill({ name: "a" }) } }],
    [
      "with a text longer than any",
      { data: { name: "ask", options: [{ name: "question", value: "a".repeat(1e6) }] } },
    ],
    ["that is a press under nothing", { type: 3, data: { custom_id: "x", component_type: 2 } }],
  ];
  it("is refused privately, in the language of the reader", async () => {
    const seen: Observation[] = [];
    const { fake } = await joinedBot({ observe: (observation) => void seen.push(observation) });
    // The login.
    seen.length = 0;
    for (const [what, change] of broken) {
      const asked = fake.interact({ ...ASK, locale: "de" }, overlaid(change));
      expect(await asked.acknowledged(), what).toMatchObject({ type: 4, data: { flags: PRIVATE } });
      expect((await asked.message()).content, what).toMatch(/Ich kann nicht lesen/);
    }
    expect(seen).toEqual(broken.map(() => ({ kind: "refusal", reason: "unreadable" })));
    await expectAlive(fake);
  });

  it("gets no suggestions where it is about them", async () => {
    const { fake } = await joinedBot();
    const typing = { type: "autocomplete", name: "source", options: { id: "h" } } as const;
    for (const [what, change] of broken.filter((entry) => !("type" in entry[1]))) {
      const asked = fake.interact(typing, overlaid({ ...change, type: 4 }));
      expect(await asked.choices(), what).toEqual([]);
    }
    await expectAlive(fake);
  });

  it("without the ID or token of an answer is counted, and nothing is sent", async () => {
    const seen: Observation[] = [];
    const { fake } = await joinedBot({ observe: (observation) => void seen.push(observation) });
    // The login.
    seen.length = 0;
    const before = fake.requests.length;
    const without: readonly Fields[] = [
      { id: undefined },
      { id: 5 },
      { id: "1/../2" },
      { token: undefined },
      { token: "" },
      { token: ".." },
      { token: "a/b" },
      { token: "a".repeat(5_000) },
    ];
    for (const change of without) fake.interact(ASK, overlaid(change));
    for (const data of [null, [], "x", 1] as unknown[])
      fake.gateway.dispatch("INTERACTION_CREATE", data as Fields);
    const unanswerable = { kind: "refusal", reason: "unanswerable" };
    await expect.poll(() => seen, { timeout: 4_000 }).toEqual(Array(12).fill(unanswerable));
    expect(fake.requests).toHaveLength(before);
    await expectAlive(fake);
  });
});

describe("a message", () => {
  it("of every kind that mentions the bot is answered or passed over", async () => {
    const { fake } = await joinedBot({ settings: { answerMentions: true } });
    const mention = { content: `<@${APPLICATION_ID}> ${TEXT}`, mentions: [APPLICATION_ID] };
    for (const change of Object.values(MESSAGES)) {
      const written = { ...writtenMessage(mention), ...change };
      fake.gateway.dispatch("MESSAGE_CREATE", written, String(written["guild_id"]));
    }
    for (const data of [null, [], "x", {}] as unknown[])
      fake.gateway.dispatch("MESSAGE_CREATE", data as Fields);
    const isHeard = ({ type = 0, author, mentions, webhook_id }: Fields): boolean =>
      (type === 0 || type === 19) && author !== null && !mentions && !webhook_id;
    const heard = Object.values(MESSAGES).filter(isHeard).length;
    await expect.poll(() => fake.written(CHANNEL_ID).length, { timeout: 10_000 }).toBe(heard);
    await expectAlive(fake);
  });
});

describe("an event", () => {
  it("that the bot knows nothing of is passed over", async () => {
    const { fake } = await joinedBot();
    const names = [
      "GUILD_CREATE",
      "CHANNEL_UPDATE",
      "THREAD_CREATE",
      "READY",
      "RESUMED",
      "A_NEW_ONE",
      "__proto__",
    ];
    for (const name of names)
      for (const data of [null, {}, [], 7, { id: {} }] as unknown[])
        if (name !== "READY" || data !== null) fake.gateway.dispatch(name, data as Fields);
    await expectAlive(fake);
  });
});
