/** @module Syncs of one collection: whatever happens in between, the index ends at the origin's last state. */

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import type { Observation } from "../../src/base/observation.ts";
import { createLimit } from "../../src/base/single-flight.ts";
import { createSync, type SyncOptions } from "../../src/collection/sync.ts";
import type { Builder } from "../../src/build/in-child.ts";
import { openLibrary } from "../../src/collection/library.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { keptLog } from "../support/kept-log.ts";
import { fetched, summaryOf } from "../support/syncs.ts";
import { runs } from "../support/runs.ts";

const NOW = "2026-01-31T12:00:00.000Z";

function syncOf(change: Partial<SyncOptions> & { readonly fetch?: SyncOptions["source"]["sync"] }) {
  const { log, text } = keptLog();
  const seen: Observation[] = [];
  const { fetch, ...options } = change;
  const sync = createSync({
    source: { describe: "the origin", ...(fetch ? { sync: fetch } : {}) },
    rebuild: async () => summaryOf(),
    log,
    observe: (observation) => seen.push(observation),
    now: () => NOW,
    ...options,
  });
  return { ...sync, text, seen };
}

/** The origin, its copy and the index of it, each as the number of a state. */
interface Model {
  origin: number;
  copy: number;
  index: number;
}

test("any interleaving of changes, calls and failures leaves the index at the state of each call that succeeds", async () => {
  const step = fc.constantFrom("change", "call", "change and call");
  const failures = fc.infiniteStream(
    fc.constantFrom<"fetch" | "build" | undefined>(undefined, undefined, "fetch", "build"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      failures,
      fc.boolean(),
      async (scheduler, steps, faults, isLimited) => {
        const model: Model = { origin: 0, copy: 0, index: 0 };
        let [underWay, most] = [0, 0];
        let isCalm = false;
        let fault: "fetch" | "build" | undefined;
        const fail = (at: typeof fault): void => {
          if (fault === at && !isCalm) throw new UserError(`no ${at}`);
        };
        const { run } = syncOf({
          ...(isLimited ? { limit: createLimit(1) } : {}),
          async fetch() {
            most = Math.max(most, (underWay += 1));
            try {
              fault = faults.next().value;
              await scheduler.schedule(Promise.resolve(), "connect");
              const read = model.origin;
              await scheduler.schedule(Promise.resolve(), "transfer");
              fail("fetch");
              const isChanged = read !== model.copy;
              model.copy = read;
              return fetched({ isChanged });
            } finally {
              underWay -= 1;
            }
          },
          async rebuild() {
            most = Math.max(most, (underWay += 1));
            try {
              const read = model.copy;
              await scheduler.schedule(Promise.resolve(), "build");
              fail("build");
              model.index = read;
              return summaryOf({ outcome: "built" });
            } finally {
              underWay -= 1;
            }
          },
        });
        const call = async (): Promise<void> => {
          const { origin } = model;
          const { outcome } = await run();
          if (outcome !== "failed") expect(model.index).toBeGreaterThanOrEqual(origin);
        };
        const calls: Promise<void>[] = [];
        for (const [at, name] of steps.entries())
          void scheduler.schedule(Promise.resolve(at), name).then(() => {
            if (name !== "call") model.origin += 1;
            if (name !== "change") calls.push(call());
          });
        await scheduler.waitIdle();
        await Promise.all(calls);
        isCalm = true;
        const last = call();
        await scheduler.waitIdle();
        await last;
        expect(model.index).toBe(model.origin);
        expect(most).toBe(1);
      },
    ),
    { numRuns: runs(600) },
  );
});

test("calls that wait share one sync, which begins once the running one ends", async () => {
  const gates: (() => void)[] = [];
  const { run } = syncOf({
    fetch: async () => {
      await new Promise<void>((resolve) => gates.push(resolve));
      return fetched();
    },
  });
  const first = run();
  await expect.poll(() => gates.length).toBe(1);
  const others = [run(), run(), run()];
  gates[0]?.();
  await first;
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.();
  const results = await Promise.all(others);
  expect(new Set(results).size).toBe(1);
  expect(gates).toHaveLength(2);
});

test("nothing is built where the origin has not changed, and all is where the last build failed", async () => {
  const built: boolean[] = [];
  let isChanged = false;
  let isRefused = false;
  const { run, state, text, seen } = syncOf({
    fetch: async () => fetched({ isChanged }),
    async rebuild({ full }) {
      built.push(full === true);
      if (isRefused) throw new UserError("9 of 10 documents missing. /rebuild force:true");
      return summaryOf({ outcome: "built", added: ["a.md"] });
    },
  });
  // The first sync of a process indexes what an earlier one may have fetched.
  await run();
  built.length = 0;
  expect((await run()).outcome).toBe("unchanged");
  expect(built).toEqual([]);
  [isChanged, isRefused] = [true, true];
  expect(await run()).toMatchObject({
    outcome: "failed",
    step: "build",
    origin: { state: "commit 1a2b3c4" },
  });
  expect(state()).toMatchObject({
    isHeldBack: true,
    failures: 1,
    failure: { at: NOW, step: "build", why: expect.stringContaining("/rebuild force:true") },
    success: { outcome: "unchanged" },
  });
  isChanged = false;
  await run();
  await run();
  expect(state().failures).toBe(3);
  isRefused = false;
  expect((await run()).outcome).toBe("changed");
  expect(state()).toMatchObject({
    isHeldBack: false,
    failures: 0,
    success: { at: NOW, origin: "commit 1a2b3c4", outcome: "changed" },
    failure: { step: "build" },
  });
  expect(built).toEqual([false, false, false, false]);
  expect(text().match(/the index was not updated/g)).toHaveLength(1);
  expect(text()).toContain("syncs work again");
  expect(seen.map((one) => one.kind === "sync" && one.result)).toEqual([
    "changed",
    "unchanged",
    "failed",
    "failed",
    "failed",
    "changed",
  ]);
});

