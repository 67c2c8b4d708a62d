/** @module "Ask a person": what is posted, how often, who is pinged, who marks it as answered, and how the asker hears of it. */

import { keepRates, type OpenRate, rateInMemory } from "../../src/base/bounded-rate.ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { canAskPerson } from "../../commands/actions/person.ts";
import { type DeskSettings, EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { UserError } from "../../src/base/errors.ts";
import type { CommunityEvent } from "../../src/base/observation.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
} from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import type { Manner, Press, Use } from "../../src/interactions/action.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Call } from "../../src/interactions/command.ts";
import { encode, withTag } from "../../src/reply/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { freshActions } from "../support/fresh-actions.ts";
import { keptLog } from "../support/kept-log.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { type MemoryOutbox, memoryOutbox } from "../support/memory-outbox.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { faultsOf } from "../support/replies.ts";

const PORT = { guild: "1".repeat(18), channel: "11".repeat(9), desk: "12".repeat(9) } as const;
const FARM = { guild: "2".repeat(18), channel: "21".repeat(9), desk: "22".repeat(9) } as const;
const HOME = "3".repeat(18);
const ASKER = "41".repeat(9);
const OTHER = "42".repeat(9);
const MODERATOR = "43".repeat(9);
const OPERATOR = "44".repeat(9);
const ROLE = "5".repeat(18);
const REPLY = "6".repeat(18);
const QUESTION = "Quantum chromodynamics lattice gauge?";
const HOUR = 3_600_000;

const port = await memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
const farm = await memoryLibrary({ "orchard.md": ORCHARD }, CollectionId.parse("farm"));

interface Setting {
  readonly desk?: Partial<DeskSettings> | "none";
  readonly hasOutbox?: boolean;
  readonly outcome?: "unsure";
  /** Shared by replicas. */
  readonly openRate?: OpenRate;
}

/** The port's collection, and the private one of the farm; each with an operators' channel. */
function collectionsFor({ desk, outcome }: Setting): Collections {
  const of = (id: "port" | "farm", library: Library, place: typeof PORT | typeof FARM) => ({
    id: CollectionId.parse(id),
    audience: { ...EVERYONE, isEveryone: false, servers: [place.guild] },
    isPrivate: id === "farm",
    hasPages: false,
    operators: [OPERATOR],
    community:
      desk === "none"
        ? NO_COMMUNITY
        : {
            ...NO_COMMUNITY,
            desk: {
              channelId: place.desk,
              roleId: ROLE,
              pingEverySeconds: 900,
              hasDigest: false,
              ...desk,
            },
          },
    sourceName: id,
    faults: () => [],
    open: async () => ({
      ...library,
      ask: async (...asked: Parameters<Library["ask"]>) => {
        const answer = await library.ask(...asked);
        return { ...answer, outcome: outcome ?? answer.outcome };
      },
    }),
    build: (request: Parameters<Library["rebuild"]>[0]) => library.rebuild(request),
  });
  return openCollections([of("port", port, PORT), of("farm", farm, FARM)]);
}

type Place = Pick<Press, "guildId" | "channelId">;
type Who = Partial<Pick<Press, "userId" | "rights" | "roleIds" | "locale">> & Partial<Place>;

const IN_PORT = { guildId: PORT.guild, channelId: PORT.channel };
const IN_FARM = { guildId: FARM.guild, channelId: FARM.channel };
const AT_DESK = { guildId: PORT.guild, channelId: PORT.desk };
const asModerator = (more: Who = {}): Who => ({
  userId: MODERATOR,
  rights: { operator: false, moderator: true },
  ...AT_DESK,
  ...more,
});

interface Shown {
  readonly id: string;
  readonly content: string;
  readonly isPrivate?: boolean | undefined;
}

