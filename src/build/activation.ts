/** @module Checks of a generation before its activation, and the activation. */

import type { Passage } from "../corpus/passage.ts";
import type { LazyEmbedder } from "../model/lazy-embedder.ts";
import { contentOf, type Snapshot } from "../search/snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import { requireFitting } from "../storage/recipe.ts";
import { type Activation, damaged, type NewActivation, type Store } from "../storage/store.ts";
import { checkGeneration } from "./check.ts";
import { ownTextFaults } from "./own-text.ts";
import type { Opened } from "./summary.ts";

/**
 * Opens a generation and checks its files, model, passages and searches. The caller closes it.
 * @throws UserError that names the faults.
 */
export async function openChecked(
  store: Store,
  id: string,
  embedder: LazyEmbedder,
  onProgress: OnProgress,
): Promise<Opened> {
  const recipe = await store.describe(id);
  const snapshot = await store.open(id);
  try {
    requireFitting(recipe, store.location, embedder);
    await requireSound(snapshot, store, embedder, onProgress);
    return { recipe, snapshot };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

/** @throws UnusableIndex that lists the faults of a generation's content. */
export async function requireSound(
  snapshot: Snapshot,
  { location }: Store,
  embedder: LazyEmbedder,
  onProgress: OnProgress,
): Promise<void> {
  const total = snapshot.counts.passages;
  onProgress({ stage: "check", done: 0, total });
  const faults = await contentFaults(snapshot, embedder);
  onProgress({ stage: "check", done: total, total });
  if (faults.length > 0) throw damaged(location, `faults in its content: ${faults.join("; ")}`);
}

async function contentFaults(
  snapshot: Snapshot,
  embedder: LazyEmbedder,
): Promise<readonly string[]> {
  const content = await contentOf(snapshot);
  const { faults } = await checkGeneration(snapshot, content);
  // Retrieval by own text is meaningless where texts or searches have faults.
  return faults.length > 0 ? faults : ownTextFaults(content, snapshot, await embedder.load());
}

/** The state before an activation. */
interface Before {
  readonly last: Pick<Opened, "snapshot"> | undefined;
  /** Passages of a damaged generation, whose fates are recorded too. */
  readonly lost: readonly Passage[];
  readonly activations: readonly Activation[];
}

/** Makes a checked generation the active one; returns all activations, this one first. */
export async function activate(
  store: Store,
  event: Activation["event"],
  before: Before,
  next: Snapshot,
): Promise<readonly Activation[]> {
  const { last, lost, activations } = before;
  const from = await generationBefore(store, event, before, next.generation);
  const passages = last ? (await contentOf(last.snapshot)).passages : [];
  const known = new Map([...passages, ...lost].map((passage) => [passage.id, passage]));
  const gone = await goneFrom([...known.values()], next);
  return [await store.activate(next.generation, { event, from, gone }), ...activations];
}

/** Returns the last activation of a generation, from a list with the latest first. */
export const activationOf = (
  activations: readonly Activation[],
  id: string | undefined,
): Activation | undefined => activations.find(({ generation }) => generation === id);

/**
 * Returns the generation to roll back to from the next one: the last, or if that is damaged its predecessor; never the
 * next one itself. If the next one equals the last, its predecessor is kept; so is the one that was rolled back from, unless
 * a build makes the generation current again.
 */
async function generationBefore(
  store: Store,
  event: Activation["event"],
  { last, activations }: Before,
  next: string,
): Promise<string | undefined> {
  if (last && last.snapshot.generation !== next) return last.snapshot.generation;
  const active = await store.active().catch(() => undefined);
  const known = activationOf(activations, active) ?? activationOf(activations, next);
  const isKept = known?.event === "built" || event === "rolled-back";
  return isKept && known?.from !== next ? known?.from : undefined;
}

async function goneFrom(
  before: readonly Passage[],
  next: Snapshot,
): Promise<NewActivation["gone"]> {
  const gone: NewActivation["gone"][number][] = [];
  for (const passage of before) {
    const { id, path, headings } = passage;
    if (await next.passage(id)) continue;
    const successor = inPlaceOf(passage, await next.passagesOf(path));
    const fate = successor === undefined ? "removed" : "changed";
    gone.push({ id, path, headings, fate, successor });
  }
  return gone;
}

/** Returns the ID of the last passage that begins no later than the old one did, or of the first. */
const inPlaceOf = (old: Passage, inOrder: readonly Passage[]): string | undefined =>
  (inOrder.findLast(({ start }) => start <= old.start) ?? inOrder[0])?.id;
