/** @module Collections of each kind of store, built in this process, with their feedback and pins. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CollectionParts } from "../../src/backup/moving/export.ts";
import { exportCollection } from "../../src/backup/moving/export.ts";
import { openExport } from "../../src/backup/moving/contents.ts";
import { importCollection, type ImportOptions } from "../../src/backup/moving/import.ts";
import { type CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { openLibrary } from "../../src/collection/library.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import type { FeedbackRecord } from "../../src/feedback/records.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { pinOf } from "../contract/pins.ts";
import { buildAt, type Buildable } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { HARBOUR, TOWER } from "./library.ts";
import { temporaryFolder } from "./temporary.ts";

/** A collection whose documents are in memory, and a folder for its files. */
export interface Movable extends Buildable, CollectionParts {
  readonly files: Map<string, Buffer>;
  readonly folder: string;
}

export const KINDS = ["files", "memory"] as const;
export type Kind = (typeof KINDS)[number];

/** Opens an empty collection. */
export async function emptyCollection(
  kind: Kind,
  files: Map<string, Buffer> = new Map(),
): Promise<Movable> {
  const folder = await temporaryFolder();
  const own = { folder, files, source: openMemory(files), embedder: fakeEmbedder() };
  return { ...own, ...partsIn(kind, folder) };
}

/** Records are in files for each kind. */
function partsIn(kind: Kind, folder: string): CollectionParts {
  const records = openFileRecords(join(folder, "feedback"));
  const store = kind === "files" ? openFileStore(join(folder, "index")) : openMemoryStore();
  return { id: DEFAULT_COLLECTION, store, records };
}

/** Replaces the documents of a collection. */
export function setFiles(
  { files }: Pick<Movable, "files">,
  texts: Readonly<Record<string, string>>,
): void {
  files.clear();
  for (const path of Object.keys(texts).toSorted()) files.set(path, Buffer.from(texts[path] ?? ""));
}

/** Exports a collection; returns the file. */
export async function exported(movable: Movable): Promise<string> {
  const file = join(movable.folder, "export.zip");
  await exportCollection(movable, { file, isForced: true });
  return file;
}

/** Imports a file into a collection. */
export async function imported(
  movable: Movable,
  file: string,
  options: Partial<ImportOptions> = {},
) {
  const contents = await openExport(file);
  try {
    return await importCollection(contents, {
      ...movable,
      file,
      keepsFeedback: false,
      requireUnused: async () => {},
      onProgress: () => {},
      ...options,
    });
  } finally {
    contents.close();
  }
}

/** Returns all that an import changes. */
export const stateOf = async ({ id, store, records }: Movable) => ({
  active: await store.active(),
  generations: await store.list(),
  history: await store.history.events(),
  feedback: (await records.read(id)).entries,
  pins: await records.pins(id).list(),
});

export const bytesIn = (file: string): Promise<Buffer> => readFile(file);

/** Returns the record of a question. */
export const question = (collection: CollectionId, day: string, text: string): FeedbackRecord => ({
  kind: "question",
  day,
  collection,
  text,
});

/** Two generations, the second of the harbour and the tower, with feedback and a pin. */
export async function filledCollection(kind: Kind): Promise<Movable> {
  const place = await emptyCollection(kind);
  setFiles(place, { "a.md": HARBOUR });
  await buildAt(place);
  setFiles(place, { "a.md": HARBOUR, "t.md": TOWER });
  await buildAt(place);
  const { id, records } = place;
  await records.replace(id, [question(id, "2026-11-20", "Where is the bell?")]);
  await records.pins(id).add(pinOf(9));
  return place;
}

const QUESTIONS = [
  "When does the harbour open?",
  "Wann öffnet der Hafen?",
  "How many apple trees?",
];

/** Returns the answers of a collection to some questions. */
export async function answersOf(movable: Movable) {
  const library = await openLibrary({
    ...movable,
    build: () => Promise.reject(new Error("no build")),
  });
  const answers = [];
  for (const asked of QUESTIONS) answers.push(await library.ask(asked, { top: 3, always: true }));
  await library.close();
  return answers;
}
