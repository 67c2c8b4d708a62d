/** @module The commands: their definitions, who may use them, and what each does with a library. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Call,
  COLLECTION_OPTION,
  type Context,
  findCommand as find,
  isTyped,
} from "../../src/interactions/command.ts";
import { planUse } from "../../src/interactions/dispatch.ts";
import { ABILITIES } from "../../commands/index.ts";
import { rateInMemory } from "../../src/base/bounded-rate.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { UserError } from "../../src/base/errors.ts";
import { NO_FEEDBACK } from "../../src/feedback/feedback.ts";
import type { Answer } from "../../src/collection/answer.ts";
import type { BuildSummary } from "../../src/build/summary.ts";
import { DEFAULT_COLLECTION, type ServedCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import type { Message } from "../../src/reply/message.ts";
import { questionLine, questionOf } from "../../src/reply/question-line.ts";
import { isQuestion, plainQuestion } from "../../src/search/question.ts";
import { openMemoryPending } from "../../src/storage/memory-pending.ts";
import { commandSetViolations } from "../fake-discord/command-limits.ts";
import { faultsOf, markup } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

const { commands: COMMANDS } = ABILITIES;
const findCommand = (name: string) => find(COMMANDS, name);

const MEMBER = "1200000000000000055";

const ANSWER: Answer = {
  question: "Who may *speak*?",
  language: "en",
  outcome: "nothing",
  confidence: null,
  isSure: false,
  answers: [],
  nearest: ["Of silence"],
};

const SUMMARY: BuildSummary = {
  outcome: "built",
  generation: "g",
  documents: 8,
  passages: 144,
  sentences: 500,
  samples: false,
  hadSamples: false,
  embedded: 12,
  reused: 632,
  refused: [{ path: "a.pdf", reason: "a .pdf file" }],
  passedOver: [
    { ending: ".png", count: 3 },
    { ending: "", count: 1 },
  ],
  drafts: ["d.md"],
  omissions: [
    { path: "e.html", count: 12, share: 0.234 },
    { path: "f.md", count: 1, share: 0.01 },
  ],
  examples: {
    kept: ["Who may speak?"],
    refused: [{ question: "Who may sing?", reason: "the outcome is nothing, not found" }],
  },
  added: ["a.md"],
  changed: [],
  removed: ["b.md", "c.md"],
  seconds: 1.234,
};

/** A library that notes what it is asked, and answers always the same. */
function stubLibrary(overrides: Partial<Library> = {}): {
  readonly library: Library;
  readonly asked: readonly unknown[];
} {
  const asked: unknown[] = [];
  const note =
    <T>(answer: T) =>
    async (...all: readonly unknown[]): Promise<T> => {
      asked.push(all);
      return answer;
    };
  const library: Library = {
    id: DEFAULT_COLLECTION,
    sourceName: "memory",
    generation: () => "g",
    counts: () => ({ documents: 8, passages: 144, sentences: 500 }),
    servesSamples: () => false,
    ask: note(ANSWER),
    source: note({ status: "unknown" as const, id: "abc" }),
    pathOf: note(undefined),
    open: note(undefined),
    list: note({
      generation: "g",
      since: undefined,
      servesSamples: false,
      holdings: [],
      refused: [],
      waiting: [],
      drafts: [],
      passedOver: [],
      counts: { documents: 8, passages: 144, sentences: 500 },
    }),
    recall: note({ quotations: [], missing: 0 }),
    documents: note([]),
    pins: note([]),
    pin: note({ id: "a1", question: "When?", passage: "abcdefghijkl", day: "2026-01-02" }),
    unpin: note(false),
    examples: note([]),
    complete: note([
      {
        id: "abcdefghijkl",
        label: "The rules > Of silence",
        locator: { startLine: 7, endLine: 7 },
      },
    ]),
    async rebuild(options) {
      const { onProgress, ...how } = options;
      asked.push([how]);
      onProgress({ stage: "embed", done: 40, total: 289 });
      return SUMMARY;
    },
    rebuilds: () => ({ running: undefined, ended: undefined }),
    refresh: note(false),
    stale: () => undefined,
    close: note(undefined),
    ...overrides,
  };
  return { library, asked };
}

const callOf = (name: string, options: Call["options"] = {}, operator = false): Call => ({
  name,
  options,
  userId: "1",
  guildId: "2",
  channelId: "3",
  rights: { operator },
  locale: "en-GB",
});

