/** @module A library of a few files, built in this process by the fake embedder. */

import { join } from "node:path";
import { onTestFinished } from "vitest";
import { buildIndex, type BuildOptions } from "../../src/library/build.ts";
import type { BuildSummary } from "../../src/library/build-summary.ts";
import type { Builder } from "../../src/library/builder.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";

/** A folder of seeds and one for its index. */
export interface Place {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly embedder: Embedder;
}

/** A place with these files, nothing built yet. */
export async function placeWith(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Place> {
  const folder = await temporaryFolder();
  await writeFiles(join(folder, "seeds"), files);
  return {
    seedsDir: join(folder, "seeds"),
    indexDir: join(folder, "index"),
    embedder: fakeEmbedder(),
  };
}

/** Builds the index of a place. */
export const buildAt = (place: Place, options: Partial<BuildOptions> = {}): Promise<BuildSummary> =>
  buildIndex({ ...place, full: false, strict: false, onProgress: () => {}, ...options });

/** Opens the library of a place; it builds in this process. */
export async function openAt(place: Place, build?: Builder): Promise<Library> {
  const inProcess: Builder = (request) => buildAt(place, request);
  const library = await openLibrary({ ...place, build: build ?? inProcess });
  onTestFinished(() => library.close());
  return library;
}

export const HARBOUR =
  "# The harbour\n\n## Hours\n\nThe harbour opens at six in the morning, and its gate is shut at dusk by the keeper.\n\n" +
  "## Ships\n\nShips from the north must wait for the pilot, who comes out in a red boat when the flag is up.\n";
export const ORCHARD =
  "# The orchard\n\n## Trees\n\nThe orchard has forty apple trees and one pear tree, planted by the school in spring.\n\n" +
  "## Rules\n\nNobody may pick fruit before the feast, which is held on the first Sunday of September.\n";
