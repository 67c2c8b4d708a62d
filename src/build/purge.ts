/** @module A takedown: what is no longer in the seeds is removed from every generation, not only from the one in service. */

import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../base/errors.ts";
import { discardOthers, discardUnfinished } from "../storage/files/discard.ts";
import { forgetHeadings } from "../storage/files/history.ts";
import { generationsDir } from "../storage/files/layout.ts";
import { syncFolder } from "../base/durable.ts";

/** A bot that serves looks for a new generation every two seconds and lets go of the old one after its last answer. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;

/**
 * Deletes all but the generation in service, what killed builds left, and the headings in the history; the process must
 * hold the right to build. Waits for readers to let go: nothing is taken from under one.
 * @throws UserError if a process goes on holding an old generation: all others are deleted then.
 */
export async function purge(
  indexDir: string,
  inService: string,
  patience = PATIENCE_MS,
): Promise<void> {
  await discardUnfinished(indexDir);
  await forgetHeadings(indexDir);
  const end = performance.now() + patience;
  let held = await discardOthers(indexDir, [inService]);
  while (held.length > 0 && performance.now() < end) {
    await sleep(LOOK_EVERY_MS);
    held = await discardOthers(indexDir, [inService]);
  }
  await syncFolder(generationsDir(indexDir));
  if (held.length > 0) throw stillHeld(held, patience);
}

const stillHeld = (held: readonly string[], patience: number): UserError =>
  new UserError({
    expected: `every process to let go of what is to be deleted within ${patience / 1000} s`,
    found: `${held.join(", ")} still open in one, which may go on quoting from it`,
    remedy:
      "The new generation is in service and all else is deleted. Stop or restart that process, then run the same again.",
  });
