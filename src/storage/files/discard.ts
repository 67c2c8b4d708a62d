/** @module Removing generations that nobody needs; called only by the process that holds the lock to build. */

import { randomUUID } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "../../base/errors.ts";
import { generationDir, generationsDir, GENERATION_ID, MANIFEST } from "./layout.ts";
import { lock } from "../../base/lock.ts";

/** How the folder of a generation in the making begins, and of one on its way out. */
export const UNFINISHED = ".building-";
export const REMOVING = ".removing-";

/** Removes what builds that were killed have left. */
export async function discardUnfinished(indexDir: string): Promise<void> {
  for (const name of await readdir(generationsDir(indexDir)))
    if (name.startsWith(UNFINISHED) || name.startsWith(REMOVING))
      await rm(join(generationsDir(indexDir), name), { recursive: true, force: true });
}

/** Removes every generation but these and those that a process has open; gives the IDs of the latter. */
export async function discardOthers(
  indexDir: string,
  keep: readonly (string | undefined)[],
): Promise<string[]> {
  const held: string[] = [];
  for (const name of await readdir(generationsDir(indexDir)))
    if (GENERATION_ID.test(name) && !keep.includes(name) && !(await discard(indexDir, name)))
      held.push(name);
  return held;
}

/** First the name goes, in one step, so that no reader finds half a generation. False if a process has it open. */
export async function discard(indexDir: string, id: string): Promise<boolean> {
  const release = lockManifest(indexDir, id);
  if (!release) return false;
  const aside = join(generationsDir(indexDir), `${REMOVING}${id}-${randomUUID()}`);
  await rename(generationDir(indexDir, id), aside);
  release();
  await rm(aside, { recursive: true, force: true });
  return true;
}

function lockManifest(indexDir: string, id: string): (() => void) | undefined {
  try {
    return lock(join(generationDir(indexDir, id), MANIFEST), "exclusive");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return () => {};
    throw error;
  }
}
