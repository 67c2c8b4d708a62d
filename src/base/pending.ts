/** @module Work that waits for the confirmation of its owner, in memory: done once, and not after its time. */

import { shortId } from "./short-id.ts";

export interface Pending<Work> {
  /** Keeps a work; returns its ID. The oldest one is dropped where there are too many. */
  keep(owner: string, work: Work): string;
  /** Removes and returns the work of an ID; undefined if there is none, if it is too old, or another's. */
  take(id: string, owner: string): Work | undefined;
}

interface PendingOptions {
  readonly most: number;
  readonly milliseconds: number;
}

export function openPending<Work>({ most, milliseconds }: PendingOptions): Pending<Work> {
  const kept = new Map<string, { owner: string; work: Work; until: number }>();
  const dropOld = (): void => {
    for (const [id, { until }] of kept)
      if (until <= Date.now() || kept.size > most) kept.delete(id);
  };
  return {
    keep(owner, work) {
      const id = shortId();
      kept.set(id, { owner, work, until: Date.now() + milliseconds });
      dropOld();
      return id;
    },
    take(id, owner) {
      dropOld();
      const found = kept.get(id);
      if (found?.owner !== owner) return undefined;
      kept.delete(id);
      return found.work;
    },
  };
}