function scene(setting: Setting = {}) {
  const outbox = memoryOutbox();
  const { log, text } = keptLog();
  const noted: [string, CommunityEvent][] = [];
  const feedback = {
    for: (id: string) => ({
      ...NO_FEEDBACK,
      note: (event: CommunityEvent) => void noted.push([id, event]),
    }),
  };
  const bot = createBot({
    ...ABILITIES,
    actions: freshActions(),
    collections: collectionsFor(setting),
    feedback,
    outbox: setting.hasOutbox === false ? undefined : outbox,
    openRate: setting.openRate ?? rateInMemory,
    log,
    timing: { retries: [] },
  });
  const use = async (used: Use) => {
    const manners: Manner[] = [];
    const { transport, messages, calls } = memoryTransport("original");
    await bot.handle(used, {
      ...transport,
      acknowledge: (manner) => {
        manners.push(manner);
        return transport.acknowledge(manner);
      },
    });
    expect(messages.flatMap(faultsOf)).toEqual([]);
    return { manner: manners[0], shown: messages[0], calls };
  };
  const caller = { userId: ASKER, rights: { operator: false }, locale: "en", ...IN_PORT };
  const ask = (question: string, who: Who = {}, options: Call["options"] = {}) =>
    use({ ...caller, ...who, name: "ask", options: { question, ...options } });
  const find = (text: string) => use({ ...caller, name: "Find sources", options: { text } });
  const press = (customId: string | undefined, message: Shown, who: Who = {}) =>
    use({ ...caller, ...who, customId: customId ?? "", values: [], message });
  return { outbox, logged: text, noted, ask, find, press };
}

type Scene = ReturnType<typeof scene>;

let messages = 0;
/** A message in Discord. */
const sentAs = (shown: Message | undefined, isPrivate: boolean | undefined, id?: string): Shown => {
  messages += 1;
  return {
    id: id ?? `7${String(messages).padStart(17, "0")}`,
    content: shown?.content ?? "",
    isPrivate,
  };
};

const buttonsOf = (shown: Message | undefined): Record<string, string> =>
  Object.fromEntries(
    (shown?.components ?? []).flatMap((row) =>
      row.components.flatMap((one) =>
        "label" in one && "custom_id" in one ? [[one.label ?? "", one.custom_id]] : [],
      ),
    ),
  );

/** Asks, and presses "Ask a person" under the public reply; returns the preview. */
async function previewOf(
  { ask, press }: Scene,
  question = QUESTION,
  who: Who = {},
  isPrivate = false,
) {
  const { shown } = await ask(question, who);
  const reply = sentAs(shown, isPrivate, REPLY);
  const { shown: preview } = await press(buttonsOf(shown)["Ask a person"], reply, who);
  return { preview, message: sentAs(preview, true), buttons: buttonsOf(preview) };
}

/** Asks a person, from the question to the post. */
async function sendIn(one: Scene, question = QUESTION, who: Who = {}, isPrivate = false) {
  const { message, buttons } = await previewOf(one, question, who, isPrivate);
  return one.press(buttons["Send"], message, who);
}

/** The post that waits in the operators' channel, and its button. */
function waiting({ posts }: MemoryOutbox) {
  const shown = posts.at(-1)?.shown;
  const [settle] = Object.values(buttonsOf(shown));
  return { post: sentAs(shown, false), settle };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2026, 10, 28) });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTime(ms);
const LINK = `https://discord.com/channels/${PORT.guild}/${PORT.channel}`;

