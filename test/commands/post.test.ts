/** @module Posts that address nobody, from the bot to the reply: spoken to only where the find is sure. */

import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createDismiss } from "../../commands/actions/dismiss.ts";
import { searchPost } from "../../commands/actions/search-post.ts";
import { ABILITIES } from "../../commands/index.ts";
import { createListener, OFFER_RATE, SPOKEN_RATE } from "../../commands/post.ts";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import type { Observation } from "../../src/base/observation.ts";
import type { Answer } from "../../src/collection/answer.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { AskOptions } from "../../src/collection/ask.ts";
import type { Library } from "../../src/collection/library.ts";
import { type Feedback, NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import type { Manner, Post, Press } from "../../src/interactions/action.ts";
import { createAdmission } from "../../src/interactions/admission.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Call } from "../../src/interactions/command.ts";
import { decode } from "../../src/reply/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { UNLIMITED } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { faultsOf } from "../support/replies.ts";

const FORUM = "5".repeat(18);
const CHANNEL = "6".repeat(18);
const AUTHOR = "1200000000000000055";
const OTHER = "1200000000000000056";
const QUESTION = "When does the harbour open in the morning?";
const EN = wordsFor("en");

const POST: Post = {
  userId: AUTHOR,
  guildId: "1",
  channelId: "7".repeat(18),
  parentId: FORUM,
  rights: { operator: false },
  locale: "",
  messageId: "8",
  title: QUESTION,
  text: "",
};
/** The same in a text channel. */
const MESSAGE: Post = { ...POST, channelId: CHANNEL, parentId: null, title: undefined };

const library = await memoryLibrary({ "harbour.md": HARBOUR });

interface Parts {
  readonly change?: Partial<Answer>;
  readonly offersSearch?: boolean;
  readonly isPrivate?: boolean;
  readonly atOnce?: number;
  readonly ask?: Library["ask"];
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** A bot over a library whose answers are changed. */
function listening({ change = {}, offersSearch = false, atOnce = 99, ...parts }: Parts) {
  const { ask, pause, isPrivate = false } = parts;
  const asked: [string, AskOptions][] = [];
  const events: string[] = [];
  const shown: string[] = [];
  const unanswered: Parameters<Feedback["unanswered"]>[] = [];
  const observed: Observation[] = [];
  const community = { ...NO_COMMUNITY, answerIn: [FORUM, CHANNEL], offersSearch };
  const changed: Library = {
    ...library,
    async ask(question, options) {
      asked.push([question, options]);
      return ask
        ? ask(question, options)
        : { ...(await library.ask(question, options)), ...change };
    },
  };
  const feedback: Feedback = {
    ...NO_FEEDBACK,
    note: (event) => void events.push(event),
    shown: (ids) => void shown.push(...ids),
    unanswered: async (...one) => void unanswered.push(one),
  };
  const { log, text } = keptLog();
  const bot = createBot({
    commands: ABILITIES.commands,
    actions: [...ABILITIES.actions.filter(({ name }) => name !== "dismiss"), createDismiss()],
    listener: createListener(pause),
    collections: singleCollection(changed, { community, isPrivate }),
    feedback: { for: () => feedback },
    admission: createAdmission({ ...UNLIMITED, atOnce }),
    observe: (one) => void observed.push(one),
    log,
  });
  const handle = async (use: Post | Press | Call, original?: string) => {
    const { transport, ...seen } = memoryTransport(original);
    await bot.handle(use, transport);
    return seen;
  };
  return { bot, handle, asked, events, shown, unanswered, observed, log: text };
}

const buttonsOf = (reply: Message | undefined) =>
  (reply?.components ?? []).flatMap((row) =>
    row.components.flatMap((one) => ("custom_id" in one ? [one] : [])),
  );
const buttonOf = (reply: Message | undefined, action: string) =>
  buttonsOf(reply).find((one) => decode(one.custom_id)?.action === action);

const pressOn = (
  reply: Message | undefined,
  action: string,
  change: Partial<Press> = {},
): Press => ({
  userId: OTHER,
  guildId: "1",
  channelId: POST.channelId,
  parentId: FORUM,
  rights: { operator: false },
  locale: "en-GB",
  customId: buttonOf(reply, action)?.custom_id ?? "",
  values: [],
  message: { id: "9", content: reply?.content ?? "", isPrivate: false },
  ...change,
});

describe("a post whose answer is sure", () => {
  it("is answered with quotations, by words that say that nobody asked, and buttons to vote and to remove", async () => {
    const { handle, events, shown, unanswered, observed } = listening({ change: { isSure: true } });
    const { messages, calls } = await handle(POST);
    expect(calls).toEqual(["acknowledge", "edit"]);
    const [reply] = messages;
    expect(reply?.content.split("\n")).toEqual([
      `-# **${QUESTION}**`,
      `-# ${EN.posts.unasked}`,
      EN.answer.found,
    ]);
    expect(reply?.embeds).toHaveLength(1);
    expect(reply?.allowed_mentions).toEqual({ parse: [] });
    expect(faultsOf(reply)).toEqual([]);
    expect(buttonsOf(reply).map(({ custom_id: id }) => decode(id)?.action)).toEqual([
      "source",
      "vote",
      "vote",
      "dismiss",
    ]);
    expect(buttonOf(reply, "dismiss")).toMatchObject({ label: "✕ Remove" });
    expect(events).toEqual(["spoke"]);
    expect(shown.length).toBeGreaterThan(0);
    expect(unanswered).toEqual([]);
    expect(observed).toContainEqual({ kind: "community", event: "spoke" });
    // It is no question that a member asked.
    expect(observed.filter(({ kind }) => kind === "question")).toEqual([]);
  });

  it("is met with silence where the best passage is a block of code by itself", async () => {
    const found = await library.ask(QUESTION, { top: 1, marks: 1 });
    const [best] = found.answers;
    if (!best) throw new Error("nothing is found");
    const parts = [{ kind: "code", before: "", text: "tide.open()" }] as const;
    const { handle, events } = listening({
      change: { ...found, isSure: true, answers: [{ ...best, shown: { parts, best: 0 } }] },
    });
    expect((await handle(POST)).calls).toEqual(["acknowledge"]);
    expect(events).toEqual(["silent"]);
  });

  it("is answered in the language of the question where there are words in it, else in English", async () => {
    for (const [language, words] of [
      ["de", wordsFor("de")],
      ["ru", wordsFor("ru")],
      ["nl", EN],
      ["und", EN],
    ] as const) {
      const { handle } = listening({ change: { isSure: true, language } });
      expect((await handle(POST)).messages[0]?.content).toContain(words.posts.unasked);
    }
  });

  it("is searched by its title and text, with no locale", async () => {
    const { handle, asked } = listening({});
    await handle({ ...POST, title: "Harbour", text: `<@${OTHER}> When does it open?` });
    expect(asked).toEqual([
      [
        "Harbour. When does it open?",
        expect.objectContaining({
          top: 3,
          locale: "",
          parts: ["Harbour", "When does it open?"],
        }),
      ],
    ]);
  });

  it("is answered at most so often a minute in one channel or forum; the rest are not searched", async () => {
    const { handle, events, asked } = listening({ change: { isSure: true } });
    const post = (at: number) => ({ ...POST, channelId: String(at).repeat(18) });
    for (let at = 1; at <= 8; at += 1) await handle(post(at));
    expect(events).toEqual([
      ...Array(SPOKEN_RATE.times).fill("spoke"),
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(asked).toHaveLength(SPOKEN_RATE.times);
    await handle({ ...MESSAGE, text: QUESTION });
    expect(events.at(-1)).toBe("spoke");
  });

  it("is answered no more often where posts come at once", async () => {
    const { handle, events } = listening({ change: { isSure: true } });
    await Promise.all(Array.from({ length: 20 }, () => handle(POST)));
    expect(events.filter((event) => event === "spoke")).toHaveLength(SPOKEN_RATE.times);
    expect(events).toHaveLength(20);
  });
});

describe("a post whose answer is not sure", () => {
  const unsure = { isSure: false } as const;

  it("is met with silence, and counted with the nearest section", async () => {
    const { handle, events, shown, unanswered } = listening({ change: unsure });
    expect((await handle(POST)).calls).toEqual(["acknowledge"]);
    expect(events).toEqual(["silent"]);
    expect(shown).toEqual([]);
    expect(unanswered).toEqual([
      [QUESTION, { heading: expect.any(String), passage: expect.any(String), isPost: true }],
    ]);
  });

  it("gets the offer to search where the operator wants that, and something is near", async () => {
    const { handle, events, shown } = listening({ change: unsure, offersSearch: true });
    const [offer] = (await handle(POST)).messages;
    expect(offer?.content).toBe(`**${QUESTION}**\n${EN.posts.offer}`);
    expect(offer?.embeds).toEqual([]);
    expect(faultsOf(offer)).toEqual([]);
    expect(buttonsOf(offer).map(({ custom_id: id }) => decode(id)?.action)).toEqual([
      "search",
      "dismiss",
    ]);
    expect(events).toEqual(["silent"]);
    expect(shown).toEqual([]);
  });

  it("gets so many offers a minute, which take nothing from the answers", async () => {
    let isSure = false;
    const { handle } = listening({
      offersSearch: true,
      ask: async (...asked) => ({ ...(await library.ask(...asked)), isSure }),
    });
    for (let at = 0; at <= OFFER_RATE.times; at += 1) {
      const isOffered = at < OFFER_RATE.times;
      expect((await handle(POST)).messages).toHaveLength(isOffered ? 1 : 0);
    }
    isSure = true;
    expect((await handle(POST)).messages[0]?.embeds).toHaveLength(1);
  });

  it("gets no offer where nothing is near", async () => {
    const nothing = { isSure: false, outcome: "nothing", answers: [], nearest: [] } as const;
    const { handle } = listening({ change: nothing, offersSearch: true });
    expect((await handle(POST)).calls).toEqual(["acknowledge"]);
  });

  it("is met with silence where the search fails", async () => {
    const failing = async (): Promise<never> => {
      throw new Error("broken");
    };
    const { handle } = listening({ ask: failing, offersSearch: true });
    expect((await handle(POST)).calls).toEqual(["acknowledge"]);
  });
});

describe("a post that asks nothing", () => {
  it.each([
    { ...POST, title: "hello" },
    { ...POST, title: "Thanks!", text: "" },
    { ...POST, title: "🙂", text: `<@${OTHER}> https://example.org/?a` },
    { ...POST, title: undefined, text: "" },
    { ...MESSAGE, text: "The harbour opens in the morning." },
    { ...MESSAGE, text: "" },
    { ...MESSAGE, text: "???" },
    { ...MESSAGE, text: "hi?" },
  ])("is not searched or counted: $title $text", async (post) => {
    const { handle, asked, events, unanswered, observed, log } = listening({
      change: { isSure: true },
    });
    expect((await handle(post)).calls).toEqual([]);
    expect([asked, events, unanswered, observed]).toEqual([[], [], [], []]);
    expect(log()).toBe("");
  });

  it("is searched in a forum all the same, where each post is one", async () => {
    const { handle, events } = listening({ change: { isSure: true } });
    await handle({ ...POST, title: "Harbour hours", text: "I need them in the morning." });
    expect(events).toEqual(["spoke"]);
  });
});

describe("the button to search", () => {
  const offered = async (parts: Parts = {}) => {
    const kept = listening({ change: { isSure: false }, offersSearch: true, ...parts });
    const [offer] = (await kept.handle(POST)).messages;
    return { ...kept, offer };
  };

  it("answers the presser alone as /ask does, with the question of the message, in their language", async () => {
    const { handle, offer, asked, observed } = await offered();
    const { messages, seen } = await handle(pressOn(offer, "search", { locale: "de" }));
    expect(seen()[0]?.isPrivate).toBe(true);
    expect(messages[0]?.content).toBe(`**${QUESTION}**\n${wordsFor("de").answer.found}`);
    expect(messages[0]?.embeds).toHaveLength(1);
    expect(buttonOf(messages[0], "share")).toBeDefined();
    expect(buttonOf(messages[0], "dismiss")).toBeUndefined();
    expect(asked.map(([question]) => question)).toEqual([QUESTION, QUESTION]);
    expect(observed).toContainEqual({ kind: "question", result: "found" });
  });

  it("is old where the message has no question", async () => {
    const { handle, offer } = await offered();
    const message = { id: "9", content: "Something else", isPrivate: false };
    const { messages } = await handle(pressOn(offer, "search", { message }));
    expect(messages[0]?.content).toBe(EN.refusals.stale);
  });

  it("has the limits of a question", async () => {
    expect(searchPost.counts).toBe("question");
    const kept = listening({ change: { isSure: false }, offersSearch: true });
    const [offer] = (await kept.handle(POST)).messages;
    const gate = createAdmission({ ...UNLIMITED, perUser: { times: 1, seconds: 60 } });
    const bot = createBot({
      ...ABILITIES,
      collections: singleCollection(library),
      admission: gate,
      log: keptLog().log,
    });
    const pressed = async () => {
      const { transport, messages } = memoryTransport();
      await bot.handle(pressOn(offer, "search"), transport);
      return messages[0]?.content ?? "";
    };
    expect(questionOf(await pressed())?.question).toBe(QUESTION);
    expect(await pressed()).toContain(EN.refusals.you);
  });
});

describe("the button to remove", () => {
  const answered = async () => {
    const kept = listening({ change: { isSure: true } });
    const [reply] = (await kept.handle(POST)).messages;
    return { ...kept, reply };
  };

  it.each([
    ["the author", { userId: AUTHOR }],
    ["a moderator", { rights: { operator: false, moderator: true } }],
    ["an operator", { rights: { operator: true } }],
  ])("removes the reply for %s, and counts that once", async (_, who) => {
    const { handle, reply, events } = await answered();
    for (let press = 0; press < 2; press += 1) {
      const { calls } = await handle(pressOn(reply, "dismiss", who), reply?.content);
      expect(calls).toEqual(["acknowledge", "remove"]);
    }
    expect(events).toEqual(["spoke", "removed"]);
  });

  it("removes the reply of a collection that became private, not a private reply of its own", async () => {
    const { reply } = await answered();
    const { bot } = listening({ isPrivate: true });
    const manners: Manner[] = [];
    const { transport, calls } = memoryTransport(reply?.content);
    const acknowledge = async (manner: Manner) => void manners.push(manner);
    await bot.handle(pressOn(reply, "dismiss", { userId: AUTHOR }), { ...transport, acknowledge });
    expect([manners, calls]).toEqual([["change"], ["remove"]]);
  });

  it("says to anyone else, privately, who may, and logs no error", async () => {
    const { handle, reply, events, log } = await answered();
    const { calls, seen } = await handle(pressOn(reply, "dismiss"), reply?.content);
    expect(calls).toEqual(["acknowledge", "beside"]);
    expect(seen()).toEqual([
      { content: reply?.content, isPrivate: false },
      { content: EN.posts.notYours, isPrivate: true },
    ]);
    expect(events).toEqual(["spoke"]);
    expect(log()).not.toContain("a command failed");
  });

  it("is old without the ID of a member", async () => {
    const { handle, reply } = await answered();
    for (const word of ["", "me", "12"])
      expect(
        (await handle(pressOn(reply, "dismiss", { customId: `1.dismiss..${word}.` }))).calls,
      ).toEqual(["refuse"]);
  });
});

describe("a flood of posts", () => {
  it("is searched with a pause after each search, which delays no reply", async () => {
    const pauses: (() => void)[] = [];
    const pause = () => new Promise<void>((resolve) => pauses.push(resolve));
    const { handle, asked, events } = listening({ change: { isSure: true }, pause });
    await handle(POST);
    const second = handle(POST);
    await sleep(50);
    expect([pauses.length, asked.length, events]).toEqual([1, 1, ["spoke"]]);
    pauses[0]?.();
    await second;
    expect([pauses.length, asked.length, events.length]).toEqual([2, 2, 2]);
  });

  it("is searched one by one, a quarter of the uses at once; the rest are counted, and a question does not wait", async () => {
    let under = 0;
    let most = 0;
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const { handle, events, log } = listening({
      atOnce: 40,
      async ask(question, options) {
        if (options.locale !== "") return library.ask(question, options);
        under += 1;
        most = Math.max(most, under);
        await gate;
        under -= 1;
        return { ...(await library.ask(question, options)), isSure: false };
      },
    });
    const posts = Array.from({ length: 10_000 }, (_, at) =>
      handle({ ...POST, channelId: String(10 ** 17 + at), userId: String(10 ** 17 + at) }),
    );
    const call = {
      ...POST,
      parentId: null,
      name: "ask",
      options: { question: QUESTION },
      locale: "en",
    };
    const { text: _text, title: _title, ...asked } = call;
    const { messages } = await handle(asked);
    expect(messages[0]?.content).toContain(EN.answer.found);
    expect(events.filter((event) => event === "skipped")).toHaveLength(9_990);
    open();
    const all = await Promise.all(posts);
    expect(all.flatMap(({ messages: shown }) => shown)).toEqual([]);
    expect(events.filter((event) => event === "silent")).toHaveLength(10);
    expect(most).toBe(1);
    expect(log().split("\n").length).toBeLessThan(20);
  });
});
