/** @module A library in memory, built by the fake embedder. */

import type { CollectionId } from "../../src/collection/collections.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { buildAt } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";

type Files = Readonly<Record<string, string>>;

/** Builds these files and opens the library of them. */
export const memoryLibrary = async (files: Files, id?: CollectionId): Promise<Library> =>
  (await changingLibrary(files, id)).library;

/** The same, with the files, which may be changed before a rebuild. */
export async function changingLibrary(
  files: Files,
  id?: CollectionId,
): Promise<{ readonly library: Library; readonly contents: Map<string, Buffer> }> {
  const contents = new Map(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const),
  );
  const place = {
    source: openMemory(contents),
    store: openMemoryStore(),
    embedder: fakeEmbedder(),
  };
  await buildAt(place);
  const build = (request: Parameters<typeof buildAt>[1]) => buildAt(place, request);
  const library = await openLibrary({ ...place, ...(id === undefined ? {} : { id }), build });
  return { library, contents };
}
