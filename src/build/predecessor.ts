/** @module The base of a build: the active generation, or a fallback where that cannot be opened. */

import type { Passage } from "../corpus/passage.ts";
import { systemCode, UserError } from "../base/errors.ts";
import type { LazyEmbedder } from "../model/lazy-embedder.ts";
import { type Recipe, requireFitting } from "../storage/recipe.ts";
import { type Activation, type Store, UnusableIndex } from "../storage/store.ts";
import { openChecked } from "./activation.ts";
import type { Opened } from "./summary.ts";

export interface Base {
  /** The active generation, or the fallback where that cannot be opened. The caller closes it. */
  readonly last: Opened | undefined;
  readonly isActive: boolean;
  /** The documents of the active generation, even if it cannot be opened, or of the fallback, and their folder. */
  readonly before: Pick<Recipe, "seeds" | "folder">;
  /** The passages of an active generation that cannot be opened. */
  readonly lost: readonly Passage[];
}

/** Opens the base of a build; a damaged index does not prevent a build. */
export async function openBase(store: Store, embedder: LazyEmbedder): Promise<Base> {
  const id = await ifUsable(store.active());
  const recipe = id === undefined ? undefined : await ifUsable(store.describe(id));
  const active = id === undefined || !recipe ? undefined : await ifUsable(store.open(id, "copy"));
  if (active && recipe)
    return {
      last: { snapshot: active, recipe },
      isActive: true,
      before: recipe,
      lost: [],
    };
  const lost = id === undefined ? [] : await store.salvage(id);
  const last = await openFallback(store, embedder, { use: "copy" });
  return { last, isActive: false, before: recipe ?? last?.recipe ?? { seeds: [] }, lost };
}

async function ifUsable<Result>(result: Promise<Result>): Promise<Result | undefined> {
  return result.catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
}

interface FallbackOptions {
  /** A generation to exclude. */
  readonly except?: string | undefined;
  readonly use?: "search" | "copy";
}

/**
 * Opens the last active generation of those that are sound and made by this model and version. One that was never active
 * is checked like a new one first: its build may have been killed before the check.
 */
export async function openFallback(
  store: Store,
  embedder: LazyEmbedder,
  { except, use = "search" }: FallbackOptions,
): Promise<Opened | undefined> {
  const active = await store.active().catch(() => undefined);
  const checked = (await knownActivations(store)).map(({ generation }) => generation);
  const present = await store.list();
  const known = [...new Set(checked)].filter((id) => present.includes(id));
  for (const id of new Set([...known, ...present])) {
    if (id === active || id === except) continue;
    const isChecked = known.includes(id);
    const opened = await openFitting(store, id, embedder, isChecked ? use : "check").catch(
      unusable,
    );
    if (opened) return opened;
  }
  return undefined;
}

async function openFitting(
  store: Store,
  id: string,
  embedder: LazyEmbedder,
  use: "search" | "copy" | "check",
): Promise<Opened> {
  const recipe = await store.describe(id);
  requireFitting(recipe, store.location, embedder);
  if (use === "check") return openChecked(store, id, embedder, () => {});
  return { recipe, snapshot: await store.open(id, use) };
}

function unusable(error: unknown): undefined {
  if (!(error instanceof UnusableIndex)) throw error;
}

/** Returns the recorded activations, the latest first; none where the history cannot be read. */
export async function knownActivations({ history }: Store): Promise<readonly Activation[]> {
  return history.activations().catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error;
    return [];
  });
}
