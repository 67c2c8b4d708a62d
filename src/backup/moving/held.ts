/** @module Generations that are open while they are exported, so that no build removes them. */

import { UserError } from "../../base/errors.ts";
import { type Content, contentOf, type Snapshot } from "../../search/snapshot.ts";
import { Recipe } from "../../storage/recipe.ts";
import { type GenerationId, type KeptExamples, notBuilt, type Store } from "../../storage/store.ts";
import type { Folder } from "./form.ts";

/** An open generation, and its folder in the archive. */
export interface Held {
  readonly folder: Folder;
  readonly snapshot: Snapshot;
  readonly content: Content;
  readonly recipe: Recipe;
  readonly examples: KeptExamples | undefined;
}

/**
 * Opens the active generation and, where that is sound, the one to roll back to. The caller closes them.
 * @throws UnusableIndex if nothing is built, or the active generation is damaged.
 */
export async function holdGenerations(store: Store): Promise<readonly Held[]> {
  const active = await holdActive(store);
  const from = (await store.history.activationOf(active.snapshot.generation))?.from;
  if (from === undefined) return [active];
  try {
    return [active, await hold(store, "previous", from)];
  } catch (error) {
    if (error instanceof UserError) return [active];
    await active.snapshot.close();
    throw error;
  }
}

async function holdActive(store: Store): Promise<Held> {
  const id = await store.active();
  if (id === undefined) throw notBuilt(store);
  try {
    return await hold(store, "active", id);
  } catch (error) {
    if ((await store.active()) === id) throw error;
    // A build activated another generation meanwhile.
    return holdActive(store);
  }
}

async function hold(store: Store, folder: Folder, id: GenerationId): Promise<Held> {
  const recipe = Recipe.parse(await store.describe(id));
  const snapshot = await store.open(id, "copy");
  try {
    const content = await contentOf(snapshot);
    return { folder, recipe, snapshot, content, examples: await store.examples.read(id) };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}
