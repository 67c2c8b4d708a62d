/** @module The generation to use where the active one cannot be opened: the last before it that is sound. */

import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Embedder } from "../model/embedder.ts";
import { type GenerationContent, readGeneration } from "../storage/files/generation.ts";
import { recordedSwitches } from "../storage/files/history.ts";
import {
  generationDir,
  GENERATION_ID,
  generationsDir,
  MANIFEST,
  readCurrent,
  UnusableIndex,
} from "../storage/files/layout.ts";
import { readManifest, requireFitting } from "../storage/files/manifest.ts";
import { readChecked } from "./activation.ts";

/**
 * Opens the generation that was active last, of those that are sound and made by this model and version. One that the
 * history does not name as having been active is checked like a new one first: a build may have been killed before its check.
 * @param except a generation that is not wanted.
 */
export async function readFallback(
  indexDir: string,
  embedder: Embedder,
  except?: string,
): Promise<GenerationContent | undefined> {
  const active = await readCurrent(indexDir).catch(() => undefined);
  const checked = (await recordedSwitches(indexDir)).map(({ generation }) => generation);
  const present = await generationsIn(indexDir);
  const known = [...new Set(checked)].filter((id) => present.includes(id));
  for (const id of new Set([...known, ...present])) {
    if (id === active || id === except) continue;
    const content = await readFitting(indexDir, id, embedder, known.includes(id));
    if (content) return content;
  }
  return undefined;
}

async function readFitting(
  indexDir: string,
  id: string,
  embedder: Embedder,
  isChecked: boolean,
): Promise<GenerationContent | undefined> {
  try {
    requireFitting(await readManifest(indexDir, id), generationDir(indexDir, id), embedder);
    return isChecked
      ? await readGeneration(indexDir, id)
      : await readChecked(indexDir, id, embedder, () => {});
  } catch (error) {
    if (error instanceof UnusableIndex) return undefined;
    throw error;
  }
}

/** The IDs of the generations on the disk, the newest first; those without a readable manifest are left out. */
export async function generationsIn(indexDir: string): Promise<string[]> {
  const names = await readdir(generationsDir(indexDir)).catch(() => []);
  const made = (id: string): number => timeOf(join(generationDir(indexDir, id), MANIFEST));
  return names
    .filter((name) => GENERATION_ID.test(name) && made(name) > 0)
    .toSorted((a, b) => made(b) - made(a));
}

/** When a file was written, in milliseconds since 1970; 0 where that cannot be read. */
function timeOf(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
