/** @module The schedule of weekly reports: due on Mondays from 09:00 UTC, each sent once, a failed one tried once a day. */

import type { CollectionId } from "../collection/collections.ts";
import type { RecordStore } from "./record-store.ts";
import { DAY_MS, dayOf, type DigestRecord } from "./records.ts";

const DUE_HOUR_MS = 9 * 3_600_000;

/** A moment in the schedule, whose weeks and days begin at 09:00 UTC. */
export interface DigestTime {
  /** The Monday on which the last weekly report became due. */
  readonly week: string;
  readonly day: string;
}

/** Returns the place of a moment in the schedule. */
export function digestTime(now: Date): DigestTime {
  const shifted = new Date(now.getTime() - DUE_HOUR_MS);
  const sinceMonday = (shifted.getUTCDay() + 6) % 7;
  return {
    week: dayOf(new Date(shifted.getTime() - sinceMonday * DAY_MS)),
    day: dayOf(shifted),
  };
}

/** The marks in the store by which a weekly report is sent once, over restarts and by several processes. */
export interface DigestMarks {
  /** Whether the report of the week is not done, and was not tried on this day. */
  isDue(collection: CollectionId, at: DigestTime): Promise<boolean>;
  /** Marks an attempt durably; returns false if it is not due, or no longer. @throws the error of the disk or the database. */
  claim(collection: CollectionId, at: DigestTime): Promise<boolean>;
  /** Marks the report of the week as done. @throws the error of the disk or the database. */
  finish(collection: CollectionId, at: DigestTime): Promise<void>;
}

/** Opens the marks in a store of records. */
export function openDigestMarks(
  records: Pick<RecordStore, "digest" | "changeDigest">,
): DigestMarks {
  const markOf = (collection: CollectionId, at: DigestTime, isDone: boolean): DigestRecord => ({
    kind: "digest",
    collection,
    ...at,
    isDone,
  });
  return {
    isDue: async (collection, at) => isDueAfter(await records.digest(collection), at),
    claim: (collection, at) =>
      records.changeDigest(collection, (last) =>
        isDueAfter(last, at) ? markOf(collection, at, false) : undefined,
      ),
    async finish(collection, at) {
      await records.changeDigest(collection, () => markOf(collection, at, true));
    },
  };
}

/** A mark of a later time, as after a clock that was wrong, counts as done. */
function isDueAfter(last: DigestRecord | undefined, at: DigestTime): boolean {
  if (!last || last.week < at.week) return true;
  return last.week === at.week && !last.isDone && last.day < at.day;
}
