/** @module The schedule of syncs, with a fake clock. */

import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import { CollectionId } from "../../src/collection/collections.ts";
import {
  type Schedule,
  type ScheduledCollection,
  startSchedule,
} from "../../src/collection/schedule.ts";
import { fetched, summaryOf } from "../support/syncs.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const log = createLog("silent");
const DAY = 86_400;

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** A collection that notes the begin and the end of each sync, in seconds of the clock. */
function collectionOf(
  id: string,
  every: number | undefined,
  work: () => Promise<void> = async () => {},
) {
  const runs: { begun: number; ended: number }[] = [];
  const seconds = (): number => Date.now() / 1_000;
  const collection: ScheduledCollection = {
    id: CollectionId.parse(id),
    every,
    source: {
      describe: id,
      async sync() {
        const run = { begun: seconds(), ended: Infinity };
        runs.push(run);
        try {
          await work();
        } finally {
          run.ended = seconds();
        }
        return fetched();
      },
    },
    rebuild: async () => summaryOf(),
    log,
  };
  return { collection, runs };
}

async function endAfter(schedule: Schedule): Promise<void> {
  const ended = schedule.stop();
  await vi.runAllTimersAsync();
  await ended;
}

test("no sync begins before its interval less the jitter, none is forgotten, and few run at once", async () => {
  const settings = fc.record({
    every: fc.integer({ min: 60, max: 3 * DAY }),
    takes: fc.integer({ min: 0, max: 120 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(settings, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (given, most, numbers) => {
        let [underWay, seen] = [0, 0];
        const all = given.map(({ every, takes }, at) =>
          collectionOf(`c${at}`, every, async () => {
            seen = Math.max(seen, (underWay += 1));
            await wait(takes);
            underWay -= 1;
          }),
        );
        const collections = all.map(({ collection }) => collection);
        const began = Date.now() / 1_000;
        const random = (): number => numbers.next().value;
        const schedule = startSchedule(collections, { most, random });
        const longest = Math.max(...given.map(({ every }) => every));
        // Many syncs of a short interval are no use to the property, and take long to simulate.
        const length = Math.min(longest * 3, 40 * Math.min(...given.map(({ every }) => every)));
        await vi.advanceTimersByTimeAsync(length * 1_000);
        for (const [at, { runs }] of all.entries()) {
          const { every = 0 } = given[at] ?? {};
          // Each of the others may be before it in the queue.
          const queue = given.reduce((sum, { takes }) => sum + takes, 0);
          expect((runs[0]?.begun ?? began) - began).toBeLessThanOrEqual(
            Math.min(every, 300) + queue,
          );
          for (const [number, { begun }] of runs.slice(1).entries()) {
            const pause = begun - (runs[number]?.ended ?? 0);
            expect(pause).toBeGreaterThanOrEqual(every * 0.9 - 0.01);
            expect(pause).toBeLessThanOrEqual(every * 1.1 + queue + 0.01);
          }
          if (length > every * 1.1 + 300 + 2 * queue) expect(runs.length).toBeGreaterThan(0);
        }
        expect(seen).toBeLessThanOrEqual(most);
        await endAfter(schedule);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ["a minute", 60, [60, 120, 240, 480, 480]],
  ["six hours", DAY / 4, [DAY / 4, DAY / 2, DAY, DAY, DAY]],
  ["two days", 2 * DAY, [2 * DAY, 2 * DAY, 2 * DAY]],
])(
  "failures of a sync every %s double the wait up to its limit, and a success ends that",
  async (_, every, waits) => {
    let isBroken = true;
    const { collection, runs } = collectionOf("a", every, async () => {
      if (isBroken) throw new UserError("no network");
    });
    const schedule = startSchedule([collection], { random: () => 0.5 });
    await vi.advanceTimersByTimeAsync(every * 1_000);
    expect(runs).toHaveLength(1);
    for (const [at, expected] of waits.slice(1).entries()) {
      await vi.advanceTimersByTimeAsync(expected * 1_000);
      expect(runs).toHaveLength(at + 2);
      expect((runs[at + 1]?.begun ?? 0) - (runs[at]?.begun ?? 0)).toBeCloseTo(expected, 1);
    }
    isBroken = false;
    await vi.advanceTimersByTimeAsync((waits.at(-1) ?? 0) * 1_000);
    const before = runs.length;
    await vi.advanceTimersByTimeAsync(every * 1_000);
    expect(runs).toHaveLength(before + 1);
    expect(schedule.of("a")?.state().failures).toBe(0);
    await endAfter(schedule);
  },
);

test("the first syncs of 200 collections are spread over five minutes", async () => {
  const all = Array.from({ length: 200 }, (_, at) => collectionOf(`c${at}`, 3_600));
  const schedule = startSchedule(all.map(({ collection }) => collection));
  const begun = (): number => all.filter(({ runs }) => runs.length > 0).length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(begun()).toBeLessThan(60);
  await vi.advanceTimersByTimeAsync(270_000);
  expect(begun()).toBe(200);
  await endAfter(schedule);
});

test("a sync by hand puts off the next one, whose time is known; without an interval there is none", async () => {
  const { collection, runs } = collectionOf("a", 3_600);
  const manual = collectionOf("b", undefined);
  const schedule = startSchedule([collection, manual.collection], { random: () => 0.5 });
  const sync = schedule.of("a");
  expect((await sync?.run())?.outcome).toBe("unchanged");
  expect(sync?.state().next).toBe(new Date(Date.now() + 3_600_000).toISOString());
  await vi.advanceTimersByTimeAsync(3_599_000);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(runs).toHaveLength(2);
  expect(manual.runs).toEqual([]);
  await schedule.of("b")?.run();
  expect(manual.runs).toHaveLength(1);
  expect(schedule.of("b")?.state().next).toBeUndefined();
  expect(schedule.of("c")).toBeUndefined();
  await endAfter(schedule);
});

test("a stop ends what runs, waits for it, and starts nothing more", async () => {
  const signals: AbortSignal[] = [];
  const cleaned: string[] = [];
  const { collection, runs } = collectionOf("a", 60);
  const hanging: ScheduledCollection = {
    ...collection,
    source: {
      describe: "hanging",
      async sync(signal) {
        runs.push({ begun: 0, ended: 0 });
        if (signal) signals.push(signal);
        await new Promise((resolve) => signal?.addEventListener("abort", resolve));
        await wait(1);
        cleaned.push("copy");
        throw new Error("aborted");
      },
    },
  };
  const schedule = startSchedule([hanging], { random: () => 0 });
  await vi.advanceTimersByTimeAsync(0);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  let isStopped = false;
  const stopped = schedule.stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(500);
  expect([signals[0]?.aborted, isStopped]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(500);
  await stopped;
  expect(cleaned).toEqual(["copy"]);
  expect((await schedule.of("a")?.run())?.outcome).toBe("failed");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
