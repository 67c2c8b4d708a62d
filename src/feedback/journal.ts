/** @module The store's file: lines that are added, or replaced all at once; for its owner's eyes alone. */

import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode, UserError } from "../errors.ts";
import { lock, type Release } from "../library/lock.ts";
import { type Entry, lineOf, parseLine } from "./entry.ts";

const OWNER_ALONE = { folder: 0o700, file: 0o600 } as const;
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

const fileIn = (dir: string): string => join(dir, "feedback.jsonl");

/** What the file holds; lines that can't be read are passed over and counted. */
export interface Contents {
  readonly entries: readonly Entry[];
  readonly damaged: number;
}

/** Reads all; a store that was never written to is empty. */
export async function readEntries(dir: string): Promise<Contents> {
  const text = await readFile(fileIn(dir), "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  });
  const lines = text.split("\n").filter((line) => line !== "");
  const entries = lines.flatMap((line) => parseLine(line) ?? []);
  return { entries, damaged: lines.length - entries.length };
}

/** Adds entries; gives the file's size in bytes. @throws if they can't be written. */
export async function appendEntries(dir: string, entries: readonly Entry[]): Promise<number> {
  return underLock(dir, () =>
    withFile(fileIn(dir), constants.O_RDWR | constants.O_APPEND, async (file) => {
      const start = (await endsALine(file)) ? "" : "\n";
      await file.appendFile(start + entries.map(lineOf).join(""));
      return (await file.stat()).size;
    }),
  );
}

/** A line that a full disk or a crash cut short must not take the next one with it. */
async function endsALine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === "\n";
}

/** Puts what is made of all entries in their place, in one step; gives what was there before. */
export async function rewriteEntries(
  dir: string,
  change: (entries: readonly Entry[]) => readonly Entry[],
): Promise<Contents> {
  return underLock(dir, async () => {
    const before = await readEntries(dir);
    const next = `${fileIn(dir)}.next`;
    await withFile(next, constants.O_WRONLY | constants.O_TRUNC, async (file) => {
      await file.writeFile(change(before.entries).map(lineOf).join(""));
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