const PUBLIC = { answers: "public", visibility: "public", answersMentions: true } as const;
const REST = {
  canManage: false,
  ...PUBLIC,
  post: async () => {},
  feedback: NO_FEEDBACK,
  observe: () => {},
  openRate: rateInMemory,
  community: NO_COMMUNITY,
  note: () => {},
  outbox: undefined,
  pageOf: () => undefined,
};

const servedOver = (library: Library): ServedCollection => ({
  ...library,
  audience: EVERYONE,
  isPrivate: false,
  hasPages: false,
  operators: [],
  community: NO_COMMUNITY,
  faults: () => [],
  use: (work) => work(library),
  current: () => library,
});

/** Runs a command, and what it showed on the way. */
async function run(call: Call, library: Library, change: Partial<Context> = {}) {
  const updates: Message[] = [];
  const context = { update: (shown: Message) => void updates.push(shown), ...REST, ...change };
  const command = findCommand(call.name);
  if (!command) throw new Error(`no command ${call.name}`);
  const collection = servedOver(library);
  const { message, outcome, thread } =
    command.scope === "home"
      ? await command.run(call, {
          ...context,
          collection,
          pending: openMemoryPending(),
          operated: async () => [collection],
        })
      : await command.run(call, { ...context, library });
  return { reply: message, outcome, thread, updates };
}

describe("the definitions", () => {
  test("are as Discord takes them", () => {
    const definitionsIn = (wanted: "everywhere" | "home") =>
      COMMANDS.filter(({ scope }) => scope === wanted).map(({ definition }) => definition);
    expect(commandSetViolations(definitionsIn("everywhere"), "global")).toEqual([]);
    expect(commandSetViolations(definitionsIn("home"), "guild")).toEqual([]);
  });

  test("have names of their own, by which each is found", () => {
    const names = COMMANDS.map(({ definition }) => definition.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["Find sources", "ask", "source", "rebuild"]));
    for (const command of COMMANDS) expect(findCommand(command.definition.name)).toBe(command);
    expect(findCommand("nothing")).toBeUndefined();
  });

  test("are translated into every language of replies, names and options too", () => {
    const locales = ["de", "es-419", "es-ES", "fr", "it", "pl", "pt-BR", "ru"];
    for (const { definition } of COMMANDS) {
      const options = isTyped(definition) ? (definition.options ?? []) : [];
      for (const one of [definition, ...options]) {
        expect(Object.keys(one.name_localizations ?? {}).toSorted()).toEqual(locales);
        if ("description_localizations" in one)
          expect(Object.keys(one.description_localizations ?? {}).toSorted()).toEqual(locales);
      }
    }
    const ask = findCommand("ask")?.definition;
    expect(ask?.name_localizations).toMatchObject({ "es-419": "preguntar", ru: "спросить" });
  });

  test("let only operators' commands be in their guilds alone, and hide them from others", () => {
    const home = COMMANDS.filter(({ scope }) => scope === "home");
    expect(home.map(({ definition }) => definition.name)).toEqual([
      "add",
      "remove",
      "rebuild",
      "sync",
      "pin",
      "pins",
      "collections",
    ]);
    for (const { definition } of home) expect(definition.default_member_permissions).toBe("0");
  });

  test("have suggestions exactly where an option says so", () => {
    for (const command of COMMANDS) {
      const { definition } = command;
      const all = isTyped(definition) ? (definition.options ?? []) : [];
      // The bot itself suggests collections.
      const options = all.filter(({ name }) => name !== COLLECTION_OPTION);
      expect("complete" in command).toBe(options.some((option) => "autocomplete" in option));
    }
  });
});

