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
