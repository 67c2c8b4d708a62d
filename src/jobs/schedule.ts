/** @module The schedule of jobs: syncs at the intervals of their sources, weekly reports on the days on which they are due. */

import type { Log } from "../base/log.ts";
import { messageOf } from "../base/errors.ts";
import { type DigestTime, digestTime } from "../feedback/digest.ts";
import type { JobQueue, ScheduledJob } from "../storage/jobs.ts";

/** The jobs of one collection that are repeated. */
export interface ScheduledCollection {
  readonly id: string;
  /** Seconds between two syncs; undefined where only people and webhooks start them. */
  readonly every: number | undefined;
  /** Checks whether its weekly report is to be posted; undefined where this worker posts none. */
  readonly isDigestDue: ((at: DigestTime) => Promise<boolean>) | undefined;
}

export interface ScheduleOptions {
  readonly queue: Pick<JobQueue, "enqueueDue">;
  readonly collections: readonly ScheduledCollection[];
  readonly log: Log;
  readonly now?: () => Date;
}

/** The policy of jobs that have none. */
export const NO_POLICY = "{}";

/**
 * Returns a function that adds the jobs that are due. Each worker calls its own: the queue refuses a second job of a kind
 * until the interval after the first has passed, whichever worker added it.
 */
export function scheduleJobs(options: ScheduleOptions): () => Promise<void> {
  const { queue, collections, log, now = () => new Date() } = options;
  const syncs = collections.flatMap(({ id, every }): ScheduledJob[] =>
    every === undefined
      ? []
      : [{ collection: id, kind: "sync", policy: NO_POLICY, everyMs: every * 1_000 }],
  );
  const lookUp = digestLookup(collections, log);
  return async () => {
    const digests = await lookUp(now());
    const added = await queue.enqueueDue([...syncs, ...digests]);
    if (added > 0) log.debug({ jobs: added }, "scheduled jobs are queued");
  };
}

/**
 * Returns a function that lists the weekly reports that are due: one that fails is tried once a day. One that is not due is
 * not looked up again on the same day.
 */
function digestLookup(
  collections: readonly ScheduledCollection[],
  log: Log,
): (now: Date) => Promise<readonly ScheduledJob[]> {
  const done = new Map<string, string>();
  return async (now) => {
    const at = digestTime(now);
    const everyMs = now.getTime() - dayStart(at);
    const due: ScheduledJob[] = [];
    for (const { id, isDigestDue } of collections) {
      if (!isDigestDue || done.get(id) === at.day) continue;
      if (await isDigestDue(at).catch(reported(id, log)))
        due.push({ collection: id, kind: "digest", policy: NO_POLICY, everyMs });
      else done.set(id, at.day);
    }
    return due;
  };
}

/** Returns the moment at which a day of reports begins, 09:00 UTC. */
const dayStart = ({ day }: DigestTime): number => Date.parse(`${day}T09:00:00Z`);

const reported =
  (collection: string, log: Log) =>
  (error: unknown): false => {
    log.warn({ collection, why: messageOf(error) }, "the weekly reports could not be looked up");
    return false;
  };
