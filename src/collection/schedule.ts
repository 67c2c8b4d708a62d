/** @module The schedule of syncs: each collection at its interval, few at once, failing ones more rarely. */

import type { CollectionId } from "./collections.ts";
import { createLimit } from "../base/single-flight.ts";
import { createSync, type ScheduledSync, type Sync, type SyncOptions } from "./sync.ts";

export interface Schedule {
  /** Returns the syncs of a collection; undefined for one that is not in the schedule. */
  of(id: string): ScheduledSync | undefined;
  /** Ends running syncs, waits for their ends, and starts no more. */
  stop(): Promise<void>;
}

export interface ScheduledCollection extends Pick<
  SyncOptions,
  "source" | "rebuild" | "log" | "observe" | "perform"
> {
  readonly id: CollectionId;
  /** Seconds between two syncs; undefined where only people and webhooks start them. */
  readonly every?: number | undefined;
}

interface ScheduleOptions {
  /** The most syncs at once. */
  readonly most?: number;
  /** Returns a number from 0 to below 1. */
  readonly random?: () => number;
}

const MOST_AT_ONCE = 2;
const DAY_MS = 86_400_000;
/** The first syncs are spread over this time, so that those of many collections do not begin together. */
const SPREAD_MS = 300_000;
const JITTER = 0.1;
const LONGEST_BACK_OFF = 8;
/** Timers take no longer delay. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Starts the schedule. Its timers do not keep the process running. */
export function startSchedule(
  collections: readonly ScheduledCollection[],
  { most = MOST_AT_ONCE, random = Math.random }: ScheduleOptions = {},
): Schedule {
  const limit = createLimit(most);
  const stopped = new AbortController();
  const { signal } = stopped;
  const syncs = new Map(
    collections.map(({ id, every, ...options }) => {
      const sync = createSync({ ...options, limit, signal });
      return [String(id), repeat(sync, { every, signal, random })] as const;
    }),
  );
  return {
    of: (id) => syncs.get(id),
    async stop() {
      stopped.abort();
      await Promise.all(Array.from(syncs.values(), (sync) => sync.end()));
    },
  };
}

interface Repetition extends Required<Pick<ScheduleOptions, "random">> {
  readonly every: number | undefined;
  readonly signal: AbortSignal;
}

/** Repeats a sync at its interval, counted from the end of the last one by any caller. */
function repeat(
  sync: Sync,
  { every, signal, random }: Repetition,
): ScheduledSync & { readonly end: () => Promise<unknown> } {
  const running = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let next: number | undefined;
  const disarm = (): void => {
    clearTimeout(timer);
    next = undefined;
  };
  const arm = (delay: number): void => {
    disarm();
    if (signal.aborted) return;
    next = Date.now() + delay;
    timer = setTimeout(() => void run(), delay).unref();
  };
  const run: Sync["run"] = async (onProgress) => {
    disarm();
    const result = sync.run(onProgress);
    running.add(result);
    await result;
    running.delete(result);
    if (every !== undefined && running.size === 0)
      arm(delayAfter(every, sync.state().failures, random()));
    return result;
  };
  if (every !== undefined) arm(random() * Math.min(every * 1_000, SPREAD_MS));
  return {
    run,
    state: () => ({
      ...sync.state(),
      next: next === undefined ? undefined : new Date(next).toISOString(),
    }),
    end() {
      disarm();
      return Promise.all(running);
    },
  };
}

/** Returns the delay in milliseconds: the interval, doubled by each failure up to eight times or a day, ±10 %. */
function delayAfter(every: number, failures: number, random: number): number {
  const interval = every * 1_000;
  const longest = Math.max(interval, Math.min(DAY_MS, interval * LONGEST_BACK_OFF));
  const backedOff = Math.min(interval * 2 ** failures, longest);
  return Math.min(backedOff * (1 - JITTER + 2 * JITTER * random), LONGEST_TIMER_MS);
}
