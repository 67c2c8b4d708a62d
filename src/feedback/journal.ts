/** @module The journal of feedback: records are appended or replaced atomically; only its owner can read it. */

import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../base/errors.ts";
import { appendEntries, type Journal, journalText, readJournal } from "../base/journal.ts";
import { lock, type Release } from "../base/lock.ts";
import { FeedbackRecord } from "./records.ts";

const OWNER_ONLY = { folder: 0o700, file: 0o600 } as const;
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

const fileIn = (dir: string): string => join(dir, "feedback.jsonl");

/** Reads all records; none where there is no file. */
export const readRecords = (dir: string): Promise<Journal<FeedbackRecord>> =>
  readJournal(fileIn(dir), FeedbackRecord);

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
    const next = `${fileIn(dir)}.next`;
    await withFile(next, constants.O_WRONLY | constants.O_TRUNC, async (file) => {
      await file.writeFile(journalText(change(before.entries)));
      await file.sync();
    });
    await rename(next, fileIn(dir));
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

/** Opens a file for a piece of work, but never through a link out of the folder. */
async function withFile<Result>(
  path: string,
  flags: number,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const own = constants.O_CREAT | constants.O_NOFOLLOW;
  const file = await open(path, flags | own, OWNER_ONLY.file);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Runs a piece of work under the lock of writers: a bot may append while the terminal deletes. */
async function underLock<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dir, { recursive: true, mode: OWNER_ONLY.folder });
  const path = join(dir, "lock");
  await withFile(path, constants.O_WRONLY, async () => {});
  const release = await waitForLock(path);
  try {
    return await work();
  } finally {
    release();
  }
}

async function waitForLock(path: string): Promise<Release> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const release = lock(path, "exclusive");
    if (release) return release;
    if (performance.now() > end) throw busy(path);
    await sleep(LOOK_EVERY_MS);
  }
}

const busy = (path: string): UserError =>
  new UserError({
    expected: `the lock ${path} within ${PATIENCE_MS / 1000} s`,
    found: "another process holding it",
    remedy: "Run the same again.",
  });
