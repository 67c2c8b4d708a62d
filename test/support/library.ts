/** @module A library of a few files, built in this process by the fake embedder. */

import { randomUUID } from "node:crypto";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { Builder } from "../../src/build/in-child.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { openReady, type StartOptions } from "../../src/collection/ready.ts";
import { openReader } from "../../src/build/reader/bounded.ts";
import type { Downloads } from "../../src/intake/download.ts";
import { type Intake, openIntake } from "../../src/intake/intake.ts";
import { folderPlace } from "../../src/intake/place.ts";
import { createLog } from "../../src/base/log.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { buildAt, type Buildable, examplesAt } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";

export { buildAt, examplesAt };

/** A folder of documents and one for its index, with the source and the store of them. */
export interface Place extends Buildable {
  readonly seedsDir: string;
  readonly indexDir: string;
}

/** A place with these files, nothing built yet. */
export async function placeWith(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Place> {
  const folder = await temporaryFolder();
  await writeFiles(join(folder, "seeds"), files);
  return placeIn(folder);
}

/** Returns the place in a folder. */
export function placeIn(folder: string): Place {
  const [seedsDir, indexDir] = [join(folder, "seeds"), join(folder, "index")];
  const [source, store] = [openFolder(seedsDir), openFileStore(indexDir)];
  return { seedsDir, source, indexDir, store, embedder: fakeEmbedder() };
}

/** Two generations: the first of the harbour, the second of the harbour and the tower. */
export async function placeWithTwo(): Promise<Place & { first: string; second: string }> {
  const place = await placeWith({ "a.md": HARBOUR });
  const { generation: first } = await buildAt(place);
  await writeFiles(place.seedsDir, { "t.md": TOWER });
  const { generation: second } = await buildAt(place);
  return { ...place, first, second };
}

/** Makes a place once, for the first test that asks, and gives each test a copy: a build syncs many files, a copy none. */
export function copiesOf<Made extends Place>(make: () => Promise<Made>): () => Promise<Made> {
  const kept = join(inject("folder"), randomUUID());
  const copy = (from: string, to: string): Promise<void> =>
    cp(from, to, { recursive: true, preserveTimestamps: true });
  let made: Made | undefined;
  return async () => {
    if (!made) {
      made = await make();
      await copy(dirname(made.indexDir), kept);
    }
    const folder = await temporaryFolder();
    await copy(kept, folder);
    return { ...made, ...placeIn(folder) };
  };
}

/** Opens the library of a place; it builds in this process. */
export async function openAt(place: Place, build?: Builder): Promise<Library> {
  const inProcess: Builder = (request) => buildAt(place, request);
  const library = await openLibrary({ ...place, build: build ?? inProcess });
  onTestFinished(() => library.close());
  return library;
}

/** The intake of a place. */
export const intakeAt = (place: Place, downloads?: Downloads): Intake =>
  openIntake({
    ...(downloads && { downloads }),
    place: folderPlace(place.seedsDir),
    openReader: () => openReader(place),
    hasSamples: place.source.samples !== undefined,
  });

/** What the start does with a place; it builds in this process. */
export async function startAt(
  place: Place,
  options: Partial<StartOptions> = {},
): Promise<Awaited<ReturnType<typeof openReady>>> {
  const build: Builder = (request) => buildAt(place, request);
  const log = createLog("silent");
  const own = { ...place, examples: examplesAt(place), build, log, onProgress: () => {} };
  const started = await openReady({ ...own, ...options });
  onTestFinished(() => started.library.close());
  return started;
}

export const HARBOUR =
  "# The harbour\n\n## Hours\n\nThe harbour opens at six in the morning, and its gate is shut at dusk by the keeper.\n\n" +
  "## Ships\n\nShips from the north must wait for the pilot, who comes out in a red boat when the flag is up.\n";
export const ORCHARD =
  "# The orchard\n\n## Trees\n\nThe orchard has forty apple trees and one pear tree, planted by the school in spring.\n\n" +
  "## Rules\n\nNobody may pick fruit before the feast, which is held on the first Sunday of September.\n";
export const TOWER = "# The tower\n\nThe tower has ninety steps and a bell that nobody rings.\n";
