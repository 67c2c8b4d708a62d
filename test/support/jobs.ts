/** @module Workers for tests: on a queue in memory, with short intervals. */

import { onTestFinished } from "vitest";
import { createLog } from "../../src/base/log.ts";
import type { Observation } from "../../src/base/observation.ts";
import type { Perform } from "../../src/jobs/attempt.ts";
import { startWorker, type Worker, type WorkerTiming } from "../../src/jobs/worker.ts";
import { JOB_KINDS, type JobQueue } from "../../src/storage/jobs.ts";

export const BUILD = { kind: "build", policy: "{}" } as const;

/** Starts a worker that looks all the time; it is closed after the test. */
export function workerOn(
  queue: JobQueue,
  perform: Perform,
  timing: Partial<WorkerTiming> = {},
): Worker & { readonly seen: readonly Observation[] } {
  const seen: Observation[] = [];
  const worker = startWorker({
    queue,
    perform,
    kinds: JOB_KINDS,
    slots: 2,
    schedule: async () => {},
    log: createLog("silent"),
    observe: (observation) => seen.push(observation),
    timing: { beatMs: 2, lookMs: 5, careMs: 10, firstRetryMs: 1, drainMs: 0, ...timing },
  });
  onTestFinished(() => worker.close());
  return { ...worker, seen };
}
