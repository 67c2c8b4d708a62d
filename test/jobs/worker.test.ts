import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import type { Perform, PerformOptions } from "../../src/jobs/attempt.ts";
import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import type { Job, JobQueue } from "../../src/storage/jobs.ts";
import { BUILD, workerOn } from "../support/jobs.ts";

const state = async (queue: JobQueue, id: string) => (await queue.state(id))?.state;

/** Adds a build of a collection. */
const add = (queue: JobQueue, collection: string): Promise<string> =>
  queue.enqueue({ ...BUILD, collection });

/** Builds a collection named after its number of texts, a hundred of them each turn of the event loop. */
const embed =
  (ended: string[]): Perform =>
  async ({ collection }, { onProgress, signal }) => {
    const toEmbed = Number(collection.split("-")[0]);
    onProgress({ stage: "embed", done: 0, total: toEmbed, toEmbed });
    for (let done = 0; done < toEmbed; done += 100) {
      await turn();
      signal.throwIfAborted();
    }
    ended.push(collection);
    return toEmbed;
  };

/** Waits until the signal, as a build does that is ended. */
const wait = ({ signal }: PerformOptions): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new UserError("it was ended")));
  });

test("a hundred small builds end before large ones that began first", async () => {
  const queue = openMemoryJobs();
  const ended: string[] = [];
  for (const name of ["100000-a", "100000-b", "100000-c"]) await add(queue, name);
  for (let at = 0; at < 100; at += 1) await add(queue, `100-${at}`);
  workerOn(queue, embed(ended));
  await vi.waitFor(() => expect(ended.length).toBe(103), { timeout: 20_000 });
  expect(ended.slice(100)).toEqual(["100000-a", "100000-b", "100000-c"]);
});

test("every job ends, whatever the order and the sizes", async () => {
  const sizes = fc.array(fc.constantFrom(0, 100, 20_000, 20_100, 40_000), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(sizes, async (all) => {
      const queue = openMemoryJobs();
      const ended: string[] = [];
      const ids: string[] = [];
      for (const [at, size] of all.entries()) ids.push(await add(queue, `${size}-${at}`));
      const workers = [workerOn(queue, embed(ended)), workerOn(queue, embed(ended))];
      await vi.waitFor(async () => {
        for (const id of ids) expect(await state(queue, id)).toBe("done");
      });
      await Promise.all(workers.map((worker) => worker.close()));
      expect(ended.length).toBe(all.length);
    }),
    { numRuns: 10 },
  );
});

test("a job whose worker fell silent is ended there, and done by another", async () => {
  const queue = openMemoryJobs();
  const id = await add(queue, "c");
  const begun: string[] = [];
  const perform: Perform = async (job, options) => {
    begun.push(job.worker);
    return begun.length === 1 ? wait(options) : "second";
  };
  const first = workerOn(queue, perform, { careMs: 3_600_000 });
  await vi.waitFor(() => expect(begun.length).toBe(1));
  expect(await queue.rescue({ staleMs: -1, mostAttempts: 5 })).toBe(1);
  await vi.waitFor(async () => expect(await state(queue, id)).toBe("done"));
  expect(await queue.state(id)).toMatchObject({ result: '"second"' });
  await vi.waitFor(() =>
    expect(first.seen).toContainEqual({ kind: "job", of: "build", result: "lost" }),
  );
});

test("a worker that cannot renew its job ends it", async () => {
  const memory = openMemoryJobs();
  await add(memory, "c");
  const beat = vi.fn<JobQueue["beat"]>().mockRejectedValue(new Error("no connection"));
  const ended = vi.fn<(signal: AbortSignal) => void>();
  const worker = workerOn(
    { ...memory, beat },
    async (_, options) => wait(options).finally(() => ended(options.signal)),
    { staleMs: 10, mostAttempts: 1 },
  );
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  await vi.waitFor(() =>
    expect(worker.seen).toContainEqual({ kind: "job", of: "build", result: "lost" }),
  );
});

test("failures that may pass are tried again, at most five times; others are not", async () => {
  const queue = openMemoryJobs();
  const [passing, refused] = [await add(queue, "passing"), await add(queue, "refused")];
  const attempts: Job[] = [];
  workerOn(queue, async (job) => {
    attempts.push(job);
    throw new UserError(`${job.collection}.`, { isTransient: job.collection === "passing" });
  });
  await vi.waitFor(async () => expect(await state(queue, passing)).toBe("failed"));
  expect(await queue.state(refused)).toEqual({ state: "failed", why: "refused." });
  const counts = attempts.map(({ collection, attempts: at }) => `${collection} ${at}`);
  expect(counts.toSorted()).toEqual([...[1, 2, 3, 4, 5].map((at) => `passing ${at}`), "refused 1"]);
});

test("what no person may read of a fault is not in the queue", async () => {
  const queue = openMemoryJobs();
  const id = await add(queue, "c");
  workerOn(queue, () => Promise.reject(new Error("a secret")), { mostAttempts: 1 });
  await vi.waitFor(async () => expect(await state(queue, id)).toBe("failed"));
  expect(JSON.stringify(await queue.state(id))).not.toContain("secret");
});

test("a worker that closes gives back what does not end, uncounted, and takes no more", async () => {
  const queue = openMemoryJobs();
  const id = await add(queue, "c");
  const begun = vi.fn<() => void>();
  const worker = workerOn(queue, (_, options) => (begun(), wait(options)));
  await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce());
  await worker.close();
  expect(await queue.state(id)).toEqual({ state: "queued", place: 1, hasWorkers: false });
  const again = await queue.claim("other", { kinds: ["build"], mostTexts: undefined });
  expect(again?.attempts).toBe(1);
});

test("a worker that closes waits for a job that ends in time", async () => {
  const queue = openMemoryJobs();
  const id = await add(queue, "c");
  let end = (): void => {};
  const worker = workerOn(queue, () => new Promise<void>((resolve) => (end = resolve)), {
    drainMs: 60_000,
  });
  await vi.waitFor(async () => expect(await state(queue, id)).toBe("running"));
  const closed = worker.close();
  end();
  await closed;
  expect(await state(queue, id)).toBe("done");
});

test("a queue that cannot be reached is a fault until it can be reached again", async () => {
  const memory = openMemoryJobs();
  let isDown = true;
  const claim: JobQueue["claim"] = (...given) =>
    isDown ? Promise.reject(new Error("no connection")) : memory.claim(...given);
  const worker = workerOn({ ...memory, claim }, async () => 1);
  const id = await add(memory, "c");
  await vi.waitFor(() => expect(worker.fault()).toBe("no connection"));
  isDown = false;
  await vi.waitFor(async () => expect(await state(memory, id)).toBe("done"));
  await vi.waitFor(() => expect(worker.fault()).toBeUndefined());
});
