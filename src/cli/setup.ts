/** @module What the verbs have in common: settings, options, the model, the library. */

import { resolve } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { buildInChild } from "../library/builder.ts";
import { type Library, openLibrary } from "../library/library.ts";
import { type Embedder, loadEmbedder } from "../search/embedder.ts";
import { openModel } from "../search/model.ts";

/** Options that every verb takes. */
export interface Folders {
  readonly seeds?: string;
  readonly index?: string;
}

/** The settings, with the folders that options name in place of those of the environment. */
export function configFor({ seeds, index }: Folders): Config {
  const config = readConfig();
  return {
    ...config,
    ...(seeds === undefined ? {} : { seedsDir: resolve(seeds) }),
    ...(index === undefined ? {} : { indexDir: resolve(index) }),
  };
}

/** The embedder of the settings, its model checked. */
export const embedderFor = async ({ modelsDir, modelName }: Config): Promise<Embedder> =>
  loadEmbedder(await openModel(modelsDir, modelName));

/** The library of the settings; it must have been built. */
export async function libraryFor(config: Config): Promise<Library> {
  const { seedsDir, indexDir } = config;
  const embedder = await embedderFor(config);
  return openLibrary({ seedsDir, indexDir, embedder, build: buildInChild });
}
