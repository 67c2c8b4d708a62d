/** @module The published models, loaded once in a process. */

import { join } from "node:path";
import { PROJECT } from "../../src/base/project.ts";
import { createEmbedder, type Embedder, loadModels } from "../../src/model/embedder.ts";
import { openModel } from "../../src/model/model.ts";

export const MODELS = join(PROJECT, "models");
export const MODEL = "all-MiniLM-L6-v2";

async function load() {
  const model = await openModel(MODELS, MODEL);
  const models = await loadModels(model);
  return { model, models, embedder: createEmbedder(model, models) };
}

let loaded: ReturnType<typeof load> | undefined;

/** Returns the models as the program loads them, and the embedder over them. */
export const publishedModels = (): ReturnType<typeof load> => (loaded ??= load());

/** Returns the embedder alone. */
export const publishedEmbedder = async (): Promise<Embedder> => (await publishedModels()).embedder;
