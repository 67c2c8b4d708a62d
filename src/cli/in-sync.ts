/** @module Collections kept in sync with their documents: by schedule, by watched folders, and on demand. */

import type { CollectionSettings } from "../base/config/collections.ts";
import type { Observe } from "../base/observation.ts";
import { CollectionId, type ServedCollection } from "../collection/collections.ts";
import { requireUnpinned } from "../collection/ready.ts";
import { type ScheduledCollection, startSchedule } from "../collection/schedule.ts";
import type { ScheduledSync } from "../collection/sync.ts";
import { syncByJobs } from "../jobs/follow.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { watchFolder } from "../sources/watch.ts";
import type { Planned } from "./planning.ts";

export interface InSync {
  /** Returns the syncs of a collection; undefined for an unknown name. */
  readonly of: (id: string) => ScheduledSync | undefined;
  /** Lists the faults of a collection's last syncs, for operators. */
  readonly faultsOf: (id: string) => readonly string[];
  /** Ends the syncs, and waits for their ends. */
  readonly close: () => Promise<void>;
}

type Rebuilt = Pick<ServedCollection, "rebuild">;

export interface InSyncOptions {
  /** Finds the collection that a sync rebuilds. */
  readonly find: (id: string) => Rebuilt | Promise<Rebuilt>;
  readonly observe: Observe;
  /** The queue of workers, which then sync, and keep the schedule; undefined where this process does. */
  readonly queue?: JobQueue | undefined;
}

export function keepInSync(all: readonly Planned[], options: InSyncOptions): InSync {
  // Those that workers do only wait here, in any number.
  const most = options.queue && { most: Infinity };
  const schedule = startSchedule(
    all.map((one) => scheduled(one, options)),
    most,
  );
  const watches = all.map((one) => watch(one, () => schedule.of(one.settings.id)));
  return {
    of: (id) => schedule.of(id),
    faultsOf: (id) => faultsOf(schedule.of(id)),
    async close() {
      for (const opened of await Promise.all(watches)) await opened?.close();
      await schedule.stop();
    },
  };
}

const scheduled = (
  { settings, start: { source, store, log } }: Planned,
  { find, observe, queue }: InSyncOptions,
): ScheduledCollection => ({
  id: CollectionId.parse(settings.id),
  source,
  log,
  observe,
  every: queue ? undefined : intervalOf(settings),
  perform: queue && syncByJobs({ queue, collection: settings.id }),
  async rebuild(request) {
    await requireUnpinned(store);
    return (await find(settings.id)).rebuild(request);
  },
});

/** Returns the seconds between two syncs of a collection; undefined where only people and webhooks start them. */
export const intervalOf = ({ source }: Pick<CollectionSettings, "source">): number | undefined =>
  source.kind === "git" || source.kind === "pages" ? source.every : undefined;

/** Watches a folder of documents, if the operator wants that; a change syncs its collection. */
async function watch(
  { settings, start: { source, log } }: Planned,
  sync: () => ScheduledSync | undefined,
) {
  const { source: from } = settings;
  if (from.kind !== "folder" || !from.watch) return undefined;
  return watchFolder({ folder: from.folder, source, log, onChange: () => void sync()?.run() });
}

/** Lists the faults of a collection's last syncs, for operators. */
export function faultsOf(sync: ScheduledSync | undefined): readonly string[] {
  if (!sync) return [];
  const { failure, failures, faults } = sync.state();
  return [
    ...(failures > 0 && failure ? [failure.why] : []),
    ...faults.map(({ path, reason }) => `${path}: ${reason}`),
  ];
}
