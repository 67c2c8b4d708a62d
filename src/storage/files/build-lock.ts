/** @module The lock of a build: one at a time in an index folder. */

import { existsSync } from "node:fs";
import { UserError } from "../../base/errors.ts";
import { lock, type Release } from "../../base/lock.ts";
import { lockFile } from "./layout.ts";

/**
 * Takes the right to build in an index folder, which one process has at a time.
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

/** Tells whether a build is running now. */
export function isBuilding(indexDir: string): boolean {
  if (!existsSync(lockFile(indexDir))) return false;
  const release = lock(lockFile(indexDir), "shared");
  release?.();
  return release === undefined;
}
