/** @module What a build goes on from: what it may take over, must not lose, and tells its changes against. */

import { join } from "node:path";
import type { Passage } from "../corpus/passage.ts";
import { UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { readFallback } from "./fallback.ts";
import type { GenerationContent } from "../storage/files/generation.ts";
import { FILES, generationDir, readCurrent } from "../storage/files/layout.ts";
import { fileFaults, readManifest } from "../storage/files/manifest.ts";
import { readPassages } from "../storage/files/records.ts";
import { readInService } from "./activation.ts";

export interface Base {
  /** The active generation, or where that cannot be read the one to fall back to. The caller closes it. */
  readonly last: GenerationContent | undefined;
  readonly isActive: boolean;
  /** The passages of an active generation that cannot be read otherwise. */
  readonly lost: readonly Passage[];
}

/** Reads what there is to go on from; a damaged index is no reason not to build another. */
export async function readBase(indexDir: string, embedder: Embedder): Promise<Base> {
  const active = await readInService(indexDir);
  if (active) return { last: active, isActive: true, lost: [] };
  const lost = await passagesInService(indexDir);
  return { last: await readFallback(indexDir, embedder), isActive: false, lost };
}

/** The passages of the active generation, if its manifest and that one file are sound. */
async function passagesInService(indexDir: string): Promise<readonly Passage[]> {
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) return [];
    const file = join(generationDir(indexDir, id), FILES.passages);
    const faults = await fileFaults(await readManifest(indexDir, id), indexDir, id);
    return faults.some((fault) => fault.file === file) ? [] : await readPassages(file);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
