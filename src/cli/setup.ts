/** @module Set-up of the verbs: settings, model, collection, library. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, DOCUMENTS, readConfig, SAMPLES } from "../base/config/config.ts";
import type { CollectionSettings, ContentSettings } from "../base/config/collections.ts";
import { type Complaint, UserError } from "../base/errors.ts";
import type { BuildOptions } from "../build/build.ts";
import { buildInChild } from "../build/in-child.ts";
import { openReader } from "../build/reader/bounded.ts";
import { openExamples } from "../evaluation/examples.ts";
import { CollectionId } from "../collection/collections.ts";
import { pinStates } from "../collection/pin-states.ts";
import type { PinStore } from "../collection/pins.ts";
import { openFeedbackRecords } from "../feedback/open.ts";
import type { RecordStore } from "../feedback/record-store.ts";
import { openDownloads } from "../intake/download.ts";
import { type Intake, openIntake } from "../intake/intake.ts";
import { folderPlace } from "../intake/place.ts";
import { openFileStore } from "../storage/files/store.ts";
import { type Library, openCurrent, openLibrary } from "../collection/library.ts";
import { findSource } from "../collection/source.ts";
import { editionOf, recipeFor } from "../storage/recipe.ts";
import type { Store } from "../storage/store.ts";
import { chooseCollection } from "./collection-option.ts";
import { databaseOf } from "./database.ts";
import { guildIds, guildNamed } from "./guilds.ts";
import { type Folders, foldersOf, type Io } from "./io.ts";
import { keepByKey } from "../base/single-flight.ts";
import type { Embedder } from "../model/embedder.ts";
import { type LazyEmbedder, lazyEmbedder } from "../model/lazy-embedder.ts";
import { type Model, openModel } from "../model/model.ts";
import { openFolder } from "../sources/folder.ts";
import { openSource } from "../sources/open.ts";
import { emptyIfMissing, sourceOf } from "../sources/samples.ts";
import { listFiles, type Source } from "../sources/source.ts";
import { openUploads, UPLOADED } from "../sources/uploads.ts";
import { many } from "../reply/words/counted.ts";

export type { Folders };

/** The settings, and the collection that a call is about. */
export interface ChosenConfig extends Config {
  readonly collection: CollectionSettings;
}

/**
 * Reads the settings; folders given as options replace those of the environment.
 * @throws UserError if no collection is chosen and there are several, or there is none of that name.
 */
export function configFor(options: Folders, io: Io): ChosenConfig {
  const config = readSettings(options, io);
  return { ...config, collection: chosenIn(config, options.collection) };
}

/** Reads the settings, without a choice of a collection. */
export const readSettings = (options: Folders, io: Io): Config =>
  readConfig(io.environment, foldersOf(options, io));

/** Returns the settings for each collection that a call is about: the one that is named, or all. */
export function configsFor(options: Folders, io: Io): readonly ChosenConfig[] {
  const config = readSettings(options, io);
  const chosen =
    options.collection === undefined ? config.collections : [chosenIn(config, options.collection)];
  return chosen.map((collection) => ({ ...config, collection }));
}

/** Returns the collection of a name, which may be that of a server. */
const chosenIn = (config: Config, name: string | undefined): CollectionSettings =>
  guildNamed(name, config) ?? chooseCollection(config, name);

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

type Chosen = {
  readonly collection: ContentSettings;
  readonly maxPassages?: number | undefined;
};
type ChosenStore = Pick<Chosen, "collection"> & ModelSettings & Pick<Config, "database">;

/** Returns the ID, source and store of the chosen collection. */
export const collectionOf = async (chosen: Chosen & ChosenStore) => ({
  id: CollectionId.parse(chosen.collection.id),
  source: await openSourceOf(chosen),
  store: await storeOf(chosen),
  language: chosen.collection.language,
  mostPassages: chosen.collection.mostPassages,
  maxPassages: leastOf(chosen.maxPassages, chosen.collection.mostPassages),
});

const leastOf = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

/** Opens the source of the chosen collection: in the database, if its documents were uploaded. */
async function openSourceOf({
  collection: { id, source },
  database: settings,
}: Pick<ChosenStore, "collection" | "database">): Promise<Source> {
  if (source.kind !== "uploads") return openSource(source);
  if (!settings) throw new Error("uploads without a database");
  const { postgresUploads } = await import("../storage/postgres/guild-uploads.ts");
  return openUploads(postgresUploads((await databaseOf(settings)).database, id));
}

/** Opens the store of the chosen collection: in the database, if there is one, or in files. */
async function storeOf({ database: settings, collection, ...models }: ChosenStore): Promise<Store> {
  if (!settings) return openFileStore(collection.indexDir);
  const { openPostgresStore } = await import("../storage/postgres/store.ts");
  const edition = await editionFor(models);
  return openPostgresStore({ ...(await databaseOf(settings)), collection: collection.id, edition });
}

