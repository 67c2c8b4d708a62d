/** @module A library in memory, built by the fake embedder unless another is given. */

import type { CollectionId } from "../../src/collection/collections.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { buildAt } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";

/** Builds these files and opens the library of them. */
export const memoryLibrary = (
  files: Readonly<Record<string, string>>,
  id?: CollectionId,
): Promise<Library> => liveLibrary(memoryFiles(files), { id });

export const memoryFiles = (files: Readonly<Record<string, string>>): Map<string, Buffer> =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const));

interface LiveOptions {
  readonly id?: CollectionId | undefined;
  readonly embedder?: Embedder;
}

/** Builds these files, which may change while their library is open. */
export async function liveLibrary(
  files: ReadonlyMap<string, Buffer>,
  { id, embedder = fakeEmbedder() }: LiveOptions = {},
): Promise<Library> {
  const place = { source: openMemory(files), store: openMemoryStore(), embedder };
  await buildAt(place);
  const build = (request: Parameters<typeof buildAt>[1]) => buildAt(place, request);
  return openLibrary({ ...place, ...(id === undefined ? {} : { id }), build });
}
