/** @module `importCollection`: an export replaces a collection in any store. */

import { verifyContent, type Verification } from "../../build/verify.ts";
import { UserError } from "../../base/errors.ts";
import { stageGeneration } from "../../build/staging.ts";
import type { OnProgress } from "../../storage/progress.ts";
import { type Recipe, requireFitting } from "../../storage/recipe.ts";
import type { Activation, GenerationId, HistoryEvent } from "../../storage/store.ts";
import {
  type Received,
  replaceCollection,
  type Replaced,
  requireFaultless,
  type Target,
} from "../replace.ts";
import type { Export } from "./contents.ts";
import type { CollectionParts } from "./export.ts";
import type { Folder, Generation } from "./form.ts";
import { renamed } from "./history.ts";

export interface ImportOptions extends Target, CollectionParts {
  /** @throws UserError if a process uses the index, where that must not be. */
  readonly requireUnused: () => Promise<void>;
  readonly onProgress: OnProgress;
}

/**
 * Imports a checked export, as `replaceCollection` does.
 * @throws UserError if a build uses the store, another model made the export, or its content fails its checks.
 */
export const importCollection = (contents: Export, options: ImportOptions): Promise<Replaced> =>
  replaceCollection(options, {
    requireUnused: options.requireUnused,
    receive: () => receive(contents, options),
    async replaceFeedback() {
      const { id, records } = options;
      const feedback = contents.feedback.map((own) => ({ ...own, collection: id }));
      await records.replace(id, feedback);
      await records.pins(id).replace(contents.pins);
    },
  });

/** Stages the generations beside those of the store, and verifies them. */
async function receive(contents: Export, options: ImportOptions): Promise<Received> {
  const { store, file, embedder } = options;
  requireFitting(contents.manifest.generations.active.recipe, file, embedder);
  const kept = await store.list();
  const activeOf = (): Promise<GenerationId | undefined> => store.active().catch(() => undefined);
  /** Removes the staged generations; the next build removes those that this cannot. */
  const discard = async (): Promise<void> => {
    const active = await activeOf();
    await store.prune(active === undefined ? kept : [...kept, active]).catch(() => {});
  };
  try {
    const staged = await stageBoth(contents, options);
    return {
      ...staged,
      discard: async () => {
        if ((await activeOf()) !== staged.generation) await discard();
      },
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function stageBoth(
  contents: Export,
  options: ImportOptions,
): Promise<Omit<Received, "discard">> {
  const { active, previous } = contents.manifest.generations;
  const ids = new Map<Folder, GenerationId>();
  const names = new Map<string, GenerationId>();
  const stage = async (folder: Folder, generation: Generation) => {
    const verification = await stageAndVerify(folder, generation, contents, options);
    ids.set(folder, verification.generation);
    names.set(generation.name, verification.generation);
    return verification;
  };
  // One of another model could not be rolled back to.
  if (previous && isFitting(previous.recipe, options)) await stage("previous", previous);
  const verification = await stage("active", active);
  const history = renamed(contents.history, names);
  return {
    generation: verification.generation,
    verification,
    event: eventOf(history, verification.generation),
    async moveIn() {
      await keepExamples(ids, contents, options);
      await options.store.history.merge(history);
    },
  };
}

/** @throws UserError that lists the faults of the generation. */
async function stageAndVerify(
  folder: Folder,
  { recipe, counts }: Generation,
  contents: Export,
  { store, source, embedder, onProgress }: ImportOptions,
): Promise<Verification & { readonly generation: GenerationId }> {
  const documents = contents.readDocuments(folder);
  const snapshot = await stageGeneration(store, { recipe, counts, documents }, onProgress);
  const { generation } = snapshot;
  const verification = await verifyContent(snapshot, source, embedder);
  requireFaultless(verification, contents);
  return { ...verification, generation };
}

function isFitting(recipe: Recipe, { file, embedder }: Target): boolean {
  try {
    requireFitting(recipe, file, embedder);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function eventOf(
  history: readonly HistoryEvent[],
  generation: GenerationId,
): Activation["event"] | undefined {
  const isOfThis = (event: HistoryEvent): event is Activation =>
    event.event !== "gone" && event.generation === generation;
  return history.findLast(isOfThis)?.event;
}

async function keepExamples(
  ids: ReadonlyMap<Folder, GenerationId>,
  contents: Export,
  { store }: ImportOptions,
): Promise<void> {
  for (const [folder, id] of ids) {
    const examples = await contents.readExamples(folder);
    if (examples) await store.examples.write(id, examples);
  }
}