/** Returns the edition of this process. The files of the model are read for it once, not for each collection. */
export const editionFor = keepByKey(
  ({ modelsDir, modelName }: ModelSettings) => join(modelsDir, modelName),
  async (settings) => editionOf(recipeFor([], { model: await modelFor(settings) })),
);

/** Checks whether the documents are in a folder that is missing. */
export const lacksFolder = ({ collection: { source } }: Chosen): boolean =>
  source.kind === "folder" && !existsSync(source.folder);

/**
 * Returns the folder of documents to which files are added.
 * @throws UserError if the documents come from elsewhere.
 */
export function ownFolder({ collection: { id, source } }: Chosen): string {
  if (source.kind === "folder") return source.folder;
  throw new UserError({
    expected: `documents of ${id} in a folder`,
    found: `that they come from ${source.kind === "uploads" ? UPLOADED : openSource(source).describe}`,
    remedy: "Change them there.",
  });
}

/** Checks whether files that are added go among the samples. */
export const isAmongSamples = ({ collection: { source } }: Chosen): boolean =>
  source.kind === "folder" && source.folder === SAMPLES;

/** Describes own documents that are not served because `SEEDS_DIR` names the samples; undefined where there are none. */
export async function findShadowed(
  { collection: { source } }: Chosen,
  [own, samples] = [DOCUMENTS, SAMPLES],
): Promise<Shadowed | undefined> {
  if (source.kind !== "folder" || source.samples !== undefined || source.folder !== samples)
    return undefined;
  const { documents } = await listFiles(emptyIfMissing(openFolder(own)));
  if (documents.length === 0) return undefined;
  return {
    found: `${many(documents.length, "document", "documents")} in ${own} not served: SEEDS_DIR names the samples in ${samples}`,
    remedy: "To serve them, leave SEEDS_DIR empty.",
  };
}

type Shadowed = Pick<Complaint, "found" | "remedy">;

/**
 * Opens the intake of the folder of documents, with a reader that splits them as a build does; undefined where the documents
 * come from elsewhere.
 */
export function intakeOf(config: ChosenConfig, embedder: Embedder): Intake | undefined {
  const { source } = config.collection;
  if (source.kind !== "folder") return undefined;
  return openIntake({
    place: folderPlace(source.folder),
    openReader: () => openReader({ ...config, embedder }),
    hasSamples: source.samples !== undefined,
    downloads: openDownloads({ api: config.discord?.api }),
  });
}

/** Returns the parts of a build by these settings. */
export async function buildFor(
  settings: Chosen & ChosenStore,
  given?: LazyEmbedder,
): Promise<Omit<BuildOptions, "policy" | "onProgress">> {
  const collection = await collectionOf(settings);
  const embedder = given ?? (await lazyEmbedderFor(settings));
  return { ...collection, embedder, examples: openExamples({ ...collection, embedder }) };
}

/** Opens the library of the settings, which must have been built. */
export const libraryFor = async (config: ChosenConfig): Promise<Library> =>
  libraryWith(config, await embedderFor(config));

/** Opens the library of the settings with a loaded embedder. */
export const libraryWith = async (config: ChosenConfig, embedder: Embedder): Promise<Library> =>
  openLibrary({
    ...(await collectionOf(config)),
    id: CollectionId.parse(config.collection.id),
    embedder,
    build: buildInChild(config),
    pins: await pinsOf(config),
  });

/** Opens the pins of the chosen collection. */
export const pinsOf = async (config: ChosenConfig): Promise<PinStore> =>
  (await recordsOf(config)).pins(CollectionId.parse(config.collection.id));

/** Opens the records of feedback and the pins of all collections. */
export async function recordsOf({
  feedback,
  database: settings,
  collections,
}: Pick<Config, "feedback" | "database" | "collections">): Promise<RecordStore> {
  if (!settings) return openFeedbackRecords(feedback);
  const { database } = await databaseOf(settings);
  const ids = collections.map(({ id }) => id);
  return openFeedbackRecords({
    database,
    collections: async () =>
      [...ids, ...(await guildIds(settings))].map((id) => CollectionId.parse(id)),
  });
}

/** Returns the chosen collection with its records, wherever both are kept. */
export const partsOf = async (config: ChosenConfig) => ({
  ...(await collectionOf(config)),
  records: await recordsOf(config),
});

/** Opens the sources of passages in the active generation, and the states of pins in it, without loading the model. */
export async function openSources(config: ChosenConfig) {
  const { store, source } = await collectionOf(config);
  const snapshot = await openCurrent({ store, embedder: { model: await modelFor(config) } });
  return {
    source: (id: string) =>
      findSource(snapshot, id, store.history, sourceOf(source, snapshot).stateOf),
    pins: async () => pinStates(await (await pinsOf(config)).list(), snapshot),
    close: () => snapshot.close(),
  };
}
