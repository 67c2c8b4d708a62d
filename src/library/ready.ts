/** @module Making sure that there is an index to serve: built if missing or out of date, kept if it can't be built. */

import type { DocumentMark } from "../corpus/document.ts";
import { listSeeds } from "../corpus/seed.ts";
import { findSeed } from "../corpus/understanding.ts";
import { systemCode, UserError } from "../errors.ts";
import { isHeld } from "./back.ts";
import type { BuildSummary } from "./build-summary.ts";
import { readCurrent } from "./layout.ts";
import {
  isMadeBy,
  readManifest,
  recipeFor,
  requireFitting,
  requireSoundFiles,
} from "./manifest.ts";
import type { OnProgress } from "./progress.ts";
import type { LibraryOptions } from "./library.ts";

/**
 * `ready`: nothing to do; `built`: done just now; `kept`: it is not what a build would give, but a build is refused or
 * fails, or the operator has gone back to it: so it serves.
 */
export type Readiness =
  | { readonly state: "ready" }
  | { readonly state: "built"; readonly summary: BuildSummary }
  | { readonly state: "kept"; readonly why: string };

/**
 * Builds the index if there is none, or if seeds, model or program have changed since. What an operator went back to
 * stays: to build here would undo that in silence.
 * @throws UserError if it can't be built and there is none that could serve instead.
 */
export async function makeReady(
  options: LibraryOptions,
  onProgress: OnProgress,
): Promise<Readiness> {
  if (await isUpToDate(options)) return { state: "ready" };
  const { seedsDir, indexDir, build } = options;
  if (await isHeldAndSound(options)) return { state: "kept", why: GONE_BACK };
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

const GONE_BACK =
  "The index was gone back to an earlier one, which differs from the documents as they are now. It stays until you rebuild: npm run footnote -- index, or /rebuild.";

async function isHeldAndSound(options: LibraryOptions): Promise<boolean> {
  if (!(await canServe(options))) return false;
  const id = await readCurrent(options.indexDir);
  return id !== undefined && isHeld(options.indexDir, id);
}

/** Whether the generation in service is what a build would give now; false where there is none that could be read. */
export async function isUpToDate({
  seedsDir,
  indexDir,
  embedder,
}: Omit<LibraryOptions, "build">): Promise<boolean> {
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) return false;
    const manifest = await readManifest(indexDir, id);
    const indexed = new Set(manifest.seeds.map(({ path }) => path));
    const seeds = await marksOf(seedsDir);
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

async function marksOf(seedsDir: string): Promise<DocumentMark[]> {
  const { paths } = await listSeeds(seedsDir);
  const marks: DocumentMark[] = [];
  for (const path of paths) {
    const found = await findSeed(seedsDir, path).catch(unreadable);
    marks.push(found?.mark ?? { path, sha256: "" });
  }
  return marks;
}

/** A seed that can't be read was refused before too, or is a change: either way a build will tell. */
function unreadable(error: unknown): undefined {
  if (error instanceof UserError || systemCode(error) !== undefined) return undefined;
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
    requireFitting(manifest, indexDir, embedder);
    await requireSoundFiles(manifest, indexDir, id);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
