/** @module `restoreBackup`: a backup is checked, received aside, verified, and activated like a build. */

import { UserError } from "../base/errors.ts";
import { activate } from "../build/activation.ts";
import { openBase } from "../build/predecessor.ts";
import { tidy } from "../build/removal.ts";
import { type Verification, verifyIndex } from "../build/verify.ts";
import type { CollectionId } from "../collection/collections.ts";
import { rewriteRecords } from "../feedback/journal.ts";
import { rewritePins } from "../feedback/pins.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import type { Source } from "../sources/source.ts";
import { diskError } from "../storage/disk-error.ts";
import { generationsInUse, type ReceivedIndex, receiveIndex } from "../storage/files/transfer.ts";
import { requireFitting } from "../storage/recipe.ts";
import type { Store } from "../storage/store.ts";
import { refused } from "./archive.ts";
import type { Backup } from "./backup.ts";

/** The verification of the restored index, and the generation that is the previous one now; null if there is none. */
export interface Restored extends Verification {
  readonly previous: string | null;
}

export interface RestoreOptions {
  /** Of the collection that is restored. */
  readonly id: CollectionId;
  readonly file: string;
  readonly source: Source;
  /** The store of the index in `indexDir`. */
  readonly store: Store;
  readonly indexDir: string;
  readonly feedbackDir: string;
  readonly embedder: Embedder;
  /** Whether the feedback and the pins stay as they are. */
  readonly keepsFeedback: boolean;
}

/**
 * Restores a checked backup. Until its last step, the activation, the active generation is as it was; it is the previous
 * one afterwards. The feedback and the pins are replaced after that, each in one step of its own.
 * @throws UserError if a bot or a build uses the index, or the index of the backup fails its checks.
 */
export async function restoreBackup(backup: Backup, options: RestoreOptions): Promise<Restored> {
  const { store, indexDir, keepsFeedback } = options;
  try {
    const release = await store.lock();
    try {
      await requireUnused(indexDir);
      const restored = await restoreIndex(backup, options);
      if (!keepsFeedback) await restoreFeedback(backup, options);
      return restored;
    } finally {
      release();
    }
  } catch (error) {
    throw diskError(error, indexDir);
  }
}

async function restoreFeedback(
  { feedback, pins }: Backup,
  { id, feedbackDir }: RestoreOptions,
): Promise<void> {
  await rewriteRecords(feedbackDir, () => feedback);
  if (pins) await rewritePins(feedbackDir, id, () => pins);
}

async function requireUnused(indexDir: string): Promise<void> {
  const used = await generationsInUse(indexDir);
  if (used.length === 0) return;
  throw new UserError({
    expected: `no process that uses the index in ${indexDir}`,
    found: `its index ${used.join(" and ")} open in one, such as a running bot`,
    remedy: "Stop it, restore, and start it again. Nothing was changed.",
  });
}

async function restoreIndex(backup: Backup, options: RestoreOptions): Promise<Restored> {
  const { generation } = backup.manifest.index;
  const received = receiveIndex(options.indexDir);
  try {
    for (const name of backup.indexFiles) await received.put(name, backup.readIndexFile(name));
    const verification = await verifyReceived(received, generation, options);
    const previous = await activateReceived(received, generation, options);
    return { ...verification, previous };
  } finally {
    await received.discard();
  }
}

/** @throws UserError that says what does not fit, or lists the faults of a received index. */
async function verifyReceived(
  { store }: ReceivedIndex,
  generation: string,
  { file, source, embedder }: RestoreOptions,
): Promise<Verification> {
  requireFitting(await store.describe(generation), file, embedder);
  const verification = await verifyIndex(store, source, embedder);
  const faults = [...verification.faults];
  for (const id of await store.list())
    for await (const fault of store.verify(id)) faults.push(fault);
  if (faults.length === 0) return verification;
  throw refused(file, `an index with faults: ${faults.join("; ")}`);
}

/** Activates a received generation; returns the one to roll back to. */
async function activateReceived(
  received: ReceivedIndex,
  generation: string,
  { store, embedder }: RestoreOptions,
): Promise<string | null> {
  const base = await openBase(store, loadedEmbedder(embedder));
  try {
    await received.moveIn();
    const activations = await store.history.activations();
    // A generation that had been rolled back to stays so.
    const { event = "built" } = (await received.store.history.activationOf(generation)) ?? {};
    const next = await store.open(generation, "copy");
    try {
      const all = await activate(store, event, { ...base, activations }, next);
      await tidy(store, generation, all);
      return all[0]?.from ?? null;
    } finally {
      await next.close();
    }
  } finally {
    await base.last?.snapshot.close();
  }
}
