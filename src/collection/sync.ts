/** @module Sync: brings the copy of one collection's documents up to date, then its index. */

import { UserError, userText } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import { freshFlight, type Limit } from "../base/single-flight.ts";
import type { RebuildOptions } from "../build/in-child.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Refusal, Source, SyncSummary } from "../sources/source.ts";
import type { OnProgress } from "../storage/progress.ts";

/** The result of a sync. */
export type SyncResult = SyncDone | SyncFailed;

export interface SyncDone {
  /** Whether the index changed. */
  readonly outcome: "changed" | "unchanged";
  /** Undefined for a source that is read in place. */
  readonly origin: SyncSummary | undefined;
  /** Undefined if no build was needed. */
  readonly summary: BuildSummary | undefined;
}

export interface SyncFailed {
  readonly outcome: "failed";
  /** `fetch`: the copy is as it was; `build`: the copy is up to date, and the index is as it was. */
  readonly step: "fetch" | "build";
  /** For operators. */
  readonly why: string;
  readonly origin: SyncSummary | undefined;
}

/** The state of one collection's syncs in this process. Times are in ISO 8601. */
export interface SyncState {
  readonly isRunning: boolean;
  readonly success:
    | {
        readonly at: string;
        /** Undefined for a source that is read in place. */
        readonly origin: string | undefined;
        readonly outcome: SyncDone["outcome"];
      }
    | undefined;
  /** The last one, which later successes do not erase. */
  readonly failure: (Omit<SyncFailed, "outcome" | "origin"> & { readonly at: string }) | undefined;
  /** Consecutive failures until now. */
  readonly failures: number;
  /** Whether the copy has changes that the index does not have, as the last build was refused or failed. */
  readonly isHeldBack: boolean;
  /** Parts of the origin that the last fetch could not copy. */
  readonly faults: readonly Refusal[];
}

export interface SyncOptions {
  readonly source: Pick<Source, "sync" | "describe">;
  readonly rebuild: (request: RebuildOptions) => Promise<BuildSummary>;
  readonly log: Log;
  readonly observe?: Observe;
  /** Delays a sync until it may begin. */
  readonly limit?: Limit;
  /** Ends the running sync, and refuses later ones. */
  readonly signal?: AbortSignal;
  /** The time in ISO 8601. */
  readonly now?: () => string;
  /** Syncs elsewhere, instead of by the source and `rebuild`. */
  readonly perform?: PerformSync | undefined;
}

/** Performs one sync; never rejects. */
export type PerformSync = (
  options: Pick<RebuildOptions, "onProgress" | "signal">,
) => Promise<SyncResult>;

export interface Sync {
  /**
   * Syncs, and gives the result of a sync that began after the call, which may be shared. A running one may have read its
   * origin before a change that the caller knows of; then one more follows. Never rejects.
   */
  readonly run: (onProgress?: OnProgress) => Promise<SyncResult>;
  readonly state: () => SyncState;
}

/** Syncs that a schedule starts, too: one by hand puts off the next. */
export interface ScheduledSync extends Pick<Sync, "run"> {
  /** Returns the state, with the time of the next sync by the schedule. */
  readonly state: () => SyncState & { readonly next: string | undefined };
}

/** Creates the syncs of one collection. A source that is read in place is only built. */
export function createSync(options: SyncOptions): Sync {
  const { now = () => new Date().toISOString(), observe = () => {} } = options;
  const listeners = new Set<OnProgress>();
  let state: SyncState = IDLE;
  const end = (result: SyncResult): SyncResult => {
    report(result, state, options);
    observe({ kind: "sync", result: result.outcome });
    state = stateAfter(result, state, now());
    return result;
  };
  const onProgress: OnProgress = (progress) => {
    for (const listener of listeners) listener(progress);
  };
  const fly = freshFlight(async () => {
    if (options.signal?.aborted) return STOPPED;
    state = { ...state, isRunning: true };
    // An earlier process may have fetched what it did not index.
    const isHeldBack = state.isHeldBack || state.success === undefined;
    const { perform = (given) => performHere({ ...options, ...given, isHeldBack }) } = options;
    const result = await perform({ onProgress, signal: options.signal });
    state = { ...state, isRunning: false };
    return options.signal?.aborted ? STOPPED : end(result);
  }, options.limit);
  return {
    async run(listener) {
      if (!listener) return fly();
      listeners.add(listener);
      return fly().finally(() => listeners.delete(listener));
    },
    state: () => state,
  };
}

