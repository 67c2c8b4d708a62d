/** @module The removal of generations; only for the process that holds the lock of builds. */

import { randomUUID } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "../../base/errors.ts";
import { generationDir, generationsDir, GENERATION_ID, MANIFEST } from "./layout.ts";
import { lock } from "../../base/lock.ts";

/** Prefixes of the folders of staged generations, and of those that are being removed. */
export const UNFINISHED = ".building-";
export const REMOVING = ".removing-";

/** Removes the remains of killed builds. */
export async function discardUnfinished(indexDir: string): Promise<void> {
  for (const name of await readdir(generationsDir(indexDir)))
    if (name.startsWith(UNFINISHED) || name.startsWith(REMOVING))
      await rm(join(generationsDir(indexDir), name), { recursive: true, force: true });
}

/** Removes every generation but these and those that a process has open; returns the IDs of the latter. */
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

/** Removes a generation; false if a process has it open. It is renamed first, so that no process opens half of it. */
export async function discard(indexDir: string, id: string): Promise<boolean> {
  const release = lockManifest(indexDir, id);
  if (!release) return false;
  const aside = join(generationsDir(indexDir), `${REMOVING}${id}-${randomUUID()}`);
  await rename(generationDir(indexDir, id), aside);
  release();
  await rm(aside, { recursive: true, force: true });
  return true;
}

/** Lists the generations that a process has open. It locks each for a moment: only for the holder of the build lock. */
export async function generationsInUse(indexDir: string): Promise<string[]> {
  const names = await readdir(generationsDir(indexDir));
  return names.filter((name) => {
    if (!GENERATION_ID.test(name)) return false;
    const release = lockManifest(indexDir, name);
    release?.();
    return release === undefined;
  });
}

function lockManifest(indexDir: string, id: string): (() => void) | undefined {
  try {
    return lock(join(generationDir(indexDir, id), MANIFEST), "exclusive");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return () => {};
    throw error;
  }
}
