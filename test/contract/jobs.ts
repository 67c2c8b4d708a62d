/** @module The contract of queues of jobs. */

import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ABANDONED, type Job, JOB_KINDS, type JobQueue } from "../../src/storage/jobs.ts";

const ALL = { kinds: JOB_KINDS, mostTexts: undefined };
/** No worker may be silent at all. */
const NO_PATIENCE = { staleMs: -1, mostAttempts: 2 };

/** Describes a kind of queue; `make` gives an empty one. */
export function describeQueue(kind: string, make: () => Promise<JobQueue>): void {
  describe(`a queue of the kind: ${kind}`, () => {
    let queue: JobQueue;
    beforeEach(async () => void (queue = await make()));

    const add = (collection: string, policy = "{}"): Promise<string> =>
      queue.enqueue({ collection, kind: "build", policy });
    const take = async (worker = "a"): Promise<Job> => {
      const job = await queue.claim(worker, ALL);
      if (!job) throw new Error("no job is due");
      return job;
    };

    it("joins equal jobs that are queued, and adds others", async () => {
      const first = await add("c");
      expect(await add("c")).toBe(first);
      const others = [await add("c", '{"full":true}'), await add("d")];
      expect(new Set([first, ...others]).size).toBe(3);
      const { id } = await take();
      expect(id).toBe(first);
      expect(await add("c")).not.toBe(first);
    });

    it("joins a job that was given back, which is then due", async () => {
      const id = await add("c");
      await queue.fail(await take(), "later", 3_600_000);
      expect(await queue.claim("a", ALL)).toBeUndefined();
      expect(await add("c")).toBe(id);
      expect((await take()).attempts).toBe(2);
    });

    it("lets one of many equal requests at once be added", async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => add("c")));
      expect(new Set(ids).size).toBe(1);
    });

    it("gives the job that is due first, one of a collection at a time", async () => {
      await add("c");
      await add("c", '{"full":true}');
      await add("d");
      const [first, second] = [await take("a"), await take("b")];
      expect([first.collection, second.collection]).toEqual(["c", "d"]);
      expect(await queue.claim("b", ALL)).toBeUndefined();
      expect(await queue.finish(first, "7")).toBe(true);
      expect((await take("b")).policy).toBe('{"full":true}');
    });

    it("gives each job to one worker, and never two of a collection, whatever their order", async () => {
      const jobs = fc.array(fc.tuple(fc.constantFrom("p", "q", "r"), fc.nat(3)), { maxLength: 9 });
      await fc.assert(
        fc.asyncProperty(jobs, async (wanted) => {
          for (const [collection, policy] of wanted) await add(collection, String(policy));
          const equal = new Set(wanted.map(String));
          const done: string[] = [];
          for (;;) {
            const round = await Promise.all(["a", "b", "c"].map((name) => queue.claim(name, ALL)));
            const taken = round.filter((job) => job !== undefined);
            if (taken.length === 0) break;
            const collections = taken.map(({ collection }) => collection);
            expect(new Set(collections).size).toBe(collections.length);
            for (const job of taken) await queue.finish(job, "");
            done.push(...taken.map(({ id }) => id));
          }
          expect(new Set(done).size).toBe(done.length);
          expect(done.length).toBe(equal.size);
        }),
        { numRuns: 6 },
      );
    });

    it("gives only the kinds and sizes that a worker takes", async () => {
      await queue.enqueue({ collection: "c", kind: "digest", policy: "{}" });
      expect(await queue.claim("a", { ...ALL, kinds: ["build", "sync"] })).toBeUndefined();
      expect(await queue.giveBack(await take(), 30_000)).toBe(true);
      expect(await queue.claim("a", { ...ALL, mostTexts: 29_999 })).toBeUndefined();
      const job = await queue.claim("a", { ...ALL, mostTexts: 30_000 });
      expect(job).toMatchObject({ attempts: 1, size: 30_000 });
    });

    it("tells the state of a job until its end", async () => {
      await add("b");
      const id = await add("c");
      expect(await queue.state(id)).toEqual({ state: "queued", place: 2, hasWorkers: false });
      await queue.attend("a");
      await queue.attend("a");
      expect(await queue.state(id)).toMatchObject({ hasWorkers: true });
      await queue.leave("a");
      expect(await queue.state(id)).toMatchObject({ hasWorkers: false });
      await take();
      expect(await queue.state(id)).toMatchObject({ place: 1 });
      const job = await take();
      expect(await queue.state(id)).toEqual({ state: "running", progress: undefined });
      expect(await queue.beat(job, "half")).toBe(true);
      expect(await queue.beat(job)).toBe(true);
      expect(await queue.state(id)).toEqual({ state: "running", progress: "half" });
      expect(await queue.finish(job, "42")).toBe(true);
      expect(await queue.state(id)).toEqual({ state: "done", result: "42" });
      expect(await queue.state("999999999")).toBeUndefined();
    });

    it("fails a job with its reason", async () => {
      const id = await add("c");
      expect(await queue.fail(await take(), "no documents", undefined)).toBe(true);
      expect(await queue.state(id)).toEqual({ state: "failed", why: "no documents" });
      expect(await queue.claim("a", ALL)).toBeUndefined();
      await add("d");
      expect(await queue.fail(await take(), "no \0title", undefined)).toBe(true);
    });

    it("takes a job from a silent worker, which can then do nothing with it", async () => {
      const id = await add("c");
      const lost = await take("a");
      expect(await queue.rescue({ staleMs: 60_000, mostAttempts: 2 })).toBe(0);
      expect(await queue.rescue(NO_PATIENCE)).toBe(1);
      const own = await take("b");
      expect([own.id, own.attempts]).toEqual([id, 2]);
      expect(await queue.beat(lost, "x")).toBe(false);
      expect(await queue.finish(lost, "x")).toBe(false);
      expect(await queue.fail(lost, "x", undefined)).toBe(false);
      expect(await queue.giveBack(lost)).toBe(false);
      expect(await queue.state(id)).toEqual({ state: "running", progress: undefined });
      expect(await queue.rescue(NO_PATIENCE)).toBe(1);
      expect(await queue.state(id)).toEqual({ state: "failed", why: ABANDONED });
    });

    it("adds a job of a schedule once in its interval", async () => {
      const due = async (everyMs: number, ...collections: string[]): Promise<number> =>
        queue.enqueueDue(
          collections.map((collection) => ({ collection, kind: "sync", policy: "{}", everyMs })),
        );
      expect(await queue.enqueueDue([])).toBe(0);
      expect(await due(0, "c")).toBe(1);
      expect(await due(0, "c")).toBe(0);
      const job = await take();
      expect(await due(0, "c")).toBe(0);
      await queue.finish(job, "");
      expect(await due(60_000, "c")).toBe(0);
      await sleep(2);
      expect(await due(1, "c", "d")).toBe(2);
    });

    it("counts the jobs that wait", async () => {
      expect(await queue.length()).toEqual({ queued: 0, running: 0, oldestSeconds: 0 });
      await add("c");
      await add("d");
      await take();
      await sleep(2);
      const length = await queue.length();
      expect(length).toMatchObject({ queued: 1, running: 1 });
      expect(length.oldestSeconds).toBeGreaterThan(0);
    });
  });
}
