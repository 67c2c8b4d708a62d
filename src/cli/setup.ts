/** @module What the verbs have in common: settings, options, the model, the library. */

import { type Config, readConfig } from "../base/config/config.ts";
import { buildInChild } from "../build/in-child.ts";
import { type Library, openLibrary } from "../collection/library.ts";
import type { Io } from "./io.ts";
import type { Embedder } from "../model/embedder.ts";
import { type Model, openModel } from "../model/model.ts";
import { type Folders, withFolders } from "./folders.ts";

export type { Folders };

/** The settings, with the folders that options name in place of those of the environment. */
export const configFor = (folders: Folders, { environment }: Io): Config =>
  withFolders(readConfig(environment), folders);

/** Checks the files of the settings' model, and runs nothing. */
export const modelFor = ({ modelsDir, modelName }: Config): Promise<Model> =>
  openModel(modelsDir, modelName);

/** Loads the settings' model, and only now the packages that run it. */
export async function embedderFor(config: Config): Promise<Embedder> {
  const { loadEmbedder } = await import("../model/embedder.ts");
  return loadEmbedder(await modelFor(config));
}

/** The library of the settings; it must have been built. */
export async function libraryFor(config: Config): Promise<Library> {
  const { seedsDir, indexDir, maxPassages } = config;
  const embedder = await embedderFor(config);
  return openLibrary({ seedsDir, indexDir, maxPassages, embedder, build: buildInChild });
}
