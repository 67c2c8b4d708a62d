/** @module The index of the own seeds by the published models, built once in a run: half a minute of processor time for all of them. */

import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { lock } from "../../src/base/lock.ts";
import { PROJECT } from "../../src/base/project.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { currentFile } from "../../src/storage/files/layout.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { buildAt } from "./building.ts";
import { publishedEmbedder } from "./published-models.ts";

const SEEDS = join(PROJECT, "seeds");
/** The seeds in the short form of the tests: the examples of the documentation are answered from them. */
const CHOSEN = ["aftermath.md", "examples.txt", "overview.md", "reinforcement.md"];

/** Returns the folder of the seeds of `ownIndex`. */
export const ownSeeds = (): string =>
  inject("isLong") ? SEEDS : join(inject("folder"), "own-index", "seeds");
const PATIENCE_MS = 170_000;

/** Returns the folder of the index, which all processes of the run share: read or copy it. The first one builds it. */
export async function ownIndex(): Promise<string> {
  const folder = join(inject("folder"), "own-index");
  await mkdir(folder, { recursive: true });
  const tryLock = () => lock(join(folder, "lock"), "exclusive");
  const release = await vi.waitUntil(tryLock, { timeout: PATIENCE_MS, interval: 100 });
  try {
    const indexDir = join(folder, "index");
    if (!existsSync(currentFile(indexDir))) await build(indexDir);
    return indexDir;
  } finally {
    release();
  }
}

async function build(indexDir: string): Promise<void> {
  const seeds = ownSeeds();
  if (seeds !== SEEDS) for (const name of CHOSEN) await cp(join(SEEDS, name), join(seeds, name));
  const [source, store] = [openFolder(seeds), openFileStore(indexDir)];
  const embedder = await publishedEmbedder();
  await buildAt({ source, store, embedder }, { strict: true });
}
