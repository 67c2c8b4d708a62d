/** @module The work of jobs, by their kind: builds in child processes, syncs, weekly reports. */

import { isTransient, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import type { Builder } from "../build/in-child.ts";
import { BuildPolicy } from "../build/summary.ts";
import { requireUnpinned } from "../collection/ready.ts";
import { createSync, type Sync } from "../collection/sync.ts";
import type { Source } from "../sources/source.ts";
import { JOB_KINDS, type JobKind } from "../storage/jobs.ts";
import type { Store } from "../storage/store.ts";
import type { Perform, PerformOptions } from "./attempt.ts";

/** A collection that a worker works on. */
export interface WorkCollection {
  readonly id: string;
  readonly source: Pick<Source, "sync" | "describe">;
  readonly store: Store;
  /** Builds in a child process. */
  readonly build: Builder;
  readonly log: Log;
}

export interface WorkOptions {
  readonly collections: readonly WorkCollection[];
  /** Finds a collection that is not one of these, for each job of it. */
  readonly find?: ((id: string) => Promise<WorkCollection | undefined>) | undefined;
  /** Posts the weekly report of a collection if it is due; undefined without Discord. */
  readonly digest: ((collection: string) => Promise<void>) | undefined;
  readonly observe: Observe;
}

/** Returns the work of jobs, and the kinds that it can do. */
export function performerOf({ collections, find, digest, observe }: WorkOptions): {
  readonly perform: Perform;
  readonly kinds: readonly JobKind[];
} {
  const all = new Map(collections.map((one) => [one.id, workOn(one, observe)]));
  return {
    kinds: JOB_KINDS.filter((kind) => kind !== "digest" || digest !== undefined),
    async perform({ collection, kind, policy }, options) {
      const found = all.has(collection) ? undefined : await find?.(collection);
      const work = all.get(collection) ?? (found ? workOn(found, observe) : unknown(collection));
      if (kind === "sync") return work.sync(options);
      if (kind === "digest") return digest?.(collection);
      return work.build({ ...BuildPolicy.parse(JSON.parse(policy)), ...options });
    },
  };
}

interface Work {
  readonly build: Builder;
  readonly sync: (options: PerformOptions) => Promise<unknown>;
}

/** One job of a collection runs at a time, so its sync has one signal and one listener. */
function workOn({ source, store, build, log }: WorkCollection, observe: Observe): Work {
  let current: PerformOptions | undefined;
  let fault: unknown;
  const sync: Sync = createSync({
    source: {
      describe: source.describe,
      ...(source.sync && { sync: () => source.sync?.(current?.signal) ?? missing() }),
    },
    log,
    observe,
    async rebuild(request) {
      await requireUnpinned(store);
      return build({ ...request, signal: current?.signal }).catch((error: unknown) => {
        fault = error;
        throw error;
      });
    },
  });
  return {
    build,
    async sync(options) {
      current = options;
      fault = undefined;
      const result = await sync.run(options.onProgress);
      if (result.outcome !== "failed") return result;
      options.signal.throwIfAborted();
      if (result.step === "fetch") throw new UserError(result.why, { isTransient: true });
      if (fault !== undefined && isTransient(fault)) throw fault;
      return result;
    },
  };
}

const missing = (): never => {
  throw new Error("a source without syncs was synced");
};

/** Another worker may know the collection, or this one after a restart. */
const unknown = (collection: string): never => {
  throw new UserError(
    {
      expected: `the collection ${collection} in the settings of the worker`,
      found: "none of that name",
      remedy: "Give the worker the same footnote.yaml as the bot, and restart it.",
    },
    { isTransient: true },
  );
};
