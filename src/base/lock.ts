/** @module Locks held by the kernel on an open file: gone with the process that holds them, whatever ends it. */

import { closeSync, openSync } from "node:fs";
import { tryLock } from "fs-native-extensions";

/** Releases the lock. */
export type Release = () => void;

/** Takes a lock on a file; undefined while another holder excludes it. `shared` goes with other shared ones. */
export function lock(file: string, mode: "exclusive" | "shared"): Release | undefined {
  const descriptor = openSync(file, mode === "shared" ? "r" : "a+");
  if (tryLock(descriptor, { shared: mode === "shared" })) return releaseOf(descriptor);
  closeSync(descriptor);
  return undefined;
}

/** A second call does nothing: the number may be another file's by then. */
function releaseOf(descriptor: number): Release {
  let isHeld = true;
  return () => {
    if (isHeld) closeSync(descriptor);
    isHeld = false;
  };
}
