/** @module A store of files: a folder of generations, the name of the active one, and the history. */

import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceDurably, syncFolder } from "../../base/durable.ts";
import { UserError } from "../../base/errors.ts";
import type { Passage } from "../../corpus/passage.ts";
import { type ExampleStore, KeptExamples, type Store } from "../store.ts";
import { discardOthers, discardUnfinished } from "./discard.ts";
import { openGeneration } from "./generation.ts";
import { fileHistory, recordActivation } from "./history.ts";
import {
  currentFile,
  examplesFile,
  FILES,
  generationDir,
  GENERATION_ID,
  generationsDir,
  indexStamp,
  isBuilding,
  lockForBuild,
  MANIFEST,
  readCurrent,
} from "./layout.ts";
import { fileFaults, readManifest, recipeOf } from "./manifest.ts";
import { readPassages } from "../records.ts";
import { openStage } from "./stage.ts";

/** Opens the store in an index folder, which need not exist yet. */
export function openFileStore(indexDir: string): Store {
  const examples = fileExamples(indexDir);
  return {
    location: indexDir,
    record: currentFile(indexDir),
    active: () => readCurrent(indexDir),
    stamp: () => indexStamp(indexDir),
    list: () => generationsIn(indexDir),
    describe: async (id) => recipeOf(await readManifest(indexDir, id)),
    open: (id, use) => openGeneration(indexDir, id, { examples, isCopied: use === "copy" }),
    salvage: (id) => soundPassages(indexDir, id),
    async *verify(id) {
      const manifest = await readManifest(indexDir, id);
      for await (const { file, found } of fileFaults(manifest, indexDir, id))
        yield `${file}: ${found}`;
    },
    async lock() {
      const release = await lockForBuild(indexDir);
      await discardUnfinished(indexDir).catch((error: unknown) => {
        release();
        throw error;
      });
      return release;
    },
    isLocked: async () => isBuilding(indexDir),
    stage: (recipe, counts) => openStage(indexDir, examples, recipe, counts),
    async activate(id, activation) {
      const recorded = await recordActivation(indexDir, id, activation);
      await replaceDurably(currentFile(indexDir), `${id}\n`);
      return recorded;
    },
    async prune(keep) {
      await discardUnfinished(indexDir);
      const held = await discardOthers(indexDir, keep);
      await syncFolder(generationsDir(indexDir));
      return held;
    },
    history: fileHistory(indexDir),
    examples,
  };
}

/** Returns the store of examples, a file in the folder of each generation, replaced atomically. */
const fileExamples = (indexDir: string): ExampleStore => ({
  async read(id) {
    try {
      const json = await readFile(examplesFile(indexDir, id), "utf8");
      return KeptExamples.safeParse(JSON.parse(json)).data;
    } catch {
      return undefined;
    }
  },
  write: (id, examples) =>
    replaceDurably(examplesFile(indexDir, id), `${JSON.stringify(examples, undefined, 1)}\n`),
});

/** Lists the generations in an index folder, the newest first, without those that have no readable manifest. */
async function generationsIn(indexDir: string): Promise<string[]> {
  const names = await readdir(generationsDir(indexDir)).catch(() => []);
  const made = (id: string): number => timeOf(join(generationDir(indexDir, id), MANIFEST));
  return names
    .filter((name) => GENERATION_ID.test(name) && made(name) > 0)
    .toSorted((a, b) => made(b) - made(a));
}

/** Returns the modification time of a file, in milliseconds since 1970; 0 where it cannot be read. */
function timeOf(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

/** Returns the passages of a generation if its manifest and that one file are sound. */
async function soundPassages(indexDir: string, id: string): Promise<readonly Passage[]> {
  try {
    const passages = join(generationDir(indexDir, id), FILES.passages);
    for await (const { file } of fileFaults(await readManifest(indexDir, id), indexDir, id))
      if (file === passages) return [];
    return await readPassages(passages);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/**
 * Checks whether a process has the active generation of an index folder open; undefined if there is none. It reads the
 * kernel's list of locks and takes none, which could disturb a bot.
 * @throws Error on a machine without such a list.
 */
export async function isServed(indexDir: string): Promise<boolean | undefined> {
  const id = await readCurrent(indexDir);
  if (id === undefined) return undefined;
  const { ino } = statSync(join(generationDir(indexDir, id), MANIFEST));
  const locks = await readFile("/proc/locks", "utf8");
  return locks.split("\n").some((line) => line.split(/\s+/)[5]?.endsWith(`:${ino}`));
}
