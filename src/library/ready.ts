/** @module Making sure that there is an index to serve: built if missing or out of date, kept if it can't be built. */

import { listSeeds, readSeed } from "../corpus/seed.ts";
import { systemCode, UserError } from "../errors.ts";
import type { BuildSummary } from "./build-summary.ts";
import { readCurrent } from "./layout.ts";
import { isMadeBy, readManifest, recipeFor, requireSoundFiles } from "./manifest.ts";
import type { OnProgress } from "./progress.ts";
import type { LibraryOptions } from "./library.ts";

/** `ready`: nothing to do; `built`: done just now; `kept`: it should be built, but could not be, so the old one serves. */
export type Readiness =
  | { readonly state: "ready" }
  | { readonly state: "built"; readonly summary: BuildSummary }
  | { readonly state: "kept"; readonly why: string };

/**
 * Builds the index if there is none, or if seeds, model or program have changed since.
 * @throws UserError if it can't be built and there is none that could serve instead.
 */
export async function makeReady(
  options: LibraryOptions,
  onProgress: OnProgress,
): Promise<Readiness> {
  if (await isUpToDate(options)) return { state: "ready" };
  const { seedsDir, indexDir, build } = options;
  try {
    return {
      state: "built",
      summary: await build({ seedsDir, indexDir, full: false, onProgress }),
    };
  } catch (error) {
    if (error instanceof UserError && (await canServe(options)))
      return { state: "kept", why: error.message };
    throw error;
  }
}

/** Whether the generation in service is what a build would give now. */
async function isUpToDate({ seedsDir, indexDir, embedder }: LibraryOptions): Promise<boolean> {
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) return false;
    const manifest = await readManifest(indexDir, id);
    const indexed = new Set(manifest.seeds.map(({ path }) => path));
    const seeds = await hashSeeds(seedsDir);
    const isSame = isMadeBy(
      manifest,
      recipeFor(
        seeds.filter(({ path }) => indexed.has(path)),
        embedder,
      ),
    );
    return isSame && seeds.length === indexed.size;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function hashSeeds(seedsDir: string): Promise<{ path: string; sha256: string }[]> {
  const { paths } = await listSeeds(seedsDir);
  const seeds = [];
  for (const path of paths) {
    const { sha256 } = await readSeed(seedsDir, path).catch(unreadable);
    seeds.push({ path, sha256 });
  }
  return seeds;
}

/** A seed that can't be read was refused before too, or is a change: either way a build will tell. */
function unreadable(error: unknown): { sha256: string } {
  if (error instanceof UserError || systemCode(error) !== undefined) return { sha256: "" };
  throw error;
}

async function canServe({
  indexDir,
  embedder,
}: Pick<LibraryOptions, "indexDir" | "embedder">): Promise<boolean> {
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) return false;
    const manifest = await readManifest(indexDir, id);
    await requireSoundFiles(manifest, indexDir, id);
    return manifest.model.sha256 === embedder.model.sha256;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
