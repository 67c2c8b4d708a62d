/** @module Locks held by the kernel on an open file: gone with the process that holds them, whatever ends it. */

import { closeSync, existsSync, openSync } from "node:fs";
import { tryLock } from "fs-native-extensions";
import { UserError } from "../errors.ts";
import { lockFile } from "./layout.ts";

/** Gives the lock back. */
export type Release = () => void;

/** Takes a lock on a file; undefined if another holder stands against it. `shared` goes with other shared ones. */
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

/**
 * The right to build in an index folder, which one process has at a time.
 * @throws UserError if another build is running.
 */
export function lockForBuild(indexDir: string): Release {
  const release = lock(lockFile(indexDir), "exclusive");
  if (release) return release;
  throw new UserError({
    expected: "to be the only build of this index",
    found: "another one running",
    remedy: "Wait until it is done.",
  });
}

/** Whether a build is running now. */
export function isBuilding(indexDir: string): boolean {
  if (!existsSync(lockFile(indexDir))) return false;
  const release = lock(lockFile(indexDir), "shared");
  release?.();
  return release === undefined;
}
