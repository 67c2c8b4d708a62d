/** @module The rebuilds of a library: one at a time, the state of the present one, and the result of the last. */

import { randomUUID } from "node:crypto";
import { UserError } from "../base/errors.ts";
import type { RebuildOptions } from "../build/in-child.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { OnProgress, Progress } from "../storage/progress.ts";

/** The rebuilds of this process, from all callers. */
export interface RebuildState {
  /** The one that runs; its progress is undefined until it is known. */
  readonly running: { readonly progress: Progress | undefined } | undefined;
  /** The last one that ended. */
  readonly ended: EndedRebuild | undefined;
}

export interface EndedRebuild {
  /** Unique, over restarts too. */
  readonly id: string;
  /** In ISO 8601. */
  readonly at: string;
  readonly result: { readonly summary: BuildSummary } | { readonly failure: unknown };
}

export interface Rebuilds {
  /** Starts a rebuild, or joins one of the same kind. @throws UserError during one of the other kind. */
  readonly rebuild: (request: RebuildOptions) => Promise<BuildSummary>;
  readonly state: () => RebuildState;
}

interface Running {
  readonly isRollback: boolean;
  readonly summary: Promise<BuildSummary>;
}

/** @param start builds, and opens the result. */
export function createRebuilds(
  start: (request: RebuildOptions) => Promise<BuildSummary>,
): Rebuilds {
  const listeners = new Set<OnProgress>();
  let running: Running | undefined;
  let latest: Progress | undefined;
  let ended: EndedRebuild | undefined;
  const end = (result: EndedRebuild["result"]): void => {
    running = latest = undefined;
    ended = { id: randomUUID(), at: new Date().toISOString(), result };
  };
  const onProgress: OnProgress = (progress) => {
    latest = progress;
    for (const listener of listeners) listener(progress);
  };
  const run = async (request: RebuildOptions): Promise<BuildSummary> => {
    try {
      const summary = await start({ ...request, onProgress });
      end({ summary });
      return summary;
    } catch (failure) {
      end({ failure });
      throw failure;
    }
  };
  return {
    async rebuild(request) {
      const isRollback = request.rollback === true;
      if (running && running.isRollback !== isRollback) throw otherRuns();
      listeners.add(request.onProgress);
      running ??= { isRollback, summary: Promise.resolve(request).then(run) };
      return running.summary.finally(() => listeners.delete(request.onProgress));
    },
    state: () => ({ running: running && { progress: latest }, ended }),
  };
}

const otherRuns = (): UserError =>
  new UserError({
    expected: "to be the only change of the index",
    found: "another one running",
    remedy: "Wait until it is done.",
  });
