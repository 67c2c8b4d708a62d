/** @module The journal of feedback: records are appended or replaced atomically; only its owner can read it. */

import { constants } from "node:fs";
import { join } from "node:path";
import { appendEntries, type Journal, readJournal } from "../base/journal.ts";
import { replaceJournal, underLock, withFile } from "./files.ts";
import { FeedbackRecord } from "./records.ts";

const fileIn = (dir: string): string => join(dir, "feedback.jsonl");

/** Reads all records; none where there is no file. */
export const readRecords = (dir: string): Promise<Journal<FeedbackRecord>> =>
  readJournal(fileIn(dir), FeedbackRecord);

/** Reads the marks of weekly reports: other lines, which are many, are not parsed. */
export const readDigests = async (dir: string): Promise<readonly FeedbackRecord[]> =>
  (await readJournal(fileIn(dir), FeedbackRecord, '"kind":"digest"')).entries;

/** Appends records; returns the file's size in bytes. */
export async function appendRecords(
  dir: string,
  records: readonly FeedbackRecord[],
): Promise<number> {
  return underLock(dir, () =>
    withFile(fileIn(dir), constants.O_RDWR | constants.O_APPEND, async (file) => {
      await appendEntries(file, records);
      return (await file.stat()).size;
    }),
  );
}

/** Replaces all records in one step; returns the former ones. */
export async function rewriteRecords(
  dir: string,
  change: (records: readonly FeedbackRecord[]) => readonly FeedbackRecord[],
): Promise<Journal<FeedbackRecord>> {
  return underLock(dir, async () => {
    const before = await readRecords(dir);
    await replaceJournal(fileIn(dir), change(before.entries));
    return before;
  });
}

export interface ForgetOptions {
  readonly dir: string;
  /** The day before which records are deleted; absent for all days. */
  readonly before?: string;
  readonly questionsOnly: boolean;
}

/**
 * Deletes records, and all lines that can't be read; returns the numbers deleted and left. The marks of weekly reports stay
 * and are not counted: they hold no feedback, and prevent that a report is sent twice.
 */
export async function forget({
  dir,
  before,
  questionsOnly,
}: ForgetOptions): Promise<{ readonly deleted: number; readonly left: number }> {
  let [deleted, left] = [0, 0];
  const { damaged } = await rewriteRecords(dir, (all) => {
    const kept = all.filter(
      ({ kind, day }) =>
        kind === "digest" ||
        (before !== undefined && day >= before) ||
        (questionsOnly && kind !== "question"),
    );
    deleted = all.length - kept.length;
    left = kept.filter(({ kind }) => kind !== "digest").length;
    return kept;
  });
  return { deleted: deleted + damaged, left };
}
