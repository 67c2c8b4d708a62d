/** @module The bot without a transport: the order of its decisions, and what it counts and logs of outcomes. */

import { describe, expect, it } from "vitest";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { UserError } from "../../src/base/errors.ts";
import type { Observation } from "../../src/base/observation.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { Action, Post, Press } from "../../src/interactions/action.ts";
import { type BotOptions, createBot } from "../../src/interactions/bot.ts";
import type { Call, Command, MemberCommand, Reply } from "../../src/interactions/command.ts";
import { message } from "../../src/reply/message.ts";
import { keptLog } from "../support/kept-log.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";

const library = await memoryLibrary({ "a.md": HARBOUR });
const HOME = "1100000000000000009";
const MEMBER = {
  userId: "1",
  guildId: HOME,
  channelId: "2",
  rights: { operator: false },
  locale: "en",
};
const CALL: Call = { ...MEMBER, name: "size", options: {} };
const PRESS: Press = {
  ...MEMBER,
  customId: "1.turn...",
  values: [],
  message: { id: "3", content: "The page" },
};

const FORUM = "5".repeat(18);
const POST: Post = { ...MEMBER, channelId: "6", parentId: FORUM, messageId: "7", text: "Open?" };
const HEARD = singleCollection(library, { community: { ...NO_COMMUNITY, answerIn: [FORUM] } });

const AWAY = { ...EVERYONE, isEveryone: false, servers: ["1"] };
const NONE: BotOptions["collections"] = { for: async () => undefined, list: async () => [] };

interface Parts extends Partial<BotOptions> {
  readonly command?: Partial<Omit<MemberCommand, "scope">>;
  readonly scope?: Command["scope"];
  readonly run?: () => Promise<Reply>;
}

/** A bot with one command and one action that do the same. */
function bot({
  command,
  scope = "everywhere",
  run = async () => ({ message: message("Done") }),
  ...options
}: Parts = {}) {
  const { log, text } = keptLog();
  const seen: Observation[] = [];
  const planned: string[] = [];
  const parts = {
    definition: { name: "size", description: "The size" },
    isPrivate() {
      planned.push("size");
      return false;
    },
    run,
    ...command,
  };
  const { definition, isPrivate } = parts;
  const size: Command =
    scope === "home" ? { definition, isPrivate, scope, run } : { ...parts, scope };
  const turn: Action = { name: "turn", accepts: () => true, manner: () => "change", run };
  const created = createBot({
    commands: [size],
    actions: [turn],
    collections: singleCollection(library),
    log,
    observe: (observation) => void seen.push(observation),
    timing: { retries: [1, 1] },
    ...options,
  });
  const counted = () => seen.filter(({ kind }) => kind !== "time");
  return { bot: created, text, planned, counted };
}

describe("a use", () => {
  it("in a guild that is not served is refused before anything is planned", async () => {
    const {
      bot: closed,
      planned,
      counted,
    } = bot({ collections: singleCollection(library, { audience: AWAY }) });
    for (const use of [CALL, PRESS]) {
      const { transport, calls, seen } = memoryTransport();
      await closed.handle(use, transport);
      expect(calls).toEqual(["refuse"]);
      expect(seen()[0]?.content).toMatch(/not set up to answer here/);
    }
    expect(planned).toEqual([]);
    expect(counted()).toEqual(Array(2).fill({ kind: "refusal", reason: "no collection" }));
  });

  it("of a command for operators is refused to everyone else", async () => {
    const { bot: own, counted } = bot({ scope: "home" });
    const { transport, calls } = memoryTransport();
    await own.handle(CALL, transport);
    await own.handle({ ...CALL, rights: { operator: true } }, transport);
    expect(calls).toEqual(["refuse", "acknowledge", "edit"]);
    expect(counted()).toEqual([{ kind: "refusal", reason: "rights" }]);
  });

  it.each(["1.gone...", "1.constructor...", "0.turn...", "turn"])(
    "of the component %s is refused as unknown",
    async (customId) => {
      const { bot: own, counted } = bot();
      const { transport, calls } = memoryTransport();
      await own.handle({ ...PRESS, customId }, transport);
      expect(calls).toEqual(["refuse"]);
      expect(counted()).toEqual([{ kind: "refusal", reason: "unknown component" }]);
    },
  );

  it("is run after the acknowledgement, and not where that fails", async () => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      return { message: message("Done") };
    };
    const { bot: own } = bot({ run });
    const { transport } = memoryTransport();
    const late = { ...transport, acknowledge: () => Promise.reject(new Error("too late")) };
    await expect(own.handle(CALL, late)).rejects.toThrow("too late");
    expect(runs).toBe(0);
    await own.handle(CALL, transport);
    expect(runs).toBe(1);
  });

  it("that fails leaves the message of its button, and says so beside it", async () => {
    const { bot: own, text } = bot({ run: () => Promise.reject(new Error("secret")) });
    const { transport, seen } = memoryTransport("The page");
    await own.handle(PRESS, transport);
    expect(seen().map(({ content }) => content)).toEqual([
      "The page",
      expect.stringMatching(/went wrong/),
    ]);
    expect(text()).toContain('"outcome":"failed"');
  });

  it("whose reply is gone is not tried again, and its result is posted where it may be", async () => {
    const openly = (shown: { readonly content: string }) => message(`Over: ${shown.content}`);
    const { bot: own, text } = bot({ command: { openly } });
    const { transport, calls, fail } = memoryTransport();
    fail("gone");
    await own.handle(CALL, transport);
    expect(calls).toEqual(["acknowledge", "edit", "elsewhere"]);
    expect(text()).toContain('"result":"Done"');
  });

  it("whose reply meets a passing fault is tried again, one that is invalid is reduced", async () => {
    const calls = async (fault: "invalid" | undefined) => {
      const memory = memoryTransport();
      memory.fail(fault);
      await bot().bot.handle(CALL, memory.transport);
      return memory.calls;
    };
    expect(await calls(undefined)).toEqual(["acknowledge", "edit", "edit", "edit"]);
    expect(await calls("invalid")).toEqual(["acknowledge", "edit", "edit", "edit"]);
  });
});

