/** @module What the verbs have in common: settings, options, the model, the library. */

import { type Config, readConfig } from "../base/config/config.ts";
import type { BuildOptions } from "../build/build.ts";
import { buildInChild } from "../build/in-child.ts";
import { openExamples } from "../evaluation/examples.ts";
import { openFileStore } from "../storage/files/store.ts";
import { type Library, openLibrary } from "../collection/library.ts";
import type { Embedder } from "../model/embedder.ts";
import { type LazyEmbedder, lazyEmbedder } from "../model/lazy-embedder.ts";
import { type Model, openModel } from "../model/model.ts";
import { type Folders, withFolders } from "./folders.ts";

export type { Folders };

/** The settings, with the folders that options name in place of those of the environment. */
export const configFor = (folders: Folders): Config => withFolders(readConfig(), folders);

type ModelSettings = Pick<Config, "modelsDir" | "modelName">;

/** Checks the files of the settings' model, and runs nothing. */
export const modelFor = ({ modelsDir, modelName }: ModelSettings): Promise<Model> =>
  openModel(modelsDir, modelName);

/** Loads the settings' model, and only now the packages that run it. */
export const embedderFor = async (config: ModelSettings): Promise<Embedder> =>
  (await lazyEmbedderFor(config)).load();

/** Checks the files of the settings' model, and loads it when it is wanted. */
async function lazyEmbedderFor(config: ModelSettings): Promise<LazyEmbedder> {
  const model = await modelFor(config);
  return lazyEmbedder(model, async () =>
    (await import("../model/embedder.ts")).loadEmbedder(model),
  );
}

interface BuildSettings extends Pick<Config, "seedsDir" | "indexDir">, ModelSettings {
  readonly maxPassages?: number | undefined;
}

/** Returns what a build by these settings needs. */
export async function buildFor(
  settings: BuildSettings,
): Promise<Omit<BuildOptions, "policy" | "onProgress">> {
  const { seedsDir, indexDir, maxPassages } = settings;
  const embedder = await lazyEmbedderFor(settings);
  const store = openFileStore(indexDir);
  const examples = openExamples({ seedsDir, store, embedder });
  return { seedsDir, store, embedder, maxPassages, examples };
}

/** The library of the settings; it must have been built. */
export const libraryFor = async (config: Config): Promise<Library> =>
  libraryWith(config, await embedderFor(config));

/** The same, with an embedder that is loaded. */
export async function libraryWith(config: Config, embedder: Embedder): Promise<Library> {
  const { seedsDir, indexDir, maxPassages } = config;
  const [store, build] = [openFileStore(indexDir), buildInChild(config)];
  return openLibrary({ seedsDir, store, maxPassages, embedder, build });
}