const IDLE: SyncState = {
  isRunning: false,
  success: undefined,
  failure: undefined,
  failures: 0,
  isHeldBack: false,
  faults: [],
};

const STOPPED: SyncFailed = {
  outcome: "failed",
  step: "fetch",
  why: "Footnote is stopping.",
  origin: undefined,
};

type Work = Omit<SyncOptions, "signal"> &
  Pick<RebuildOptions, "onProgress" | "signal"> &
  Pick<SyncState, "isHeldBack">;

async function performHere({ isHeldBack, ...options }: Work): Promise<SyncResult> {
  const { source, rebuild, onProgress, signal, log } = options;
  let step: SyncFailed["step"] = "fetch";
  let origin: SyncSummary | undefined;
  try {
    origin = await source.sync?.(signal);
    if (origin && !origin.isChanged && !isHeldBack)
      return { outcome: "unchanged", origin, summary: undefined };
    if (signal?.aborted) return STOPPED;
    step = "build";
    const summary = await orAborted(rebuild({ full: false, onProgress }), signal);
    if (summary.outcome !== "unchanged") return { outcome: "changed", origin, summary };
    const isSame = origin?.isChanged === false;
    return { outcome: "unchanged", origin, summary: isSame ? undefined : summary };
  } catch (error) {
    if (!(error instanceof UserError) && !signal?.aborted)
      log.error({ err: error, step }, "a sync failed");
    return { outcome: "failed", step, why: userText(error), origin };
  }
}

/** Waits for a work until the signal is given: a build ends by itself, or with this process. */
const orAborted = <Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(new UserError(STOPPED.why));
    signal?.addEventListener("abort", abort, { once: true });
    void work.then(resolve, reject).finally(() => signal?.removeEventListener("abort", abort));
  });

function stateAfter(result: SyncResult, last: SyncState, at: string): SyncState {
  const { origin } = result;
  const faults = origin?.faults ?? last.faults;
  if (result.outcome !== "failed") {
    const success = { at, origin: origin?.state, outcome: result.outcome };
    return { ...last, success, failures: 0, isHeldBack: false, faults };
  }
  const { step, why } = result;
  const isHeldBack = last.isHeldBack || step === "build";
  return { ...last, failure: { at, step, why }, failures: last.failures + 1, isHeldBack, faults };
}

/** Logs changes, and each failure until its reason changes once. */
function report(result: SyncResult, last: SyncState, { source, log }: SyncOptions): void {
  const told = { source: source.describe, origin: result.origin?.state };
  if (result.outcome === "failed") {
    const { step, why } = result;
    if (last.failures === 0 || why !== last.failure?.why)
      log.warn({ ...told, step, why }, FAILURES[step]);
    return;
  }
  if (last.failures > 0) log.info({ ...told, failures: last.failures }, "syncs work again");
  if (result.outcome === "unchanged") return log.debug(told, "a sync found no change");
  const { added = [], changed = [], removed = [] } = result.summary ?? {};
  const counts = { added: added.length, changed: changed.length, removed: removed.length };
  log.info({ ...told, ...counts, faults: result.origin?.faults.length }, "documents were synced");
}

const FAILURES = {
  fetch: "the documents could not be synced; they are as they were",
  build: "the index was not updated; the last one serves",
} as const;
