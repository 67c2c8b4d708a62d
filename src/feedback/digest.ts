/** @module The schedule of weekly reports: due on Mondays from 09:00 UTC, each sent once, a failed one tried once a day. */

import type { CollectionId } from "../collection/collections.ts";
import { readDigests, rewriteRecords } from "./journal.ts";
import { DAY_MS, dayOf, type DigestRecord, type FeedbackRecord } from "./records.ts";

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
  /** Marks an attempt durably; returns false if it is not due, or no longer. @throws the error of the disk. */
  claim(collection: CollectionId, at: DigestTime): Promise<boolean>;
  /** Marks the report of the week as done. @throws the error of the disk. */
  finish(collection: CollectionId, at: DigestTime): Promise<void>;
}

export function openDigestMarks(dir: string): DigestMarks {
  const mark = async (record: DigestRecord, isAllowed: typeof isDueIn): Promise<boolean> => {
    let isMarked = false;
    await rewriteRecords(dir, (all) => {
      isMarked = isAllowed(all, record);
      return isMarked ? [...all.filter((one) => !isSameDigest(one, record)), record] : all;
    });
    return isMarked;
  };
  const recordOf = (collection: CollectionId, at: DigestTime, isDone: boolean): DigestRecord => ({
    kind: "digest",
    collection,
    ...at,
    isDone,
  });
  return {
    isDue: async (collection, at) => isDueIn(await readDigests(dir), { collection, ...at }),
    claim: (collection, at) => mark(recordOf(collection, at, false), isDueIn),
    async finish(collection, at) {
      await mark(recordOf(collection, at, true), () => true);
    },
  };
}

type Attempt = Pick<DigestRecord, "collection" | "week" | "day">;

const isSameDigest = (one: FeedbackRecord, { collection }: Attempt): boolean =>
  one.kind === "digest" && one.collection === collection;

/** A mark of a later time, as after a clock that was wrong, counts as done. */
function isDueIn(records: readonly FeedbackRecord[], attempt: Attempt): boolean {
  const last = records.findLast((one): one is DigestRecord => isSameDigest(one, attempt));
  if (!last || last.week < attempt.week) return true;
  return last.week === attempt.week && !last.isDone && last.day < attempt.day;
}
