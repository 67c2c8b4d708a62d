/** @module Set-up of the verbs: settings, model, collection, library. */

import { existsSync } from "node:fs";
import { type Config, DOCUMENTS, readConfig, SAMPLES } from "../base/config/config.ts";
import type { Complaint } from "../base/errors.ts";
import type { BuildOptions } from "../build/build.ts";
import { buildInChild } from "../build/in-child.ts";
import { openReader } from "../build/reader/bounded.ts";
import { openExamples } from "../evaluation/examples.ts";
import { openFileStore } from "../storage/files/store.ts";
import { type Library, openCurrent, openLibrary } from "../collection/library.ts";
import { findSource } from "../collection/source.ts";
import { type Folders, type Io, withFolders } from "./io.ts";
import type { Embedder } from "../model/embedder.ts";
import { type LazyEmbedder, lazyEmbedder } from "../model/lazy-embedder.ts";
import { type Model, openModel } from "../model/model.ts";
import { openFolder } from "../sources/folder.ts";
import { emptyIfMissing, sourceOf, withSamples } from "../sources/samples.ts";
import { listFiles, type Source } from "../sources/source.ts";
import { many } from "../reply/words/counted.ts";

export type { Folders };

/** Reads the settings; folders given as options replace those of the environment. */
export const configFor = (folders: Folders, io: Io): Config =>
  withFolders(readConfig(io.environment), folders, io);

type ModelSettings = Pick<Config, "modelsDir" | "modelName">;

/** Checks the files of the model, without loading it. */
const modelFor = ({ modelsDir, modelName }: ModelSettings): Promise<Model> =>
  openModel(modelsDir, modelName);

/** Loads the model, and only now the packages that run it. */
export const embedderFor = async (config: ModelSettings): Promise<Embedder> =>
  (await lazyEmbedderFor(config)).load();

/** Checks the files of the model, and loads it on demand. */
async function lazyEmbedderFor(config: ModelSettings): Promise<LazyEmbedder> {
  const model = await modelFor(config);
  return lazyEmbedder(model, async () =>
    (await import("../model/embedder.ts")).loadEmbedder(model),
  );
}

type CollectionSettings = Pick<Config, "seedsDir" | "indexDir"> & {
  readonly samplesDir?: string | undefined;
  readonly maxPassages?: number | undefined;
};

/** Returns the source and the store of the settings. */
export const collectionOf = (settings: CollectionSettings) => ({
  source: documentsOf(settings),
  store: openFileStore(settings.indexDir),
  maxPassages: settings.maxPassages,
});

const documentsOf = ({ seedsDir, samplesDir }: CollectionSettings): Source =>
  samplesDir === undefined
    ? openFolder(seedsDir)
    : withSamples(openFolder(seedsDir), openFolder(samplesDir));

/** Checks whether the folder of documents exists. */
export const hasFolder = ({ seedsDir }: Pick<CollectionSettings, "seedsDir">): boolean =>
  existsSync(seedsDir);

/** Checks whether files that are added go among the samples. */
export const isAmongSamples = ({ seedsDir }: Pick<CollectionSettings, "seedsDir">): boolean =>
  seedsDir === SAMPLES;

/** Describes own documents that are not served because `SEEDS_DIR` names the samples; undefined where there are none. */
export async function findShadowed(
  { seedsDir, samplesDir }: CollectionSettings,
  [own, samples] = [DOCUMENTS, SAMPLES],
): Promise<Shadowed | undefined> {
  if (samplesDir !== undefined || seedsDir !== samples) return undefined;
  const { documents } = await listFiles(emptyIfMissing(openFolder(own)));
  if (documents.length === 0) return undefined;
  return {
    found: `${many(documents.length, "document", "documents")} in ${own} not served: SEEDS_DIR names the samples in ${samples}`,
    remedy: "To serve them, leave SEEDS_DIR empty.",
  };
}

type Shadowed = Pick<Complaint, "found" | "remedy">;

/** Returns the folder that receives documents, and what opens a reader that splits them as a build does. */
export const intakeOf = (config: Config, embedder: Embedder) => ({
  folder: config.seedsDir,
  openReader: () => openReader({ ...config, embedder }),
  hasSamples: config.samplesDir !== undefined,
});

/** Returns the parts of a build by these settings. */
export async function buildFor(
  settings: CollectionSettings & ModelSettings,
  given?: LazyEmbedder,
): Promise<Omit<BuildOptions, "policy" | "onProgress">> {
  const collection = collectionOf(settings);
  const embedder = given ?? (await lazyEmbedderFor(settings));
  return { ...collection, embedder, examples: openExamples({ ...collection, embedder }) };
}

/** Opens the library of the settings, which must have been built. */
export const libraryFor = async (config: Config): Promise<Library> =>
  libraryWith(config, await embedderFor(config));

/** Opens the library of the settings with a loaded embedder. */
export const libraryWith = (config: Config, embedder: Embedder): Promise<Library> =>
  openLibrary({ ...collectionOf(config), embedder, build: buildInChild(config) });

/** Opens the sources of passages in the active generation, without loading the model. */
export async function openSources(config: Config) {
  const { store, source } = collectionOf(config);
  const snapshot = await openCurrent({ store, embedder: { model: await modelFor(config) } });
  return {
    source: (id: string) =>
      findSource(snapshot, id, store.history, sourceOf(source, snapshot).stateOf),
    close: () => snapshot.close(),
  };
}
