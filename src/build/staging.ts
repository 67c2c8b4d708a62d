/** @module A generation is staged document by document, and sealed. */

import type { Document } from "../corpus/document.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import type { Recipe } from "../storage/recipe.ts";
import type { Counts, EmbeddedPassage, Store } from "../storage/store.ts";

/** A generation to stage: documents in the order of their paths. */
export interface Staged {
  readonly recipe: Recipe;
  readonly counts: Counts;
  readonly documents: AsyncIterable<{
    readonly document: Document;
    readonly passages: readonly EmbeddedPassage[];
  }>;
}

/** Stages and seals a generation, and opens it; after a failure none of its parts is left. */
export async function stageGeneration(
  store: Store,
  { recipe, counts, documents }: Staged,
  onProgress: OnProgress,
): Promise<Snapshot> {
  const stage = await store.stage(recipe, counts);
  try {
    for await (const { document, passages } of documents) await stage.add(document, passages);
    return await stage.seal(onProgress);
  } catch (error) {
    await stage.abort();
    throw error;
  }
}
