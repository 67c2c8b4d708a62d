/** @module Files in the folder of feedback: written under one lock, for their owner only. */

import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { moveDurably } from "../base/durable.ts";
import { journalText } from "../base/journal.ts";
import { whileLocked } from "../base/lock.ts";

const OWNER_ONLY = { folder: 0o700, file: 0o600 } as const;

/** Replaces all entries of a journal in one step, durably. */
export async function replaceJournal(path: string, entries: readonly object[]): Promise<void> {
  const next = `${path}.next`;
  await withFile(next, constants.O_WRONLY | constants.O_TRUNC, async (file) => {
    await file.writeFile(journalText(entries));
    await file.sync();
  });
  await moveDurably(next, path);
}

/** Opens a file for a piece of work, but never through a link out of the folder. */
export async function withFile<Result>(
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
export async function underLock<Result>(dir: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dir, { recursive: true, mode: OWNER_ONLY.folder });
  const path = join(dir, "lock");
  await withFile(path, constants.O_WRONLY, async () => {});
  return whileLocked(path, work);
}
