/** @module A library in memory, built by the fake embedder. */

import type { CollectionId } from "../../src/collection/collections.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { buildAt } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";

/** Builds these files and opens the library of them. */
export async function memoryLibrary(
  files: Readonly<Record<string, string>>,
  id?: CollectionId,
): Promise<Library> {
  const contents = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
  const place = {
    source: openMemory(new Map(contents)),
    store: openMemoryStore(),
    embedder: fakeEmbedder(),
  };
  await buildAt(place);
  const build = (request: Parameters<typeof buildAt>[1]) => buildAt(place, request);
  return openLibrary({ ...place, ...(id === undefined ? {} : { id }), build });
}
