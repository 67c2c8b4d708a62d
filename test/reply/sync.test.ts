/** @module /sync: its words for every result, and the command through a bot. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { UserError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import { type ServedCollection, singleCollection } from "../../src/collection/collections.ts";
import { startSchedule } from "../../src/collection/schedule.ts";
import type { SyncResult } from "../../src/collection/sync.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Source } from "../../src/sources/source.ts";
import { renderSync } from "../../src/reply/sync.ts";
import { CATALOGUES } from "../../src/reply/words/words.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { faultsOf, hostile, summary } from "../support/replies.ts";
import { fetched, summaryOf } from "../support/syncs.ts";

const SERVING = { documents: 3, passages: 40 };
const TWO_FAULTS = [
  { path: "a*b.html", reason: "404" },
  { path: "c.html", reason: "it takes too long" },
];

test("a page that was not fetched is named with the whole reason", () => {
  const path = "https://example.org/rules/of/the/harbour/guests.html";
  const reason = `Expected status 200 from ${path.slice(8)}; found 404.`;
  const origin = fetched({ isChanged: true, faults: [{ path, reason }] });
  const { content } = renderSync({ outcome: "changed", origin, summary: summaryOf() }, undefined);
  expect(content).toContain("found 404");
});

test.each<[string, SyncResult, RegExp[]]>([
  [
    "a change",
    {
      outcome: "changed",
      origin: fetched({ isChanged: true, faults: TWO_FAULTS }),
      summary: summaryOf({ outcome: "built", added: ["a.md"], removed: ["b.md"] }),
    },
    [
      /^Documents fetched: commit 1a2b3c4\.\nNot fetched, earlier copies stay: 2\n- a\\\*b\.html\\: 404/,
      /1 added, 0 changed, 1 removed/,
    ],
  ],
  [
    "no change",
    { outcome: "unchanged", origin: fetched({ state: "<@1> *a*" }), summary: undefined },
    [/^Nothing has changed: \\<\\@1\\> \\\*a\\\*\.$/],
  ],
  [
    "a folder",
    { outcome: "unchanged", origin: undefined, summary: summaryOf() },
    [/^The documents are in a folder; I read it again\./, /no document has changed/],
  ],
  [
    "a failed fetch",
    { outcome: "failed", step: "fetch", why: "Expected *git* to answer", origin: undefined },
    [
      /^The sync failed\. Documents and index are unchanged\.\nStill using 3 documents, 40 passages\.\nExpected \\\*git\\\*/,
    ],
  ],
  [
    "an index that is held back",
    { outcome: "failed", step: "build", why: "9 missing. /rebuild force:true.", origin: fetched() },
    [
      /^Documents fetched: commit 1a2b3c4\. The index was not updated\.\nStill using .*\n.*\/rebuild force\\?:true/,
    ],
  ],
])("%s is described in words", (_, result, expected) => {
  const reply = renderSync(result, SERVING);
  const text = [reply.content, ...reply.embeds.map(({ description }) => description)].join("\n");
  for (const pattern of expected) expect(text).toMatch(pattern);
  expect(faultsOf(reply)).toEqual([]);
});

const origin = fc.record({
  isChanged: fc.boolean(),
  state: hostile(400),
  faults: fc.array(fc.record({ path: hostile(400), reason: hostile(400) }), { maxLength: 9 }),
});
const results: fc.Arbitrary<SyncResult> = fc.oneof(
  fc.record({
    outcome: fc.constantFrom("changed" as const, "unchanged" as const),
    origin: fc.option(origin, { nil: undefined }),
    summary: fc.option(summary, { nil: undefined }),
  }),
  fc.record({
    outcome: fc.constant("failed" as const),
    step: fc.constantFrom("fetch" as const, "build" as const),
    why: hostile(4_000),
    origin: fc.option(origin, { nil: undefined }),
  }),
);

test("Discord takes the reply to any result in any language", () => {
  fc.assert(
    fc.property(results, fc.constantFrom(...Object.values(CATALOGUES)), (result, words) => {
      const serving = { documents: 999_999, passages: 9_999_999 };
      expect(faultsOf(renderSync(result, serving, words))).toEqual([]);
    }),
  );
});

describe("the command", async () => {
  const library = await memoryLibrary({ "a.md": HARBOUR });

  /** Runs /sync in a bot over a library, whose documents a source brings. */
  async function runSync(
    fetch?: Source["sync"],
    {
      operator = true,
      rebuild,
    }: { operator?: boolean; rebuild?: ServedCollection["rebuild"] } = {},
  ) {
    const log = createLog("silent");
    const [only] = await singleCollection(library).list();
    if (!only) throw new Error("no collection");
    const served = { ...only, ...(rebuild ? { rebuild } : {}) };
    const source = { describe: "the origin", ...(fetch ? { sync: fetch } : {}) };
    const schedule = startSchedule([{ id: only.id, source, rebuild: served.rebuild, log }]);
    const collection = fetch ? { ...served, sync: schedule.of(only.id) } : served;
    const bot = createBot({
      ...ABILITIES,
      collections: { for: async () => collection, list: async () => [collection] },
      log,
    });
    const { transport, messages, seen } = memoryTransport();
    const rights = { operator };
    const use = { name: "sync", options: {}, userId: "1", guildId: "2", channelId: "3", rights };
    await bot.handle({ ...use, locale: "en" }, transport);
    return { messages, last: messages.at(-1), seen: seen() };
  }

  test("shows that it looks, then what was fetched, to the operator alone", async () => {
    const { messages, seen } = await runSync(async () => fetched());
    expect(messages.map(({ content }) => content)).toEqual([
      "Looking for changes.",
      "Nothing has changed: commit 1a2b3c4.",
    ]);
    expect(seen).toMatchObject([{ isPrivate: true }]);
  });

  test("builds what changed, and names what could not be fetched", async () => {
    const { last } = await runSync(async () =>
      fetched({ isChanged: true, state: "4 pages", faults: TWO_FAULTS }),
    );
    expect(last?.content).toMatch(/^Documents fetched: 4 pages\.\nNot fetched/);
    expect(last?.embeds[0]?.description).toContain("Index checked");
  });

  test("gives the reason of a failure, and what serves", async () => {
    const { last } = await runSync(() => Promise.reject(new UserError("The host is not known.")));
    expect(last?.content).toMatch(/^The sync failed.*\nStill using 1 document.*\nThe host/);
  });

  test("rebuilds where the documents are in a folder without a schedule", async () => {
    expect((await runSync()).last?.content).toBe("The documents are in a folder; I read it again.");
    const rebuild = () => Promise.reject(new UserError("9 missing. /rebuild force:true."));
    const { last } = await runSync(undefined, { rebuild });
    expect(last?.content).toMatch(/I read it again\. The index was not updated\.\n.*\n9 missing/);
  });

  test("is refused to all but operators", async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return fetched();
    };
    const { last } = await runSync(fetch, { operator: false });
    expect([last?.content, calls]).toEqual([expect.stringMatching(/Only operators/), 0]);
  });
});
