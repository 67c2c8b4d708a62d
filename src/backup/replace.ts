/** @module A collection is replaced by one that an archive holds: received aside, checked, and activated like a build. */

import { activate } from "../build/activation.ts";
import { openBase } from "../build/predecessor.ts";
import { tidy } from "../build/removal.ts";
import type { Verification } from "../build/verify.ts";
import type { CollectionId } from "../collection/collections.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import type { Source } from "../sources/source.ts";
import { diskError } from "../storage/disk-error.ts";
import type { Activation, GenerationId, Store } from "../storage/store.ts";
import type { Refusals } from "./refusal.ts";

/** The collection that is replaced. */
export interface Target {
  readonly id: CollectionId;
  /** The file of the archive, for messages. */
  readonly file: string;
  readonly source: Source;
  readonly store: Store;
  readonly embedder: Embedder;
  /** Whether the feedback and the pins stay as they are. */
  readonly keepsFeedback: boolean;
}

/** Generations that were received and checked. Until they are moved in, the store has none of them active. */
export interface Received {
  /** The one to activate. */
  readonly generation: GenerationId;
  /** Of that generation. */
  readonly verification: Verification;
  /** How it became active where it comes from: one that had been rolled back to stays so. */
  readonly event: Activation["event"] | undefined;
  /** Adds the generations and their history to the store; activates nothing. */
  moveIn(): Promise<void>;
  /** Removes the received generations, unless one is active. */
  discard(): Promise<void>;
}

/** The steps that depend on the archive, in their order. */
export interface Replacement {
  /** @throws UserError if a process uses the index, where that must not be. */
  requireUnused(): Promise<void>;
  /** Receives the generations. @throws UserError if another model made them, or they have faults. */
  receive(): Promise<Received>;
  /** Replaces the feedback and the pins, each in one step of its own. */
  replaceFeedback(): Promise<void>;
}

/** The verification of the new index, and the generation that is the previous one now; null if there is none. */
export interface Replaced extends Verification {
  readonly previous: string | null;
}

/**
 * Replaces a collection. Until the activation, the active generation is as it was; it is the previous one afterwards. The
 * feedback and the pins follow.
 * @throws UserError if a build runs, or a step refuses.
 */
export async function replaceCollection(target: Target, steps: Replacement): Promise<Replaced> {
  const { store, keepsFeedback } = target;
  try {
    const release = await store.lock();
    try {
      await steps.requireUnused();
      const replaced = await replaceIndex(target, await steps.receive());
      if (!keepsFeedback) await steps.replaceFeedback();
      return replaced;
    } finally {
      release();
    }
  } catch (error) {
    throw diskError(error, store.location);
  }
}

async function replaceIndex(target: Target, received: Received): Promise<Replaced> {
  try {
    return { ...received.verification, previous: await activateReceived(target, received) };
  } finally {
    await received.discard();
  }
}

/** Activates a received generation; returns the one to roll back to, null if there is none. */
async function activateReceived(
  { store, embedder }: Target,
  received: Received,
): Promise<string | null> {
  const base = await openBase(store, loadedEmbedder(embedder));
  try {
    await received.moveIn();
    const activations = await store.history.activations();
    const next = await store.open(received.generation, "copy");
    try {
      const all = await activate(store, received.event ?? "built", { ...base, activations }, next);
      await tidy(store, received.generation, all);
      const from = all[0]?.from;
      return from !== undefined && (await store.list()).includes(from) ? from : null;
    } finally {
      await next.close();
    }
  } finally {
    await base.last?.snapshot.close();
  }
}

/** @throws UserError that lists the faults of a verification, if it has any. */
export function requireFaultless(
  { faults }: Pick<Verification, "faults">,
  { refused }: Refusals,
): void {
  if (faults.length > 0) throw refused(`an index with faults: ${faults.join("; ")}`);
}
