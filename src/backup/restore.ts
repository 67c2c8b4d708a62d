/** @module `restoreBackup`: a backup replaces a collection in files. */

import { UserError } from "../base/errors.ts";
import { verifyIndex } from "../build/verify.ts";
import { rewriteRecords } from "../feedback/journal.ts";
import { rewritePins } from "../feedback/pins.ts";
import { generationsInUse, receiveIndex } from "../storage/files/transfer.ts";
import { requireFitting } from "../storage/recipe.ts";
import type { Backup } from "./backup.ts";
import {
  type Received,
  replaceCollection,
  type Replaced,
  requireFaultless,
  type Target,
} from "./replace.ts";

export interface RestoreOptions extends Target {
  /** The folder of the store. */
  readonly indexDir: string;
  readonly feedbackDir: string;
}

/**
 * Restores a checked backup, as `replaceCollection` does.
 * @throws UserError if a bot or a build uses the index, or the index of the backup fails its checks.
 */
export const restoreBackup = (backup: Backup, options: RestoreOptions): Promise<Replaced> =>
  replaceCollection(options, {
    requireUnused: () => requireUnused(options.indexDir),
    receive: () => receive(backup, options),
    replaceFeedback: () => replaceFeedback(backup, options),
  });

async function replaceFeedback(
  { feedback, pins }: Backup,
  { id, feedbackDir }: RestoreOptions,
): Promise<void> {
  await rewriteRecords(feedbackDir, () => feedback);
  if (pins) await rewritePins(feedbackDir, id, () => pins);
}

/** @throws UserError if a process has a generation of an index folder open; only for the holder of the build lock. */
export async function requireUnused(indexDir: string): Promise<void> {
  const used = await generationsInUse(indexDir);
  if (used.length === 0) return;
  throw new UserError({
    expected: `no process that uses the index in ${indexDir}`,
    found: `its index ${used.join(" and ")} open in one, such as a running bot`,
    remedy: "Stop it, run the same again, and start it. Nothing was changed.",
  });
}

/** Receives the files of an index, and verifies them. */
async function receive(backup: Backup, options: RestoreOptions): Promise<Received> {
  const { generation } = backup.manifest.index;
  const { source, file, embedder, indexDir } = options;
  const received = receiveIndex(indexDir);
  const { store } = received;
  try {
    for (const name of backup.indexFiles) await received.put(name, backup.readIndexFile(name));
    requireFitting(await store.describe(generation), file, embedder);
    const verification = await verifyIndex(store, source, embedder);
    const faults = [...verification.faults];
    for (const id of await store.list())
      for await (const fault of store.verify(id)) faults.push(fault);
    requireFaultless({ faults }, backup);
    const { event } = (await store.history.activationOf(generation)) ?? {};
    return { ...received, generation, verification, event };
  } catch (error) {
    await received.discard();
    throw error;
  }
}
