/** @module What the verbs have in common: settings, options, the model, the library. */

import { type Config, readConfig } from "../base/config/config.ts";
import { buildInChild } from "../build/in-child.ts";
import { type Library, openLibrary } from "../collection/library.ts";
import type { Embedder } from "../model/embedder.ts";
import { type Model, openModel } from "../model/model.ts";
import { openFolder } from "../sources/folder.ts";
import type { Source } from "../sources/source.ts";
import { type Folders, withFolders } from "./folders.ts";

export type { Folders };

/** The settings, with the folders that options name in place of those of the environment. */
export const configFor = (folders: Folders): Config => withFolders(readConfig(), folders);

/** Checks the files of the settings' model, and runs nothing. */
export const modelFor = ({ modelsDir, modelName }: Config): Promise<Model> =>
  openModel(modelsDir, modelName);

/** Loads the settings' model, and only now the packages that run it. */
export async function embedderFor(config: Config): Promise<Embedder> {
  const { loadEmbedder } = await import("../model/embedder.ts");
  return loadEmbedder(await modelFor(config));
}

/** Returns the source and the index of the settings. */
export function collectionOf({ seedsDir, indexDir, maxPassages }: Config): {
  readonly source: Source;
  readonly indexDir: string;
  readonly maxPassages: number;
} {
  return { source: openFolder(seedsDir), indexDir, maxPassages };
}

/** The library of the settings; it must have been built. */
export async function libraryFor(config: Config): Promise<Library> {
  const embedder = await embedderFor(config);
  return openLibrary({ ...collectionOf(config), embedder, build: buildInChild(config) });
}