test("a failed fetch builds nothing, and its other faults are kept from logs and people", async () => {
  const { run, state, text } = syncOf({
    fetch: () => Promise.reject(new Error("https://me:secret@example.org is broken")),
    rebuild: () => Promise.reject(new Error("not called")),
  });
  const result = await run();
  expect(result).toMatchObject({ outcome: "failed", step: "fetch", origin: undefined });
  expect(JSON.stringify([result, state()])).not.toContain("secret");
  expect(state()).toMatchObject({ isHeldBack: false, isRunning: false, success: undefined });
  expect(text()).toContain("the documents could not be synced");
});

test("faults of single pages are kept until the next fetch", async () => {
  const faults = [{ path: "a.html", reason: "404" }];
  let next = fetched({ faults });
  const { run, state } = syncOf({ fetch: async () => next });
  expect((await run()).outcome).toBe("unchanged");
  expect(state().faults).toEqual(faults);
  next = fetched();
  await run();
  expect(state().faults).toEqual([]);
});

test("a source that is read in place is built each time", async () => {
  const progress: unknown[] = [];
  const { run } = syncOf({
    async rebuild({ onProgress }) {
      onProgress({ stage: "read", done: 1, total: 2 });
      return summaryOf();
    },
  });
  const result = await run((step) => progress.push(step));
  expect(result).toEqual({ outcome: "unchanged", origin: undefined, summary: summaryOf() });
  expect(progress).toEqual([{ stage: "read", done: 1, total: 2 }]);
});

test.each(["fetch", "deaf fetch", "build"])(
  "a signal ends the %s, and nothing is counted or started after it",
  async (step) => {
    const stop = new AbortController();
    let begun = 0;
    const untilStopped = (signal = stop.signal): Promise<void> =>
      new Promise((resolve) => {
        begun += 1;
        signal.addEventListener("abort", () => resolve());
      });
    const { run, state, seen } = syncOf({
      async fetch(signal) {
        if (step !== "build") await untilStopped(signal);
        if (step === "fetch") throw new Error("aborted");
        return fetched({ isChanged: true });
      },
      rebuild: () => untilStopped().then(() => new Promise(() => {})),
      signal: stop.signal,
    });
    const running = run();
    await expect.poll(() => begun).toBe(1);
    const waiting = run();
    expect(state().isRunning).toBe(true);
    stop.abort();
    for (const call of [running, waiting, run()])
      expect(await call).toMatchObject({ outcome: "failed", why: "Footnote is stopping." });
    expect([begun, seen, state().isRunning]).toEqual([1, [], false]);
  },
);

test("changes that an earlier process fetched are indexed, though the origin is the same", async () => {
  const summaries = [summaryOf({ outcome: "built" }), summaryOf({ outcome: "unchanged" })];
  const { run } = syncOf({
    fetch: async () => fetched({ isChanged: false }),
    rebuild: async () => summaries.shift() ?? expect.unreachable("built once"),
  });
  expect(await run()).toMatchObject({ outcome: "changed", summary: { outcome: "built" } });
  expect(await run()).toMatchObject({ outcome: "unchanged", summary: undefined });
  expect(summaries).toHaveLength(1);
});

test("a source that loses more than half of its documents is held back until an operator accepts it", async () => {
  const names = ["a.md", "b.md", "c.md", "d.md", "e.md"];
  const files = new Map(
    names.map((name) => [
      name,
      Buffer.from(`# ${name}\n\nThe harbour opens at six, says ${name}.\n`),
    ]),
  );
  const place = {
    source: openMemory(files),
    store: openMemoryStore(),
    embedder: fakeEmbedder(),
  };
  await buildAt(place);
  const build: Builder = (request) => buildAt(place, request);
  const library = await openLibrary({ ...place, build });
  onTestFinished(() => library.close());
  let lost: readonly string[] = [];
  const { run, state } = syncOf({
    async fetch() {
      const isChanged = lost.map((name) => files.delete(name)).includes(true);
      return fetched({ isChanged });
    },
    rebuild: (request) => library.rebuild(request),
  });
  lost = names.slice(0, 3);
  for (const _ of "12") {
    expect(await run()).toMatchObject({ outcome: "failed", step: "build" });
    expect(state().failure?.why).toMatch(/3 of them missing.*\/rebuild force:true/);
    expect([state().isHeldBack, library.counts().documents]).toEqual([true, 5]);
  }
  await library.rebuild({ full: false, force: true, onProgress: () => {} });
  expect(library.counts().documents).toBe(2);
  expect((await run()).outcome).toBe("unchanged");
  expect(state()).toMatchObject({ isHeldBack: false, failures: 0 });
});
