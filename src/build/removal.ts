/** @module The removal of generations: old ones, one that failed its check, and for a purge all but the active one. */

import { setTimeout as sleep } from "node:timers/promises";
import { systemCode, UserError } from "../base/errors.ts";
import type { Activation, Store } from "../storage/store.ts";
import { activationOf } from "./activation.ts";

/**
 * Removes all but the active generation and its predecessor; none, if the history does not name that. Errors of the disk
 * are ignored, as the next build tries again.
 */
export async function tidy(
  store: Store,
  id: string,
  activations: readonly Activation[],
): Promise<void> {
  try {
    const known = activationOf(activations, id);
    if (!known || (known.from && !(await store.list()).includes(known.from))) return;
    await store.prune(known.from === undefined ? [id] : [id, known.from]);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

/** Removes a generation that failed its check, unless it is active. */
export async function discard(store: Store, id: string): Promise<void> {
  const active = await store.active().catch(() => id);
  if (active !== id) await store.prune((await store.list()).filter((other) => other !== id));
}

/** A bot looks for a new generation every two seconds and closes the old one after its last answer. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;

/**
 * Deletes all but the active generation, and the headings in the history; the process must hold the lock. Waits until
 * other processes close the generations that they have open.
 * @throws UserError if a process keeps an old generation open; all others are deleted then.
 */
export async function purge(store: Store, active: string, patience = PATIENCE_MS): Promise<void> {
  await store.history.forgetHeadings();
  const end = performance.now() + patience;
  let held = await store.prune([active], "all");
  while (held.length > 0 && performance.now() < end) {
    await sleep(LOOK_EVERY_MS);
    held = await store.prune([active], "all");
  }
  if (held.length > 0) throw stillHeld(held, patience);
}

const stillHeld = (held: readonly string[], patience: number): UserError =>
  new UserError({
    expected: `every process to close the old indexes within ${patience / 1000} s`,
    found: `${held.join(", ")} still open in a process, which may still quote from it`,
    remedy:
      "The new index is active and all others are deleted. Stop or restart that process, then run the same again.",
  });
