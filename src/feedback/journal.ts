/** @module The store's file: lines that are added, or replaced all at once; for its owner's eyes alone. */

import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../base/errors.ts";
import { appendEntries, type Journal, journalText, readJournal } from "../base/journal.ts";
import { lock, type Release } from "../base/lock.ts";
import { Entry } from "./entry.ts";

const OWNER_ALONE = { folder: 0o700, file: 0o600 } as const;
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

const fileIn = (dir: string): string => join(dir, "feedback.jsonl");

/** Reads all; a store that was never written to is empty. */
export const readEntries = (dir: string): Promise<Journal<Entry>> =>
  readJournal(fileIn(dir), Entry);

/** Adds entries; gives the file's size in bytes. @throws if they can't be written. */
export async function addEntries(dir: string, entries: readonly Entry[]): Promise<number> {
  return underLock(dir, () =>
    withFile(fileIn(dir), constants.O_RDWR | constants.O_APPEND, async (file) => {
      await appendEntries(file, entries);
      return (await file.stat()).size;
    }),
  );
}

/** Puts what is made of all entries in their place, in one step; gives what was there before. */
export async function rewriteEntries(
  dir: string,
  change: (entries: readonly Entry[]) => readonly Entry[],
): Promise<Journal<Entry>> {
  return underLock(dir, async () => {
    const before = await readEntries(dir);
    const next = `${fileIn(dir)}.next`;
    await withFile(next, constants.O_WRONLY | constants.O_TRUNC, async (file) => {
      await file.writeFile(journalText(change(before.entries)));
      await file.sync();
    });
    await rename(next, fileIn(dir));
    return before;
  });
}

/** Never through a link: what is written here goes into this folder. */
async function withFile<Result>(
  path: string,
  flags: number,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const own = constants.O_CREAT | constants.O_NOFOLLOW;
  const file = await open(path, flags | own, OWNER_ALONE.file);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** One writer at a time, in whichever process: a bot adds while the terminal deletes. */
async function underLock<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dir, { recursive: true, mode: OWNER_ALONE.folder });
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