describe("the collection of a use", () => {
  it("is found once, before its command runs, and its ID is in the log", async () => {
    const places: unknown[] = [];
    const all = singleCollection(library);
    const collections: BotOptions["collections"] = {
      ...all,
      for: async (place) => {
        places.push([place.guildId, place.channelId]);
        return all.for(place);
      },
    };
    const used: unknown[] = [];
    const run: MemberCommand["run"] = async (_, context) => {
      used.push(context.library, context.library);
      return { message: message("Done") };
    };
    const { bot: own, text } = bot({ collections, command: { run } });
    await own.handle(CALL, memoryTransport().transport);
    expect(used).toEqual([library, library]);
    expect(places).toEqual([[HOME, "2"]]);
    expect(text()).toMatch(/"collection":"default",[^\n]*"msg":"answered"/);
  });

  it("is missing: the use is refused, before it is admitted or acknowledged", async () => {
    const admission = {
      enter: () => Promise.reject(new Error("asked")),
      mayType: async () => true,
    };
    const { bot: own, counted } = bot({ admission, collections: NONE });
    for (const use of [CALL, PRESS]) {
      const { transport, calls, seen } = memoryTransport();
      await own.handle(use, transport);
      expect(calls).toEqual(["refuse"]);
      expect(seen()).toEqual([
        { content: expect.stringMatching(/not set up to answer here/), isPrivate: true },
      ]);
    }
    expect(counted()).toEqual(Array(2).fill({ kind: "refusal", reason: "no collection" }));
  });

  it("is missing: nothing is suggested", async () => {
    const complete = async () => [{ name: "A", value: "a" }];
    const typed = (collections: BotOptions["collections"]) =>
      bot({ collections, command: { complete } }).bot.complete(CALL, "a");
    expect(await typed(singleCollection(library))).toHaveLength(1);
    expect(await typed(NONE)).toEqual([]);
    expect(await typed({ ...NONE, for: () => Promise.reject(new Error("broken")) })).toEqual([]);
  });

  it("cannot be found: the use is refused with an apology, and the log says why", async () => {
    const collections = { ...NONE, for: () => Promise.reject(new Error("no connection")) };
    const { bot: own, text } = bot({ collections });
    const { transport, calls, seen } = memoryTransport();
    await own.handle(CALL, transport);
    expect(calls).toEqual(["refuse"]);
    expect(seen()[0]?.content).toMatch(/went wrong/);
    expect(text()).toContain("no connection");
  });
});

describe("an outcome", () => {
  const found = { kind: "question", result: "found" } as const;

  it("that a command returns is counted and logged", async () => {
    const run = async () => ({ message: message("Done"), outcome: found });
    const { bot: own, text, counted } = bot({ run });
    await own.handle(CALL, memoryTransport().transport);
    expect(counted()).toEqual([found]);
    expect(text()).toMatch(/"command":"size","outcome":"found",[^\n]*"msg":"answered"/);
  });

  it("of another kind is logged only, and one that is not given is done", async () => {
    const run = async () => ({
      message: message("Done"),
      outcome: { kind: "other", result: "removed" } as const,
    });
    const { bot: own, text, counted } = bot({ run });
    await own.handle(CALL, memoryTransport().transport);
    expect(counted()).toEqual([]);
    expect(text()).toContain('"outcome":"removed"');
    const { bot: plain, text: logged } = bot();
    await plain.handle(CALL, memoryTransport().transport);
    expect(logged()).toContain('"outcome":"done"');
  });

  it.each([
    ["question", new UserError("Ask in words.", { exitCode: 2 }), "unfit"],
    ["question", new UserError("The disk is full."), "failed"],
    ["rebuild", new Error("broken"), "failed"],
    [undefined, new UserError("No.", { exitCode: 2 }), undefined],
  ] as const)("of a failed %s after %s is counted as %s", async (counts, error, result) => {
    const command = counts === undefined ? {} : { counts };
    const { bot: own, counted } = bot({ command, run: () => Promise.reject(error) });
    await own.handle(CALL, memoryTransport().transport);
    expect(counted()).toEqual(result === undefined ? [] : [{ kind: counts, result }]);
  });
});

