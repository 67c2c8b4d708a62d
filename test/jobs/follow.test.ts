import { expect, test, vi } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { buildByJobs, follow } from "../../src/jobs/follow.ts";
import { openMemoryJobs } from "../../src/storage/memory-jobs.ts";
import type { Job, JobQueue } from "../../src/storage/jobs.ts";
import type { Progress } from "../../src/storage/progress.ts";
import { BUILD, workerOn } from "../support/jobs.ts";
import { summaryOf } from "../support/syncs.ts";

const ALL = { kinds: ["build", "purge"], mostTexts: undefined } as const;

async function claimed(queue: JobQueue): Promise<Job> {
  return vi.waitFor(async () => {
    const job = await queue.claim("w", ALL);
    if (!job) throw new Error("no job yet");
    return job;
  });
}

/** Follows a build, and keeps its progress, each once. */
function followed(queue: JobQueue, policy: { readonly purge?: boolean } = {}) {
  const seen: Progress[] = [];
  const build = buildByJobs({ queue, collection: "c", lookMs: 2 });
  const summary = build({
    ...policy,
    onProgress(progress) {
      if (JSON.stringify(seen.at(-1)) !== JSON.stringify(progress)) seen.push(progress);
    },
  });
  return { seen, summary };
}

test("a build shows that no worker runs, its place, its progress and its summary", async () => {
  const queue = openMemoryJobs();
  await queue.enqueue({ ...BUILD, collection: "b" });
  const { seen, summary } = followed(queue);
  const waiting = { done: 0, total: 0 };
  await vi.waitFor(() => expect(seen).toEqual([{ stage: "unserved", ...waiting }]));
  await queue.attend("w");
  await vi.waitFor(() => expect(seen.at(-1)).toEqual({ stage: "queue", ...waiting, place: 2 }));
  await queue.finish(await claimed(queue), "1");
  await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ place: 1 }));
  const job = await claimed(queue);
  const progress = { stage: "embed", done: 3, total: 9 } as const;
  await queue.beat(job, JSON.stringify(progress));
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(progress));
  await queue.finish(job, JSON.stringify(summaryOf()));
  expect(await summary).toEqual(summaryOf());
});

test("a build fails with the text of its worker", async () => {
  const queue = openMemoryJobs();
  const { summary } = followed(queue);
  await queue.fail(await claimed(queue), "No documents.", undefined);
  await expect(summary).rejects.toThrow(new UserError("No documents."));
});

test("a purge is a job of its own kind, with its policy", async () => {
  const queue = openMemoryJobs();
  const { summary } = followed(queue, { purge: true });
  const job = await claimed(queue);
  expect(job.kind).toBe("purge");
  expect(JSON.parse(job.policy)).toMatchObject({ purge: true, full: false });
  await queue.finish(job, JSON.stringify(summaryOf()));
  await summary;
});

test("equal builds of two processes are one job", async () => {
  const queue = openMemoryJobs();
  const all = [followed(queue), followed(queue)];
  await queue.finish(await claimed(queue), JSON.stringify(summaryOf()));
  expect(await Promise.all(all.map(({ summary }) => summary))).toEqual([summaryOf(), summaryOf()]);
  expect(await queue.claim("w", ALL)).toBeUndefined();
});

test("a job is followed through lost connections", async () => {
  const memory = openMemoryJobs();
  const state = vi.fn((id: string) => memory.state(id));
  for (let at = 0; at < 3; at += 1) state.mockRejectedValueOnce(new Error("no connection"));
  const { summary } = followed({ ...memory, state });
  workerOn(memory, async () => summaryOf());
  expect(await summary).toEqual(summaryOf());
  expect(state.mock.calls.length).toBeGreaterThan(3);
});

test("a job that nobody follows any more goes on", async () => {
  const queue = openMemoryJobs();
  const giveUp = new AbortController();
  const request = { ...BUILD, collection: "c" };
  const result = follow(request, { queue, collection: "c", lookMs: 2 }, () => {}, giveUp.signal);
  const job = await claimed(queue);
  giveUp.abort(new Error("no longer"));
  await expect(result).rejects.toThrow("no longer");
  expect(await queue.finish(job, "1")).toBe(true);
});
