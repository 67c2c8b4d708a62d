/** @module The verification of a whole index, fault by fault. */

import { messageOf, UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { contentOf, type Snapshot } from "../search/snapshot.ts";
import { sourceOf } from "../sources/samples.ts";
import type { Source } from "../sources/source.ts";
import { requireFitting } from "../storage/recipe.ts";
import { notBuilt, type Store } from "../storage/store.ts";
import { checkGeneration, type Findings } from "./check.ts";
import { ownTextFaults } from "./own-text.ts";

export interface Verification extends Findings {
  readonly generation: string | null;
  /** The number of documents whose file has changed or gone since; no fault, but a reason to build again. */
  readonly stale: number;
}

const NOTHING = {
  generation: null,
  documents: 0,
  passages: 0,
  sentences: 0,
  sampled: 0,
  recall: 0,
  stale: 0,
};

/** Checks the active generation; every error becomes a fault. */
export async function verifyIndex(
  store: Store,
  source: Source,
  embedder: Embedder,
): Promise<Verification> {
  const faults: string[] = [];
  try {
    const id = await store.active();
    if (id === undefined) throw notBuilt(store);
    requireFitting(await store.describe(id), store.location, embedder);
    for await (const fault of store.verify(id)) faults.push(fault);
    return await verifyContent(await store.open(id), source, embedder);
  } catch (error) {
    if (faults.length === 0)
      faults.push(error instanceof UserError ? error.message : messageOf(error));
    return { ...NOTHING, faults };
  }
}

/** Checks an open generation, and closes it. */
export async function verifyContent(
  snapshot: Snapshot,
  source: Source,
  embedder: Embedder,
): Promise<Verification> {
  try {
    const content = await contentOf(snapshot);
    const states = await Promise.all(content.documents.map(sourceOf(source, snapshot).stateOf));
    const stale = states.filter(({ state }) => state !== "current").length;
    const found = await checkGeneration(snapshot, content);
    const faults = [...found.faults, ...(await ownTextFaults(content, snapshot, embedder))];
    return { generation: snapshot.generation, ...found, faults, stale };
  } finally {
    await snapshot.close();
  }
}