describe("the button", () => {
  const labels = async (setting: Setting, question = QUESTION, who: Who = {}) =>
    Object.keys(buttonsOf((await scene(setting).ask(question, who)).shown));

  it("is under a reply that found nothing or is not sure, and under no other", async () => {
    expect(await labels({})).toContain("Ask a person");
    const answered = "When does the harbour open in the morning?";
    expect(await labels({ outcome: "unsure" }, answered)).toContain("Ask a person");
    expect(await labels({}, answered)).not.toContain("Ask a person");
  });

  it("is there after a message's menu and the search of a post too, and stays once an answer is shared", async () => {
    const { find, ask, press } = scene({ outcome: "unsure" });
    const { shown: found } = await find("The harbour opens at dawn");
    expect(buttonsOf(found)).toHaveProperty(["Ask a person"]);
    const offer = { id: REPLY, content: `**${QUESTION}**`, isPrivate: false };
    const { shown: searched } = await press(encode("search", {}), offer);
    expect(buttonsOf(searched)).toHaveProperty(["Ask a person"]);
    const { shown } = await ask("When does the harbour open?", {}, { private: true });
    const share = buttonsOf(shown)["Show to everyone"];
    const { shown: shared } = await press(share, sentAs(shown, true));
    expect(buttonsOf(shared)).toHaveProperty(["Ask a person"]);
  });

  it("needs an operators' channel, an outbox, and a server", async () => {
    expect(await labels({ desk: "none" })).not.toContain("Ask a person");
    expect(await labels({ hasOutbox: false })).not.toContain("Ask a person");
    const desk = { channelId: PORT.desk, pingEverySeconds: 900, hasDigest: false };
    const context = { community: { ...NO_COMMUNITY, desk }, outbox: memoryOutbox() };
    expect(canAskPerson(IN_PORT, context)).toBe(true);
    expect(canAskPerson({ ...IN_PORT, guildId: null }, context)).toBe(false);
    expect(canAskPerson({ ...IN_PORT, channelId: null }, context)).toBe(false);
  });

  it("does nothing once the settings name no operators' channel", async () => {
    const { shown } = await scene().ask(QUESTION);
    const { press } = scene({ desk: "none" });
    const pressed = await press(encode("person", {}), sentAs(shown, false));
    expect(pressed.shown?.content).toContain("any more");
  });
});

describe("the preview", () => {
  it("shows the asker alone what will be posted, and how an answer reaches them", async () => {
    const one = scene();
    const { shown: reply } = await one.ask(QUESTION);
    const id = buttonsOf(reply)["Ask a person"];
    const { manner, shown } = await one.press(id, sentAs(reply, false, REPLY));
    expect(manner).toBe("private");
    expect(shown?.content.split("\n")).toEqual([
      `<@${ASKER}> asks:`,
      `**${QUESTION}**`,
      `${LINK}/${REPLY}`,
      "",
      "The moderators will see exactly this. Send it?",
      `Once they have answered, I'll send you a direct message. If I can't, I'll mention you once in <#${PORT.channel}>.`,
    ]);
    expect(shown?.allowed_mentions).toEqual({ parse: [] });
    expect(Object.keys(buttonsOf(shown))).toEqual(["Send", "Cancel"]);
    expect(one.outbox.posts).toEqual([]);
  });

  it.each([true, undefined])(
    "links to the channel where the reply's privacy is %s",
    async (isPrivate) => {
      const one = scene();
      const { shown: reply } = await one.ask(QUESTION);
      const id = buttonsOf(reply)["Ask a person"];
      const { shown } = await one.press(id, sentAs(reply, isPrivate, REPLY));
      expect(shown?.content.split("\n")[2]).toBe(LINK);
    },
  );

  it("promises no mention in a private collection", async () => {
    const { preview } = await previewOf(scene(), QUESTION, IN_FARM, true);
    expect(preview?.content).toContain("direct message");
    expect(preview?.content).not.toContain("mention");
  });

  it("has the question of another member, and the member who presses as the asker", async () => {
    const one = scene();
    const { shown } = await one.ask(QUESTION);
    const id = buttonsOf(shown)["Ask a person"];
    const { shown: preview } = await one.press(id, sentAs(shown, false), { userId: OTHER });
    expect(preview?.content).toContain(`<@${OTHER}> asks:\n**${QUESTION}**`);
  });

  it("is refused under a message without a question", async () => {
    const { press } = scene();
    const { shown } = await press(encode("person", {}), {
      id: REPLY,
      content: "Hello",
      isPrivate: false,
    });
    expect(shown?.content).toContain("older version");
  });

  it("is dropped with nothing sent", async () => {
    const one = scene();
    const { message, buttons } = await previewOf(one);
    const { manner, shown } = await one.press(buttons["Cancel"], message);
    expect([manner, shown?.content, shown?.components]).toEqual([
      "change",
      "Nothing was sent.",
      [],
    ]);
    expect(one.outbox.posts).toEqual([]);
  });

  it("is not said to be dropped where it is being sent", async () => {
    const one = scene();
    const { message, buttons } = await previewOf(one);
    const [sent, dropped] = await Promise.all(
      ["Send", "Cancel"].map((label) => one.press(buttons[label], message)),
    );
    expect(one.outbox.posts).toHaveLength(1);
    expect(sent?.shown?.content).toContain("Sent to the moderators");
    expect(dropped?.shown?.content).not.toContain("Nothing was sent");
    expect(dropped?.calls).toEqual(["acknowledge", "beside"]);
  });
});

