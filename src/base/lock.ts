/** @module Locks of the operating system on open files, released when the process ends. */

import { closeSync, openSync } from "node:fs";
import { tryLock } from "fs-native-extensions";

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
