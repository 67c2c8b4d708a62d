/** @module The port of the queue of jobs: work on collections that any worker may do. */

import type { JobWord } from "../base/observation.ts";

/** `sync`: fetch, then build; `build`; `purge`: build, then delete earlier generations; `digest`: post the weekly report. */
export const JOB_KINDS = ["sync", "build", "purge", "digest"] as const satisfies readonly JobWord[];
export type JobKind = JobWord;

export interface JobRequest {
  readonly collection: string;
  readonly kind: JobKind;
  /** In JSON; jobs of one collection and kind are equal if this text is. */
  readonly policy: string;
}

/** A job that is repeated. */
export interface ScheduledJob extends JobRequest {
  /** Milliseconds between the end of one and the next. */
  readonly everyMs: number;
}

/** A job that a worker took. Of the calls with it, only those of that worker have an effect, until it ends. */
export interface Job extends JobRequest {
  readonly id: string;
  readonly worker: string;
  /** The number of times that it was taken, this one included. */
  readonly attempts: number;
  /** The number of texts to embed, where an earlier attempt found it. */
  readonly size: number | undefined;
}

/** The jobs that a worker takes. */
export interface JobFilter {
  readonly kinds: readonly JobKind[];
  /** The most texts to embed; undefined for no limit. A job whose number is not known yet is taken. */
  readonly mostTexts: number | undefined;
}

/** The state of a job; `progress` and `result` are texts of its worker. */
export type JobState =
  | {
      readonly state: "queued";
      /** From 1, in the order in which jobs are due. */
      readonly place: number;
      /** Whether a worker renewed its presence lately. */
      readonly hasWorkers: boolean;
    }
  | { readonly state: "running"; readonly progress: string | undefined }
  | { readonly state: "done"; readonly result: string }
  | { readonly state: "failed"; readonly why: string };

/** The jobs that wait. */
export interface QueueLength {
  readonly queued: number;
  readonly running: number;
  /** Since the one that waits longest was due; 0 if none is. */
  readonly oldestSeconds: number;
}

/** Times without a sign of life after which a job is taken from its worker, and attempts after which it fails. */
export interface Patience {
  readonly staleMs: number;
  readonly mostAttempts: number;
}

/**
 * The queue. One job of a collection runs at a time. Calls by a worker return false where the job is no longer its own: it
 * was taken from it, and may run elsewhere.
 */
export interface JobQueue {
  /** Adds a job, due now, or joins an equal one that is queued, which becomes due; returns its ID. */
  enqueue(request: JobRequest): Promise<string>;
  /** Adds each job of a schedule unless one of its kind is queued, runs or ended within its interval; returns their number. */
  enqueueDue(scheduled: readonly ScheduledJob[]): Promise<number>;
  /** Takes the job that is due first; undefined if there is none that the worker may take. */
  claim(worker: string, filter: JobFilter): Promise<Job | undefined>;
  /** Renews a job. @param progress undefined leaves it as it is. */
  beat(job: Job, progress?: string): Promise<boolean>;
  finish(job: Job, result: string): Promise<boolean>;
  /** Ends an attempt. @param retryMs the delay until the next one; undefined if the job has failed. */
  fail(job: Job, why: string, retryMs: number | undefined): Promise<boolean>;
  /** Queues a job again, where it was, without counting the attempt. @param size the number of texts to embed, if it is known. */
  giveBack(job: Job, size?: number): Promise<boolean>;
  /** Returns the state of a job; undefined for an unknown ID, such as one that ended long ago. */
  state(id: string): Promise<JobState | undefined>;
  /** Renews the presence of a worker, which `state` reports. */
  attend(worker: string): Promise<void>;
  /** Ends the presence of a worker. */
  leave(worker: string): Promise<void>;
  /** Queues the jobs of workers that gave no sign of life, fails those of too many attempts; returns the number of both. */
  rescue(patience: Patience): Promise<number>;
  length(): Promise<QueueLength>;
  /**
   * Calls a listener soon after a job was added or ended, with its ID, or with none where some may be missed. Returns how to
   * stop.
   */
  onChange(listener: (id: string | undefined) => void): () => void;
}

/** The reason of a job that fails as its workers stopped. */
export const ABANDONED =
  "Each process that worked on it stopped before its end. See the log of the workers, and try again.";

/** Milliseconds without a sign of life after which no worker counts as present. */
export const PRESENCE_MS = 30_000;
