/** @module Works that wait in the memory of this process, of all collections together. */

import { shortId } from "../base/short-id.ts";
import {
  type Owner,
  PENDING_LIMITS,
  type PendingLimits,
  type PendingWork,
  type PendingWorks,
} from "./pending.ts";

interface Kept {
  readonly owner: string;
  readonly work: PendingWork;
  readonly until: number;
}

export function openMemoryPending({
  most,
  milliseconds,
}: PendingLimits = PENDING_LIMITS): PendingWorks {
  const kept = new Map<string, Kept>();
  const dropOld = (): void => {
    for (const [id, { until }] of kept) if (until <= Date.now()) kept.delete(id);
  };
  return {
    async keep(owner, work) {
      const id = shortId();
      kept.set(id, { owner: keyOf(owner), work, until: Date.now() + milliseconds });
      dropOld();
      const same = [...kept].filter(([, one]) => one.work.kind === work.kind);
      for (const [old] of same.slice(0, -most)) kept.delete(old);
      return id;
    },
    async take(id, owner, kinds) {
      dropOld();
      const found = kept.get(id);
      if (found?.owner !== keyOf(owner) || !kinds.includes(found.work.kind)) return undefined;
      kept.delete(id);
      return found.work;
    },
  };
}

const keyOf = ({ collection, userId }: Owner): string => `${collection} ${userId}`;