test.each([
  ["an ID", "abcdefghijkl", true, /can't find .* abcdefghijkl right now: the index is damaged/],
  ["what is no ID", "hello", true, /No passage has the ID/],
  ["an ID, while all is well", "abcdefghijkl", undefined, /No passage has the ID/],
])("/source says of %s what is true of it", async (_, id, stale, expected) => {
  const source = { status: "unknown" as const, id, ...(stale ? { stale } : {}) };
  const { library } = stubLibrary({ source: async () => source });
  const { reply } = await run(callOf("source", { id }), library);
  expect(reply.content).toMatch(expected);
});

describe("/ask", () => {
  test("asks the library for three passages and the IDs of five, with the reader's locale", async () => {
    const { library, asked } = stubLibrary();
    const { reply } = await run(callOf("ask", { question: "Who may speak?" }), library);
    expect(asked).toEqual([["Who may speak?", { top: 3, marks: 5, locale: "en-GB" }]]);
    expect(reply.content).toContain("➖ Nothing found. Closest sections:");
    expect(reply.content).toContain("- Of silence");
    expect(reply.content).toContain(String.raw`Who may \*speak\*?`);
    expect(faultsOf(reply)).toEqual([]);
  });

  test("is for all to see unless one asks for privacy", () => {
    const ask = findCommand("ask");
    const question = "Who speaks?";
    const isPrivate = (options: Call["options"], answers: "public" | "private" = "public") =>
      ask?.isPrivate(callOf("ask", { question, ...options }), { ...PUBLIC, answers });
    expect(isPrivate({})).toBe(false);
    expect(isPrivate({ private: false })).toBe(false);
    expect(isPrivate({ private: true })).toBe(true);
    expect(isPrivate({ question: "?!" })).toBe(true);
    expect(isPrivate({ question: "hi" })).toBe(true);
    expect(isPrivate({}, "private")).toBe(true);
    expect(isPrivate({ private: false }, "private")).toBe(false);
    expect(isPrivate({ for: MEMBER }, "private")).toBe(false);
  });

  test("for a member mentions them, and pings them only if the asker wants that", async () => {
    const { library } = stubLibrary();
    const ask = async (options: Call["options"]) =>
      (await run(callOf("ask", { question: "Who speaks?", ...options }), library)).reply;
    const quiet = await ask({ for: MEMBER });
    expect(quiet.content).toMatch(new RegExp(`^For <@${MEMBER}>\n`));
    expect(quiet.allowed_mentions).toEqual({ parse: [] });
    expect((await ask({ for: MEMBER, ping: true })).allowed_mentions).toEqual({
      parse: [],
      users: [MEMBER],
    });
    const refused = callOf("ask", { question: "Who speaks?", for: MEMBER, private: true });
    expect(findCommand("ask")?.isPrivate(refused, PUBLIC)).toBe(true);
    expect((await run(refused, library)).reply.content).toMatch(/can't be private/);
  });

  describe("in a channel of threads", () => {
    const community = { ...NO_COMMUNITY, threadsIn: ["3"] };
    const threadOf = async (
      call: Partial<Call> = {},
      answer: Partial<Answer> = {},
      change: Partial<Context> = {},
    ) => {
      const { library } = stubLibrary({ ask: async () => ({ ...ANSWER, ...answer }) });
      const asked = { ...callOf("ask", { question: "Who speaks?" }), ...call };
      return run(asked, library, { community, ...change });
    };

    test("has a thread named by its question, with a line that leads there", async () => {
      const { thread, reply } = await threadOf();
      expect(thread?.name).toBe(ANSWER.question);
      expect(thread?.notice.content.split("\n")).toEqual([
        questionLine(ANSWER.question),
        "The answer is in the thread.",
      ]);
      expect(reply.content).toMatch(/\n-# To ask more, mention me or reply to me\.\n/);
      expect(questionOf(reply.content)?.question).toBe(ANSWER.question);
    });

    test("has no thread where it is private, in a thread, elsewhere, or answers no question", async () => {
      const none: Parameters<typeof threadOf>[] = [
        [callOf("ask", { question: "Who speaks?", private: true })],
        [{}, {}, { answers: "private" }],
        [{}, {}, { visibility: "private" }],
        [{ parentId: "3" }],
        [{ channelId: "4", parentId: "3" }],
        [{ channelId: "4" }],
        [{ channelId: null }],
        [{}, { notice: "greeting" }],
        [{}, { notice: "short" }],
      ];
      for (const given of none) {
        const { thread, reply } = await threadOf(...given);
        expect([given, thread]).toEqual([given, undefined]);
        expect(reply.content).not.toContain("To ask more");
      }
    });

    test("has a name that Discord takes, whatever the question", async () => {
      await fc.assert(
        fc.asyncProperty(markup().filter(isQuestion), async (typed) => {
          const { thread } = await threadOf({}, { question: plainQuestion(typed) });
          const name = thread?.name ?? "";
          expect(name).toBe(name.trim());
          expect(name.isWellFormed()).toBe(true);
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(faultsOf(thread?.notice)).toEqual([]);
        }),
        { numRuns: runs(1_000) },
      );
    });
  });

  test("searches with the question before, and says where words of it were carried over", async () => {
    const carried = ["opening", "hours"];
    const ask = async () => ({ ...ANSWER, question: "And for guests?", carried });
    const { library } = stubLibrary();
    const seen: unknown[] = [];
    const recording = {
      ...library,
      ask: async (...given: Parameters<Library["ask"]>) => {
        seen.push(given[1].before);
        return ask();
      },
    };
    const call = { ...callOf("ask", { question: "And for guests?" }), before: "Opening hours?" };
    const { reply } = await run(call, recording);
    expect(seen).toEqual(["Opening hours?"]);
    expect(reply.content.split("\n").slice(0, 2)).toEqual([
      "**And for guests?** (opening hours)",
      "-# Words from the previous question were searched too.",
    ]);
  });

  test("speaks the language of the question where the asker's is not known", async () => {
    for (const [language, text] of [
      ["de", /Nichts gefunden/],
      ["ru", /Ничего не нашлось/],
      ["nl", /Nothing found/],
    ] as const) {
      const { library } = stubLibrary({ ask: async () => ({ ...ANSWER, language }) });
      const call = { ...callOf("ask", { question: "Who speaks?" }), locale: "" };
      expect((await run(call, library)).reply.content).toMatch(text);
    }
  });

  test("hands on what the library refuses", async () => {
    const refuse = async (): Promise<never> => {
      throw new UserError("Ask in words.");
    };
    const { library } = stubLibrary({ ask: refuse });
    await expect(run(callOf("ask", { question: "???" }), library)).rejects.toThrow("Ask in words.");
  });
});

describe("/source", () => {
  test("looks an ID up, or the only passage of a heading, and answers privately", async () => {
    const { library, asked } = stubLibrary();
    const call = callOf("source", { id: "@everyone" });
    const { reply } = await run(call, library);
    expect(asked).toEqual([["@everyone", 5], ["abcdefghijkl"]]);
    expect(faultsOf(reply)).toEqual([]);
    expect(findCommand("source")?.isPrivate(call, PUBLIC)).toBe(true);
  });

  test("lists the passages that a heading may mean", async () => {
    const locator = { startLine: 7, endLine: 7 };
    const { library } = stubLibrary();
    const matches = [
      { id: "aaaaaaaaaaaa", label: "The rules > *Of* keeping", locator },
      { id: "bbbbbbbbbbbb", label: "The rules > Of keeping bees", locator },
    ];
    const several = { ...library, complete: async () => matches };
    const { reply } = await run(callOf("source", { id: "keeping @everyone" }), several);
    expect(reply.content).toMatch(/Several passages match “keeping .*everyone”/);
    for (const { id } of matches) expect(reply.content).toContain(id);
    expect(faultsOf(reply)).toEqual([]);
  });

  test("suggests up to 25 passages for what is typed", async () => {
    const { library, asked } = stubLibrary();
    const call = callOf("source", { id: "sil" });
    const context: Context = {
      library,
      update: () => {},
      ...REST,
    };
    const source = findCommand("source");
    if (source?.scope !== "everywhere" || "opensLibrary" in source)
      throw new Error("no such command");
    expect(await source.complete?.("sil", call, context)).toEqual([
      { name: "The rules > Of silence (line 7)", value: "abcdefghijkl" },
    ]);
    expect(asked).toEqual([["sil", 25]]);
  });
});

describe("/rebuild", () => {
  test("is refused to all but operators, and to them it is not", () => {
    const { library } = stubLibrary();
    const planOf = (use: Call) =>
      planUse({ use, collection: servedOver(library), by: "place" }, { ...ABILITIES, ...PUBLIC });
    const refused = planOf(callOf("rebuild"));
    const refusal = "refusal" in refused ? refused.refusal : undefined;
    expect(refusal?.content).toContain("Only operators");
    expect(faultsOf(refusal)).toEqual([]);
    expect(planOf(callOf("rebuild", {}, true))).toMatchObject({ manner: "private" });
  });

  test("says how far it is, and what it did", async () => {
    const { library, asked } = stubLibrary();
    const { reply, updates } = await run(callOf("rebuild", { full: true }, true), library);
    expect(asked).toEqual([[{ full: true, rollback: false, force: false }]]);
    expect(updates.map(({ content }) => content)).toEqual([
      "Rebuilding. Embedding texts: 40 of 289.",
    ]);
    expect(reply.content).toBe(
      [
        "Index updated in 1.2 s: 1 added, 0 changed, 2 removed.",
        "8 documents, 144 passages (12 texts embedded, 632 reused).",
        "Left out: 1",
        String.raw`- a.pdf\: a .pdf file`,
        "Drafts, not indexed: d.md",
        "Skipped files: 3 .png, 1 without an ending",
        "Examples not shown: 1 question",
        String.raw`- Who may sing?\: the outcome is nothing, not found`,
        "Not fully quoted: 2 documents",
        String.raw`- e.html\: 12 parts left out, 23% of the words`,
        String.raw`- f.md\: 1 part left out`,
      ].join("\n"),
    );
  });

  test("is not full unless one says so", async () => {
    const { library, asked } = stubLibrary();
    await run(callOf("rebuild", {}, true), library);
    expect(asked).toEqual([[{ full: false, rollback: false, force: false }]]);
  });

  test("goes back, or goes on in spite of a loss, only if one says so", async () => {
    const { library, asked } = stubLibrary();
    await run(callOf("rebuild", { back: true }, true), library);
    await run(callOf("rebuild", { force: true, back: false }, true), library);
    expect(asked).toEqual([
      [{ full: false, rollback: true, force: false }],
      [{ full: false, rollback: false, force: true }],
    ]);
    const { reply } = await run(callOf("rebuild", { full: true, back: true }, true), library);
    expect(reply.content).toContain("Choose either");
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["unchanged", /^Index checked in 1\.2 s: no document has changed\./],
    ["back", /^Switched to the previous index in 1\.2 s[^]*stays in use/],
  ] as const)("tells that the outcome is: %s", async (outcome, text) => {
    const same = { ...SUMMARY, outcome, added: [], removed: [] };
    const { library } = stubLibrary({ rebuild: async () => same });
    const { reply, outcome: counted } = await run(callOf("rebuild", {}, true), library);
    expect(reply.content).toMatch(text);
    expect(counted).toEqual({ kind: "rebuild", result: "done" });
  });

  test.each([
    [{ samples: true }, "The samples are served: documents/ has nothing to quote."],
    [{ samples: true, hadSamples: true, outcome: "back" }, "The samples are served.\n"],
    [{ hadSamples: true }, "The samples are no longer served."],
    [{}, undefined],
  ] as const)("tells whether the samples are served: %j", async (change, text) => {
    const { library } = stubLibrary({ rebuild: async () => ({ ...SUMMARY, ...change }) });
    const { content } = (await run(callOf("rebuild", {}, true), library)).reply;
    if (text === undefined) expect(content).not.toContain("samples");
    else expect(content).toContain(text);
  });

  test("that fails says why, what is served still, and that the index is as it was", async () => {
    const fail = async (): Promise<never> => {
      throw new UserError("The disk is full.");
    };
    const { library } = stubLibrary({ rebuild: fail });
    const { reply, outcome } = await run(callOf("rebuild", {}, true), library);
    expect(outcome).toEqual({ kind: "rebuild", result: "failed" });
    expect(reply.content).toContain("The index is unchanged");
    expect(reply.content).toContain("Still using 8 documents, 144 passages.");
    expect(reply.content).toContain("The disk is full.");
  });

  test("that fails for a reason not meant for people says nothing of it", async () => {
    const crash = async (): Promise<never> => {
      throw new Error("secret detail");
    };
    const { library } = stubLibrary({ rebuild: crash });
    await expect(run(callOf("rebuild", {}, true), library)).rejects.toThrow("secret detail");
  });
});

test("/help names every command that a member can use, to operators the others too", async () => {
  const { library } = stubLibrary();
  const { reply } = await run(callOf("help"), library);
  const { reply: forOperators } = await run(callOf("help", {}, true), library);
  for (const { definition, scope } of COMMANDS) {
    expect(reply.content.includes(`${definition.name}**`)).toBe(scope === "everywhere");
    expect(forOperators.content).toContain(`${definition.name}**`);
  }
  expect(faultsOf(forOperators)).toEqual([]);
  expect(findCommand("help")?.isPrivate(callOf("help"), PUBLIC)).toBe(true);
  expect(reply.content).toContain("mention me");
  const deaf = await run(callOf("help"), library, { answersMentions: false });
  expect(deaf.reply.content).not.toContain("mention me");
});