describe("a bot that drains", () => {
  it("waits for what is under way, and refuses what is new", async () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const run = async () => {
      await opened;
      return { message: message("Done") };
    };
    const { bot: own, counted } = bot({ run });
    const first = memoryTransport();
    const handled = own.handle(CALL, first.transport);
    const drained = own.drain(60_000);
    const second = memoryTransport();
    await own.handle(CALL, second.transport);
    expect(second.calls).toEqual(["refuse"]);
    expect(counted()).toEqual([{ kind: "refusal", reason: "leaving" }]);
    open();
    await drained;
    await handled;
    expect(first.seen().map(({ content }) => content)).toEqual(["Done"]);
  });

  it("tells those who still wait that it stops", async () => {
    const { bot: own } = bot({ run: () => new Promise(() => {}) });
    const { transport, seen } = memoryTransport();
    void own.handle(CALL, transport);
    await own.drain(20);
    expect(seen()[0]?.content).toMatch(/shut down/);
  });
});

describe("a post", () => {
  const listening = (
    run: () => Promise<Reply | undefined>,
    options: Parts & { readonly post?: Post } = {},
  ) => {
    const kept = bot({
      collections: HEARD,
      listener: { name: "post", accepts: () => true, run },
      ...options,
    });
    const { transport, calls, seen, ...rest } = memoryTransport();
    return { ...kept, ...rest, transport, calls, seen };
  };
  const said = async () => ({ message: message("Here") });

  it("is answered in its forum, and nowhere else", async () => {
    const { bot: own, transport, calls } = listening(said);
    for (const parentId of [FORUM, "8", null]) await own.handle({ ...POST, parentId }, transport);
    expect(calls).toEqual(["acknowledge", "edit"]);
  });

  it("is answered in its forum by its own collection only", async () => {
    const community = { ...NO_COMMUNITY, answerIn: [FORUM] };
    const away = singleCollection(library, { audience: AWAY, community });
    const { bot: own, transport, calls } = listening(said, { collections: away });
    await own.handle(POST, transport);
    // To an operator's command, the collection would be assumed.
    await own.handle({ ...POST, rights: { operator: true, everyCollection: true } }, transport);
    expect(calls).toEqual([]);
  });

  it("is passed over where nothing listens, and in a private collection", async () => {
    const isPrivate = { isPrivate: true, community: { ...NO_COMMUNITY, answerIn: [FORUM] } };
    for (const { bot: own, transport, calls } of [
      bot({ collections: HEARD }),
      listening(said, { collections: singleCollection(library, isPrivate) }),
    ].map((kept) => ({ ...memoryTransport(), ...kept }))) {
      await own.handle(POST, { ...transport, isOpen: true });
      expect(calls).toEqual([]);
    }
  });

  it("is met with silence where the listener has nothing, or fails", async () => {
    for (const run of [async () => undefined, () => Promise.reject(new UserError("secret"))]) {
      const { bot: own, transport, calls } = listening(run);
      await own.handle(POST, transport);
      expect(calls).toEqual(["acknowledge"]);
    }
  });

  it("is met with silence where the reply is refused, and where the bot stops", async () => {
    const { bot: own, transport, calls, fail } = listening(said);
    fail("invalid");
    await own.handle(POST, transport);
    expect(calls).toEqual(["acknowledge", "edit"]);
    const stopping = listening(() => new Promise(() => {}));
    void stopping.bot.handle(POST, stopping.transport);
    await stopping.bot.drain(1);
    expect(stopping.calls).toEqual(["acknowledge"]);
  });
});

describe("a reply", () => {
  const thread = { name: "Open?", notice: message("In the thread") };

  it("is shown in a thread of its own, or in its place where none can be opened", async () => {
    const { bot: own } = bot({ run: async () => ({ message: message("Done"), thread }) });
    const { transport, calls, seen } = memoryTransport();
    await own.handle(CALL, transport);
    expect(calls).toEqual(["acknowledge", "inThread"]);
    expect(seen().map(({ content }) => content)).toEqual(["In the thread", "Done"]);
    const refused = { ...transport, inThread: () => Promise.reject(new Error("no permission")) };
    await own.handle(CALL, refused);
    expect(seen()[0]?.content).toBe("Done");
  });

  it("may be the removal of the message under a button", async () => {
    const action: Action = {
      name: "turn",
      accepts: () => true,
      manner: () => "change",
      run: async () => ({ removes: true as const }),
    };
    const { bot: own } = bot({ actions: [action] });
    const { transport, calls } = memoryTransport("The page");
    await own.handle(PRESS, transport);
    expect(calls).toEqual(["acknowledge", "remove"]);
  });
});