describe("a question that is sent", () => {
  it("is posted in the operators' channel as previewed, and pings the role", async () => {
    const one = scene();
    const { preview, message, buttons } = await previewOf(one);
    const { manner, shown } = await one.press(buttons["Send"], message);
    expect(one.outbox.posts.map(({ channelId }) => channelId)).toEqual([PORT.desk]);
    const [post] = one.outbox.posts;
    const lines = preview?.content.split("\n").slice(0, 3).join("\n");
    expect(post?.shown.content).toBe(`<@&${ROLE}> ${lines}`);
    expect(post?.shown.allowed_mentions).toEqual({ parse: [], roles: [ROLE] });
    expect(buttonsOf(post?.shown)).toEqual({
      "Mark as answered": withTag(encode("settle", { word: ASKER }), "port"),
    });
    expect(manner).toBe("change");
    expect(shown?.content).toContain("Sent to the moderators");
    expect(shown?.components).toEqual([]);
    expect(one.noted).toEqual([["port", "person"]]);
  });

  it("pings the role once in the time that is set, for each collection", async () => {
    const one = scene({ desk: { pingEverySeconds: 600 } });
    const pingedBy = async (question: string, who: Who = {}) => {
      await sendIn(one, question, who);
      const shown = one.outbox.posts.at(-1)?.shown;
      const isPinged = shown?.allowed_mentions.roles?.includes(ROLE) === true;
      expect(shown?.content.includes(ROLE)).toBe(isPinged);
      return isPinged;
    };
    expect(await pingedBy("Zyzzyva quux one?")).toBe(true);
    pass(599_000);
    expect(await pingedBy("Zyzzyva quux two?")).toBe(false);
    expect(await pingedBy("Zyzzyva quux one?", IN_FARM)).toBe(true);
    pass(1_000);
    expect(await pingedBy("Zyzzyva quux three?")).toBe(true);
    expect(one.outbox.posts).toHaveLength(4);
  });

  it("pings the role as often where the clock is set back or forward", async () => {
    const one = scene({ desk: { pingEverySeconds: 60 } });
    const pings = async (question: string) => {
      await sendIn(one, question);
      return one.outbox.posts.at(-1)?.shown.allowed_mentions.roles?.length ?? 0;
    };
    expect(await pings("Zyzzyva quux one?")).toBe(1);
    vi.setSystemTime(Date.now() + 24 * HOUR);
    expect(await pings("Zyzzyva quux two?")).toBe(0);
    vi.setSystemTime(Date.now() - 48 * HOUR);
    pass(60_000);
    expect(await pings("Zyzzyva quux three?")).toBe(1);
  });

  it("mentions nobody where no role is set", async () => {
    const one = scene({ desk: { roleId: undefined } });
    await sendIn(one);
    expect(one.outbox.posts[0]?.shown.content).not.toContain("<@&");
    expect(one.outbox.posts[0]?.shown.allowed_mentions).toEqual({ parse: [] });
  });

  it("is one post, however often its preview is pressed", async () => {
    const one = scene();
    const { message, buttons } = await previewOf(one);
    const pressed = await Promise.all(
      Array.from({ length: 100 }, () => one.press(buttons["Send"], message)),
    );
    expect(one.outbox.posts).toHaveLength(1);
    expect(
      pressed.filter(({ shown }) => shown?.content.includes("already been sent")),
    ).toHaveLength(99);
    expect(one.noted).toHaveLength(1);
    pass(HOUR);
    await one.press(buttons["Send"], message);
    expect(one.outbox.posts).toHaveLength(1);
  });

  it("is one post an hour, however many previews a member opens and in whatever form", async () => {
    const one = scene();
    const previews = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        previewOf(one, at % 2 === 0 ? QUESTION : QUESTION.toUpperCase()),
      ),
    );
    const pressed = await Promise.all(
      previews.map(({ message, buttons }) => one.press(buttons["Send"], message)),
    );
    expect(one.outbox.posts).toHaveLength(1);
    const refused = pressed.filter(({ shown }) =>
      shown?.content.includes("⏳ You have already sent"),
    );
    expect(refused).toHaveLength(99);
    const again = (Date.now() + HOUR) / 1_000;
    expect(refused[0]?.shown?.content).toContain(`Try again <t:${again}:R>.`);
    expect(Object.keys(buttonsOf(refused[0]?.shown))).toEqual(["Send", "Cancel"]);
    pass(HOUR + 1);
    const { message, buttons } = previews[99] ?? {};
    await one.press(buttons?.["Send"], message ?? sentAs(undefined, true));
    expect(one.outbox.posts).toHaveLength(2);
  });

  it("is one of three in an hour of a member; refused ones don't count, and others are free", async () => {
    const one = scene();
    await sendIn(one, "Zyzzyva quux one?");
    for (const _ of [1, 2, 3, 4]) await sendIn(one, "Zyzzyva quux one?");
    await sendIn(one, "Zyzzyva quux two?");
    await sendIn(one, "Zyzzyva quux three?");
    pass(HOUR - 1_000);
    const { shown } = await sendIn(one, "Zyzzyva quux four?");
    expect(shown?.content).toMatch(/⏳ You have sent several .* Try again <t:\d+:R>\./);
    expect(one.outbox.posts).toHaveLength(3);
    await sendIn(one, "Zyzzyva quux four?", { userId: OTHER });
    await sendIn(one, "Zyzzyva quux four?", IN_FARM);
    expect(one.outbox.posts).toHaveLength(5);
    pass(1_001);
    await sendIn(one, "Zyzzyva quux four?");
    expect(one.outbox.posts).toHaveLength(6);
  });

  it("is counted for all replicas together", async () => {
    const openRate = keepRates(rateInMemory);
    const [one, two] = [scene({ openRate }), scene({ openRate })];
    await sendIn(one, QUESTION);
    const { shown } = await sendIn(two, QUESTION);
    expect(shown?.content).toContain("⏳ You have already sent");
    expect(two.outbox.posts).toEqual([]);
  });

  it("is one of sixty in an hour of a collection", async () => {
    const one = scene();
    const memberAt = (at: number): Who => ({ userId: String(at).padStart(18, "9") });
    for (let at = 0; at < 60; at++) await sendIn(one, QUESTION, memberAt(at));
    const { shown } = await sendIn(one, QUESTION, memberAt(60));
    expect(one.outbox.posts).toHaveLength(60);
    expect(shown?.content).toMatch(/moderators have many questions.* Try again <t:\d+:R>\./);
    await sendIn(one, QUESTION, { ...memberAt(60), ...IN_FARM });
    expect(one.outbox.posts).toHaveLength(61);
  });

  it("that the channel refuses stays with the asker, counts as nothing, and can be sent again", async () => {
    const one = scene();
    const remedy = "Let the bot send messages in the operators' channel.";
    one.outbox.refusing.set(PORT.desk, new UserError(remedy));
    const { message, buttons } = await previewOf(one);
    for (const _ of [1, 2, 3, 4]) {
      const { shown, calls } = await one.press(buttons["Send"], message);
      expect(calls).toEqual(["acknowledge", "beside"]);
      expect(shown?.content).toMatch(/^I couldn't post .* nothing was sent\. [^\n]*$/);
    }
    expect(one.logged()).toContain(remedy);
    expect(one.noted).toEqual([]);
    one.outbox.refusing.clear();
    await one.press(buttons["Send"], message);
    expect(one.outbox.posts.map(({ shown }) => shown.allowed_mentions)).toEqual([
      { parse: [], roles: [ROLE] },
    ]);
  });

  it("keeps the words carried from the question before", async () => {
    const one = scene();
    const content = "**and for guests?** (opening hours)\n➖ Nothing found.";
    const reply = { id: REPLY, content, isPrivate: false };
    const { shown: preview } = await one.press(encode("person", {}), reply);
    await one.press(buttonsOf(preview)["Send"], sentAs(preview, true));
    expect(one.outbox.posts[0]?.shown.content).toContain("\n**and for guests?** (opening hours)\n");
  });
});

