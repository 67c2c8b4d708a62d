/** @module What the verbs have in common: settings, options, the model, the library. */

import { type Config, readConfig } from "../config.ts";
import { buildInChild } from "../library/builder.ts";
import { type Library, openLibrary } from "../library/library.ts";
import { type Embedder, loadEmbedder } from "../search/embedder.ts";
import { openModel } from "../search/model.ts";
import { type Folders, withFolders } from "./folders.ts";

export type { Folders };

/** The settings, with the folders that options name in place of those of the environment. */
export const configFor = (folders: Folders): Config => withFolders(readConfig(), folders);

/** The embedder of the settings, its model checked. */
export const embedderFor = async ({ modelsDir, modelName }: Config): Promise<Embedder> =>
  loadEmbedder(await openModel(modelsDir, modelName));

/** The library of the settings; it must have been built. */
export async function libraryFor(config: Config): Promise<Library> {
  const { seedsDir, indexDir } = config;
  const embedder = await embedderFor(config);
  return openLibrary({ seedsDir, indexDir, embedder, build: buildInChild });
}
