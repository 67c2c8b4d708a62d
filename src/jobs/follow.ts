/** @module Jobs as seen by processes that serve: each is added to the queue, and followed to its end. */

import { z } from "zod";
import { UserError, userText } from "../base/errors.ts";
import type { PerformSync } from "../collection/sync.ts";
import type { SyncSummary } from "../sources/source.ts";
import type { Builder } from "../build/in-child.ts";
import { BuildPolicy, BuildSummary } from "../build/summary.ts";
import type { JobQueue, JobRequest, JobState } from "../storage/jobs.ts";
import { NO_POLICY } from "./schedule.ts";
import { type OnProgress, Progress } from "../storage/progress.ts";

export interface FollowOptions {
  readonly queue: JobQueue;
  readonly collection: string;
  /** Milliseconds between two looks; notifications come sooner. */
  readonly lookMs?: number;
}

/**
 * Returns a builder whose builds are done by workers. It follows a build through lost connections; a build goes on where
 * nobody follows it any more.
 */
export const buildByJobs =
  (options: FollowOptions): Builder =>
  async ({ onProgress, signal, ...given }) => {
    const policy = BuildPolicy.parse(given);
    const kind = policy.purge ? "purge" : "build";
    const { collection } = options;
    const request = { collection, kind, policy: JSON.stringify(policy) } as const;
    return BuildSummary.parse(await follow(request, options, onProgress, signal));
  };

/** The result of a sync, as a worker wrote it. */
const SyncReport = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.enum(["changed", "unchanged"]),
    origin: z.custom<SyncSummary>().optional(),
    summary: BuildSummary.optional(),
  }),
  z.object({
    outcome: z.literal("failed"),
    step: z.enum(["fetch", "build"]),
    why: z.string(),
    origin: z.custom<SyncSummary>().optional(),
  }),
]);

/** Returns a function whose syncs are done by workers. */
export const syncByJobs =
  (options: FollowOptions): PerformSync =>
  async ({ onProgress, signal }) => {
    const { collection } = options;
    const request = { collection, kind: "sync", policy: NO_POLICY } as const;
    try {
      const { origin, ...result } = SyncReport.parse(
        await follow(request, options, onProgress, signal),
      );
      return result.outcome === "failed"
        ? { ...result, origin }
        : { ...result, origin, summary: result.summary };
    } catch (error) {
      return { outcome: "failed", step: "fetch", why: userText(error), origin: undefined };
    }
  };

/**
 * Adds a job to the queue, reports its progress, and returns its result.
 * @throws UserError with the reason of its failure, or if its result is not known any more.
 */
export async function follow(
  request: JobRequest,
  { queue, lookMs = LOOK_MS }: FollowOptions,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<unknown> {
  const id = await queue.enqueue(request);
  for (;;) {
    // A state that cannot be read now is read at the next look.
    const state = await queue.state(id).catch(() => "unreachable" as const);
    if (state === undefined) throw forgotten();
    if (state !== "unreachable") {
      if (state.state === "done") return JSON.parse(state.result);
      if (state.state === "failed") throw new UserError(state.why);
      report(state, onProgress);
    }
    await nextLook(queue, id, lookMs);
    signal?.throwIfAborted();
  }
}

const LOOK_MS = 2_000;

type Open = Extract<JobState, { readonly state: "queued" | "running" }>;

function report(state: Open, onProgress: OnProgress): void {
  const waiting = { done: 0, total: 0 };
  if (state.state === "running") {
    const { data } = Progress.safeParse(parsed(state.progress));
    if (data) onProgress(data);
  } else if (state.hasWorkers) onProgress({ stage: "queue", ...waiting, place: state.place });
  else onProgress({ stage: "unserved", ...waiting });
}

const parsed = (progress: string | undefined): unknown =>
  progress === undefined ? undefined : JSON.parse(progress);

/** Waits until a job may have changed, at most so long. */
const nextLook = (queue: JobQueue, id: string, lookMs: number): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const forget = queue.onChange((changed) => {
      if (changed === undefined || changed === id) end();
    });
    const timer = setTimeout(end, lookMs);
  });

const forgotten = (): UserError =>
  new UserError({
    expected: "the job in the queue",
    found: "none",
    remedy: "Ask for it again.",
  });