describe("a question that is marked as answered", () => {
  it("is so in its post, which pings nobody; its asker hears of it directly", async () => {
    const one = scene();
    await sendIn(one);
    const { post, settle } = waiting(one.outbox);
    const { manner, shown, calls } = await one.press(settle, post, asModerator());
    expect([manner, calls]).toEqual(["change", ["acknowledge", "edit"]]);
    expect(shown?.content.split("\n")).toEqual([
      `<@${ASKER}> asks:`,
      `**${QUESTION}**`,
      `${LINK}/${REPLY}`,
      "",
      `✅ Answered by <@${MODERATOR}>. <@${ASKER}> got a direct message.`,
    ]);
    expect(shown?.components).toEqual([]);
    expect(shown?.allowed_mentions).toEqual({ parse: [] });
    expect(one.outbox.told.map(({ userId, shown: { content } }) => [userId, content])).toEqual([
      [ASKER, `✅ The moderators have answered your question:\n**${QUESTION}**\n${LINK}/${REPLY}`],
    ]);
    expect(one.outbox.posts).toHaveLength(1);
    expect(one.noted).toEqual([
      ["port", "person"],
      ["port", "settled"],
    ]);
  });

  it("reaches the asker in the asker's language", async () => {
    const one = scene();
    const { shown } = await one.ask(QUESTION, { locale: "de" });
    const { shown: preview } = await one.press(encode("person", {}), sentAs(shown, false), {
      locale: "de",
    });
    await one.press(encode("send", {}), sentAs(preview, true), { locale: "de" });
    const { post, settle } = waiting(one.outbox);
    await one.press(settle, post, asModerator({ locale: "en" }));
    expect(one.outbox.told[0]?.shown.content).toContain("hat deine Frage beantwortet");
  });

  it.each<readonly [string, boolean, Who]>([
    ["a member", false, {}],
    ["a member with another role", false, { roleIds: [REPLY] }],
    ["the asker", false, { userId: ASKER }],
    ["a member with the role", true, { roleIds: [REPLY, ROLE] }],
    ["a moderator", true, { rights: { operator: false, moderator: true } }],
    ["an operator of the collection", true, { userId: OPERATOR }],
  ])("may be marked by %s: %s", async (_, isAllowed, who) => {
    const one = scene();
    await sendIn(one);
    const { post, settle } = waiting(one.outbox);
    const { shown } = await one.press(settle, post, { userId: OTHER, ...AT_DESK, ...who });
    expect(one.outbox.told).toHaveLength(isAllowed ? 1 : 0);
    expect(shown?.content).toMatch(isAllowed ? /Answered by/ : /^Only moderators/);
  });

  it("is answered once for its asker where two moderators press at once", async () => {
    const one = scene();
    await sendIn(one);
    const { post, settle } = waiting(one.outbox);
    const both = [MODERATOR, OTHER].map((userId) =>
      one.press(settle, post, asModerator({ userId })),
    );
    const contents = (await Promise.all(both)).map(({ shown }) => shown?.content);
    expect(one.outbox.told).toHaveLength(1);
    expect(contents.filter((content) => content?.includes("already marked"))).toHaveLength(1);
    expect(one.noted.filter(([, event]) => event === "settled")).toHaveLength(1);
  });

  it.each([false, true])(
    "is announced by one mention where direct messages are closed, without the question (private reply: %s)",
    async (isPrivate) => {
      const one = scene();
      one.outbox.closed.add(ASKER);
      await sendIn(one, QUESTION, {}, isPrivate);
      const { post, settle } = waiting(one.outbox);
      const { shown } = await one.press(settle, post, asModerator());
      expect(one.outbox.posts).toHaveLength(2);
      const notice = one.outbox.posts[1];
      expect(notice?.channelId).toBe(PORT.channel);
      expect(notice?.shown.content).toBe(
        `<@${ASKER}> ✅ The moderators have answered your question.${isPrivate ? "" : `\n${LINK}/${REPLY}`}`,
      );
      expect(notice?.shown.allowed_mentions).toEqual({ parse: [], users: [ASKER] });
      expect(shown?.content).toContain(`<@${ASKER}> was mentioned in <#${PORT.channel}>.`);
    },
  );

  it("says so where the asker can't be reached, with the reason", async () => {
    const one = scene();
    one.outbox.closed.add(ASKER);
    one.outbox.refusing.set(PORT.channel, new UserError("The bot may not write @there."));
    await sendIn(one);
    const { post, settle } = waiting(one.outbox);
    const { shown } = await one.press(settle, post, asModerator());
    expect(shown?.content).toContain(`I couldn't reach <@${ASKER}>`);
    expect(shown?.content.split("\n").at(-1)).toBe(String.raw`-# The bot may not write \@there.`);
    expect(shown?.components).toEqual([]);
  });

  it.each(["direct message", "mention"])(
    "keeps its button where a %s fails for now",
    async (what) => {
      const one = scene();
      await sendIn(one);
      const { post, settle } = waiting(one.outbox);
      if (what === "mention") one.outbox.closed.add(ASKER);
      one.outbox.fault = what === "mention" ? undefined : new Error("500");
      one.outbox.refusing.set(PORT.channel, new Error("500"));
      const { calls } = await one.press(settle, post, asModerator());
      expect(calls).toEqual(["acknowledge", "beside"]);
      expect(one.noted.map(([, event]) => event)).toEqual(["person"]);
      one.outbox.closed.clear();
      one.outbox.fault = undefined;
      const { shown } = await one.press(settle, post, asModerator());
      expect(shown?.content).toContain("got a direct message");
      expect(one.outbox.told).toHaveLength(1);
    },
  );
});

