/** @module Checks of a generation before it becomes the active one, and the step that makes it that. */

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
 * Opens a generation and checks all that can be checked of it. The caller closes it.
 * @throws UserError that says what is wrong: a file, the model, a passage, a search.
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

/** @throws UnusableIndex that lists the faults of the content of a generation. */
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
  // What is found by its own text means nothing where texts or searches are at fault.
  return faults.length > 0 ? faults : ownTextFaults(content, snapshot, await embedder.load());
}

/** The generation that a step begins from. */
interface Before {
  readonly last: Pick<Opened, "snapshot"> | undefined;
  /** Passages of a generation that was damaged since; the history says what became of them too. */
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
  const from = await generationBefore(store, before, next.generation);
  const passages = last ? (await contentOf(last.snapshot)).passages : [];
  const known = new Map([...passages, ...lost].map((passage) => [passage.id, passage]));
  const gone = await goneFrom([...known.values()], next);
  return [await store.activate(next.generation, { event, from, gone }), ...activations];
}

/** Returns the last of some activations, given the latest first, that is of this generation. */
export const activationOf = (
  activations: readonly Activation[],
  id: string | undefined,
): Activation | undefined => activations.find(({ generation }) => generation === id);

/**
 * Returns the generation to roll back to from the next one: the last, or if that is damaged the one before it; never the
 * same again. Where the last is the next one, built again, it stays as it was.
 */
async function generationBefore(
  store: Store,
  { last, activations }: Before,
  next: string,
): Promise<string | undefined> {
  if (last && last.snapshot.generation !== next) return last.snapshot.generation;
  const active = await store.active().catch(() => undefined);
  const known = activationOf(activations, active) ?? activationOf(activations, next);
  return known?.event === "built" && known.from !== next ? known.from : undefined;
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
