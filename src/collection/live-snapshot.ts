/** @module The snapshot that serves, replaced while questions on it are under way. */

import type { Snapshot } from "../search/snapshot.ts";

/** One reference to a snapshot, with a count of its users: one that was replaced is closed by the last of them. */
export function liveSnapshot(first: Snapshot) {
  let held = { snapshot: first, users: 0, retired: false };
  const settle = async ({ snapshot, users, retired }: typeof held): Promise<void> => {
    if (retired && users === 0) await snapshot.close();
  };
  const retire = (): Promise<void> => {
    held.retired = true;
    return settle(held);
  };
  return {
    generation: () => held.snapshot.generation,
    counts: () => held.snapshot.counts,
    async use<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
      const mine = held;
      mine.users += 1;
      try {
        return await work(mine.snapshot);
      } finally {
        mine.users -= 1;
        await settle(mine);
      }
    },
    /** Returns whether the new one is another generation. */
    async replace(next: Snapshot): Promise<boolean> {
      const isOther = next.generation !== held.snapshot.generation;
      const retired = retire();
      held = { snapshot: next, users: 0, retired: false };
      await retired;
      return isOther;
    },
    close: retire,
  };
}
