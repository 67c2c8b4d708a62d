/** @module One attempt at a job: its work, its signs of life, and its end. */

import { isTransient, UserError, userText } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { JobResult } from "../base/observation.ts";
import type { Job, JobQueue } from "../storage/jobs.ts";
import type { OnProgress, Progress } from "../storage/progress.ts";

/** Does the work of a job; returns its result, which becomes JSON. It ends soon after the signal, and changes nothing then. */
export type Perform = (job: Job, options: PerformOptions) => Promise<unknown>;

export interface PerformOptions {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** `lost`: it may run elsewhere; `yield`: another large one runs here; `closing`: this worker ends. */
export type Stop =
  { readonly why: "lost" | "closing" } | { readonly why: "yield"; readonly size: number };

export interface Attempt {
  readonly job: Job;
  /** Stops the work. Only the first call has an effect. */
  readonly stop: (stop: Stop) => void;
  /** Resolves with the end of the attempt; never rejects. */
  readonly ended: Promise<JobResult>;
}

export interface AttemptOptions {
  readonly queue: JobQueue;
  readonly perform: Perform;
  readonly log: Log;
  readonly timing: Timing;
  /** Called with the number of texts to embed, before they are embedded. */
  readonly onSize: (size: number) => void;
}

export interface Timing {
  /** Between two signs of life with progress. */
  readonly beatMs: number;
  /** Without a sign of life, after which a job is taken from its worker. */
  readonly staleMs: number;
  /** The delay after the first failure; it doubles with each further one. */
  readonly firstRetryMs: number;
  readonly mostAttempts: number;
}

const LONGEST_RETRY_MS = 600_000;

/** Begins the work of a job. */
export function beginAttempt(job: Job, options: AttemptOptions): Attempt {
  const { queue, perform, timing, onSize } = options;
  const stopping = new AbortController();
  let latest: Progress | undefined;
  const heart = startHeart(timing, {
    beat: () => queue.beat(job, latest && JSON.stringify(latest)),
    onLost: () => stopping.abort({ why: "lost" }),
  });
  const onProgress: OnProgress = (progress) => {
    latest = progress;
    if (progress.toEmbed !== undefined) onSize(progress.toEmbed);
  };
  const { signal } = stopping;
  const run = async (): Promise<JobResult> => {
    try {
      const result = await perform(job, { signal, onProgress });
      return (await queue.finish(job, JSON.stringify(result ?? null))) ? "done" : "lost";
    } catch (error) {
      return await endOf(job, error, signal.reason as Stop | undefined, options);
    }
  };
  return {
    job,
    stop: (stop) => stopping.abort(stop),
    // Once the caller has the attempt, and can stop it.
    ended: Promise.resolve()
      .then(run)
      .catch((error: unknown) => {
        // The job is taken from this worker later, as it gives no more signs of life.
        options.log.error({ err: error }, "the end of a job could not be recorded");
        return "lost" as const;
      })
      .finally(heart),
  };
}

async function endOf(
  job: Job,
  error: unknown,
  stop: Stop | undefined,
  { queue, log, timing }: AttemptOptions,
): Promise<JobResult> {
  if (stop?.why === "lost") return "lost";
  if (stop) {
    const size = stop.why === "yield" ? stop.size : undefined;
    return (await queue.giveBack(job, size)) ? "returned" : "lost";
  }
  if (!(error instanceof UserError)) log.error({ err: error }, "a job failed");
  const retryMs = retryAfter(job, error, timing);
  const why = userText(error);
  log.warn({ why, attempts: job.attempts, retryMs }, "an attempt at a job failed");
  if (!(await queue.fail(job, why, retryMs))) return "lost";
  return retryMs === undefined ? "failed" : "retried";
}

/** Returns the delay until the next attempt; undefined if there is none. */
function retryAfter(
  { attempts }: Job,
  error: unknown,
  { firstRetryMs, mostAttempts }: Timing,
): number | undefined {
  if (!isTransient(error) || attempts >= mostAttempts) return undefined;
  return Math.min(firstRetryMs * 2 ** (attempts - 1), LONGEST_RETRY_MS);
}

interface Heart {
  readonly beat: () => Promise<boolean>;
  readonly onLost: () => void;
}

/**
 * Beats until it is stopped. A job is lost if the queue says so, or if no beat succeeded for as long as the queue waits:
 * then another worker may have it.
 */
function startHeart({ beatMs, staleMs }: Timing, { beat, onLost }: Heart): () => void {
  let last = performance.now();
  let isBeating = false;
  const timer = setInterval(() => {
    if (performance.now() - last > staleMs) onLost();
    if (isBeating) return;
    isBeating = true;
    const sent = performance.now();
    void beat()
      .then((isOwn) => (isOwn ? (last = sent) : onLost()))
      .catch(() => {})
      .finally(() => (isBeating = false));
  }, beatMs);
  return () => clearInterval(timer);
}
