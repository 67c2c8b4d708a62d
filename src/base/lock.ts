/** @module Locks of the operating system on open files, released when the process ends. */

import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tryLock } from "fs-native-extensions";
import { UserError } from "./errors.ts";

/** Releases the lock. */
export type Release = () => void;

/** Tries to lock a file; undefined while another holder excludes it. Shared locks exclude only exclusive ones. */
export function lock(file: string, mode: "exclusive" | "shared"): Release | undefined {
  const descriptor = openSync(file, mode === "shared" ? "r" : "a+");
  if (tryLock(descriptor, { shared: mode === "shared" })) return releaseOf(descriptor);
  closeSync(descriptor);
  return undefined;
}

/** Returns a release that works once: later the descriptor may be another file's. */
function releaseOf(descriptor: number): Release {
  let isHeld = true;
  return () => {
    if (isHeld) closeSync(descriptor);
    isHeld = false;
  };
}

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Runs a piece of work under the exclusive lock of a file. @throws UserError if others hold it for more than 5 s. */
export async function whileLocked<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const release = await waitForLock(file);
  try {
    return await work();
  } finally {
    release();
  }
}

async function waitForLock(file: string): Promise<Release> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const release = lock(file, "exclusive");
    if (release) return release;
    if (performance.now() > end) throw busy(file);
    await sleep(LOOK_EVERY_MS);
  }
}

const busy = (file: string): UserError =>
  new UserError({
    expected: `the lock ${file} within ${PATIENCE_MS / 1000} s`,
    found: "another process holding it",
    remedy: "Run the same again.",
  });
