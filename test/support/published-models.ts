/** @module The published models, loaded once in a process. */

import { join } from "node:path";
import { PROJECT } from "../../src/base/project.ts";
import { type Embedder, loadEmbedder } from "../../src/model/embedder.ts";
import { openModel } from "../../src/model/model.ts";

export const MODELS = join(PROJECT, "models");
export const MODEL = "all-MiniLM-L6-v2";

let loaded: Promise<Embedder> | undefined;

/** Returns the embedder as the program loads it. */
export const publishedEmbedder = (): Promise<Embedder> =>
  (loaded ??= openModel(MODELS, MODEL).then(loadEmbedder));