describe("a private collection", () => {
  it("has its questions in the operators' channel and nothing in the channel of the asker", async () => {
    const one = scene();
    one.outbox.closed.add(ASKER);
    await sendIn(one, QUESTION, IN_FARM, true);
    expect(one.outbox.posts.map(({ channelId }) => channelId)).toEqual([FARM.desk]);
    const { post, settle } = waiting(one.outbox);
    const desk = { guildId: FARM.guild, channelId: FARM.desk };
    const { manner, shown } = await one.press(settle, post, asModerator(desk));
    // Its post is for the operators, so it is edited although all of them see it.
    expect(manner).toBe("change");
    expect(shown?.content).toContain(`I couldn't reach <@${ASKER}>`);
    expect(one.outbox.posts).toHaveLength(1);
  });
});

describe("a forged press", () => {
  it.each<readonly [string, string, Partial<Shown>, Who]>([
    ["on a public message", encode("send", {}), { isPrivate: false }, {}],
    ["by another member", encode("send", {}), {}, { userId: OTHER }],
    ["in another channel", encode("send", {}), {}, { channelId: PORT.desk }],
    ["in another server", encode("send", {}), {}, IN_FARM],
    ["with a word", encode("send", { word: "x" }), {}, {}],
    ["with a page", encode("send", { page: 2 }), {}, {}],
    ["with a collection", withTag(encode("send", {}), "port"), {}, {}],
    ["under other text", encode("send", {}), { content: `<@${ASKER}> asks:\nHm\n${LINK}` }, {}],
    [
      "under no link",
      encode("send", {}),
      { content: `<@${ASKER}> asks:\n**Hm?**\nhttps://x.org/1/2` },
      {},
    ],
  ])("sends nothing %s", async (_, customId, message, who) => {
    const one = scene();
    const { message: preview } = await previewOf(one);
    const { shown } = await one.press(customId, { ...preview, ...message }, who);
    expect(shown?.content).toMatch(/older version|no such collection/);
    expect(one.outbox.posts).toEqual([]);
  });

  const settleId = (word: string, page = 0) => encode("settle", { word, page });
  const tagged = withTag(settleId(ASKER), "port");
  const post = (lines: readonly string[]): string => lines.join("\n");
  it.each<readonly [string, string, string | undefined, Who]>([
    ["without a collection", settleId(ASKER), undefined, {}],
    ["of another collection", withTag(settleId(ASKER), "farm"), undefined, {}],
    ["outside of the operators' channel", tagged, undefined, IN_PORT],
    [
      "in the other operators' channel",
      tagged,
      undefined,
      { guildId: FARM.guild, channelId: FARM.desk },
    ],
    ["with another asker", withTag(settleId(OTHER), "port"), undefined, {}],
    ["with a word that is no ID", withTag(settleId("abc"), "port"), undefined, {}],
    ["under no link", tagged, post([`<@${ASKER}> asks:`, "**Hm?**", "elsewhere"]), {}],
    ["under a link elsewhere", tagged, post([`<@${ASKER}> asks:`, "**Hm?**", `${LINK}/../1`]), {}],
    [
      "under a link too long",
      tagged,
      post([`<@${ASKER}> asks:`, "**Hm?**", `${LINK}/${REPLY}/1`]),
      {},
    ],
    ["under no question", tagged, post([`<@${ASKER}> asks:`, "Hm?", LINK]), {}],
  ])("settles nothing %s", async (_, customId, content, who) => {
    const one = scene();
    await sendIn(one);
    const { post: waits } = waiting(one.outbox);
    const message = { ...waits, content: content ?? waits.content };
    const { calls } = await one.press(customId, message, asModerator(who));
    expect(calls).not.toContain("edit");
    expect(one.outbox.told).toEqual([]);
    expect(one.outbox.posts).toHaveLength(1);
  });

  it("leads no question to the operators' channel of another collection, not even an operator's", async () => {
    const one = scene();
    const rights = { operator: true, everyCollection: true };
    for (const who of [{}, { rights }, { rights, guildId: HOME }]) {
      const { message } = await previewOf(one);
      for (const action of ["person", "send"])
        await one.press(withTag(encode(action, {}), "farm"), message, who);
    }
    expect(one.outbox.posts).toEqual([]);
  });
});

it("no log line has a member's ID or a question", async () => {
  const one = scene();
  await sendIn(one);
  await sendIn(one);
  const { post, settle } = waiting(one.outbox);
  await one.press(settle, post, { userId: OTHER, ...AT_DESK });
  await one.press(settle, post, asModerator());
  one.outbox.refusing.set(PORT.desk, new UserError("no"));
  await sendIn(one, "Zyzzyva quux one?");
  expect(one.logged()).toContain("settle");
  for (const secret of [ASKER, OTHER, MODERATOR, "uantum", "yzzyva"])
    expect(one.logged()).not.toContain(secret);
});
