/** @module A worker: takes jobs from the queue, some at once, and never only large ones. */

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { messageOf } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { freshFlight } from "../base/single-flight.ts";
import { createPacer } from "../base/throttle.ts";
import type { Job, JobKind, JobQueue } from "../storage/jobs.ts";
import { type Attempt, beginAttempt, type Perform, type Timing } from "./attempt.ts";

export interface WorkerOptions {
  readonly queue: JobQueue;
  readonly perform: Perform;
  /** The kinds of jobs that it can do. */
  readonly kinds: readonly JobKind[];
  /** The most jobs at once, at least 2: one of them may be large. */
  readonly slots: number;
  /** Adds the jobs of the schedule that are due. */
  readonly schedule: () => Promise<unknown>;
  readonly log: Log;
  readonly observe: Observe;
  readonly timing?: Partial<WorkerTiming>;
}

export interface WorkerTiming extends Timing {
  /** Between two looks at the queue; notifications come sooner. */
  readonly lookMs: number;
  /** Between two looks at the schedule and for jobs without a sign of life. */
  readonly careMs: number;
  /** Given to running jobs when the worker closes. */
  readonly drainMs: number;
}

const TIMING: WorkerTiming = {
  beatMs: 2_000,
  staleMs: 30_000,
  firstRetryMs: 10_000,
  mostAttempts: 5,
  lookMs: 2_000,
  careMs: 10_000,
  drainMs: 5_000,
};

/** More texts to embed make a job large: that takes minutes to hours. */
export const LARGE = 20_000;

/** Before the first look. */
const UNTRIED = "the queue was not reached yet";

export interface Worker {
  /** Returns the reason why the queue cannot be reached; undefined if it could be at the last look. */
  readonly fault: () => string | undefined;
  /** Takes no more jobs, and gives back those that have not ended after some seconds. */
  readonly close: () => Promise<void>;
}

interface Running {
  readonly attempt: Attempt;
  /** The number of texts to embed, once it is known. */
  size: number;
}

const isLarge = ({ size }: Pick<Running, "size">): boolean => size > LARGE;

/**
 * Starts a worker. It runs one large job at a time, so that the other slots stay free for small ones; a job that turns out
 * to be a second large one is given back before its texts are embedded.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { queue, kinds, slots, log, observe } = options;
  const timing = { ...TIMING, ...options.timing };
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const running = new Map<string, Running>();
  const isCareDue = createPacer(timing.careMs);
  let isClosing = false;
  let fault: string | undefined = UNTRIED;

  const care = async (): Promise<void> => {
    await queue.attend(name);
    const rescued = await queue.rescue(timing);
    if (rescued > 0) log.warn({ jobs: rescued }, "jobs of workers that stopped are queued again");
    await options.schedule();
  };
  const fill = async (): Promise<void> => {
    while (!isClosing && running.size < slots) {
      const mostTexts = [...running.values()].some(isLarge) ? LARGE : undefined;
      const job = await queue.claim(name, { kinds, mostTexts });
      if (!job) return;
      begin(job);
    }
  };
  const look = freshFlight(async () => {
    try {
      if (isClosing) return;
      if (isCareDue()) await care();
      await fill();
      if (fault !== undefined && fault !== UNTRIED)
        log.info("the queue of jobs can be reached again");
      fault = undefined;
    } catch (error) {
      const why = messageOf(error);
      if (fault === undefined || fault === UNTRIED)
        log.error({ why }, "the queue of jobs cannot be reached");
      fault = why;
    }
  });
  const begin = (job: Job): void => {
    const own = log.child({ collection: job.collection, job: job.id, kind: job.kind });
    own.info({ attempts: job.attempts }, "a job begins");
    const attempt = beginAttempt(job, { ...options, log: own, timing, onSize: sizeSetter(job) });
    running.set(job.id, { attempt, size: job.size ?? 0 });
    void attempt.ended.then((result) => {
      running.delete(job.id);
      observe({ kind: "job", of: job.kind, result });
      own.info({ result }, "a job ended");
      void look();
    });
  };
  const sizeSetter =
    ({ id }: Job) =>
    (size: number): void => {
      const own = running.get(id);
      if (!own) return;
      const others = [...running.values()].filter((one) => one !== own);
      if (isLarge({ size }) && others.some(isLarge)) own.attempt.stop({ why: "yield", size });
      else own.size = size;
    };

  const forget = queue.onChange(() => void look());
  const timer = setInterval(() => void look(), timing.lookMs);
  void look();
  return {
    fault: () => fault,
    async close() {
      isClosing = true;
      clearInterval(timer);
      forget();
      await look();
      await drain([...running.values()], timing.drainMs);
      await queue.leave(name).catch(() => {});
    },
  };
}

/** Waits for the ends of attempts, and stops those that have not ended in time. */
async function drain(running: readonly Running[], drainMs: number): Promise<void> {
  const ended = Promise.all(running.map(({ attempt }) => attempt.ended));
  const timer = setTimeout(() => {
    for (const { attempt } of running) attempt.stop({ why: "closing" });
  }, drainMs);
  await ended;
  clearTimeout(timer);
}
