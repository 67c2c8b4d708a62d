/** @module The start: a library to serve from, up to date where it can be, from an earlier generation where the active one is damaged. */

import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type DocumentMark, markOfFile } from "../corpus/document.ts";
import { listFiles, type Source } from "../sources/source.ts";
import { systemCode, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { isHeld, leftBehind } from "../build/rollback.ts";
import type { BuildSummary } from "../build/summary.ts";
import { hasOldExamples } from "../evaluation/examples.ts";
import { generationsIn, readFallback } from "../build/fallback.ts";
import { snapshotOf } from "../storage/files/generation.ts";
import { currentFile, readCurrent, UnusableIndex } from "../storage/files/layout.ts";
import {
  type Library,
  type LibraryOptions,
  openLibrary,
  openLibraryOn,
  unusableIndex,
} from "./library.ts";
import { isBuilding } from "../storage/files/build-lock.ts";
import { isMadeBy, readManifest, recipeFor } from "../storage/files/manifest.ts";
import type { OnProgress } from "../storage/progress.ts";

/**
 * `ready`: nothing to do; `built`: done just now; `kept`: it is not what a build would give, but a build is refused or
 * fails, or the operator has gone back to it: so it serves; `stale`: an earlier one serves, as the active one is damaged.
 */
export type Readiness =
  | { readonly state: "ready" | "stale" }
  | { readonly state: "built"; readonly summary: BuildSummary }
  | { readonly state: "kept"; readonly why: string };

interface Ready {
  readonly library: Library;
  readonly readiness: Readiness;
}

export interface StartOptions extends LibraryOptions {
  readonly onProgress: OnProgress;
  readonly log: Log;
}

/**
 * Opens the library, and builds first if there is no index, or if documents, model or program have changed since. What an
 * operator went back to stays: to build here would undo that in silence. Where the active generation is damaged, an earlier
 * one serves at once; only where there is none is it built first.
 * @throws UserError if nothing can be opened, and nothing be built.
 */
export async function openReady(options: StartOptions): Promise<Ready> {
  const opened = await openLibrary(options).catch(unusableIndex);
  if (!(opened instanceof UnusableIndex))
    return { library: opened, readiness: await bringUpToDate(opened, options) };
  const earlier = opened.kind === "damaged" ? await openEarlier(options, opened) : undefined;
  return earlier
    ? { library: earlier, readiness: { state: "stale" } }
    : buildFirst(options, opened);
}

async function bringUpToDate(library: Library, options: StartOptions): Promise<Readiness> {
  if (await isUpToDate(options)) return { state: "ready" };
  if (await isHeld(options.indexDir, library.generation()))
    return { state: "kept", why: GONE_BACK };
  try {
    const { onProgress } = options;
    return { state: "built", summary: await library.rebuild({ full: false, onProgress }) };
  } catch (error) {
    if (error instanceof UserError) return { state: "kept", why: error.message };
    throw error;
  }
}

const GONE_BACK =
  "The index was gone back to an earlier one, which differs from the documents as they are now. It stays until you rebuild: npm run footnote -- index, or /rebuild.";

/** Not one that the operator went back from: that is not wanted. */
async function openEarlier(
  options: StartOptions,
  fault: UnusableIndex,
): Promise<Library | undefined> {
  const { indexDir, embedder, log } = options;
  const content = await readFallback(indexDir, embedder, await leftBehind(indexDir));
  if (!content) return undefined;
  const told = { why: fault.message, serving: content.id };
  log.error(told, "the active index is damaged; an earlier one serves");
  return openLibraryOn(snapshotOf(indexDir, content), options, fault);
}

async function buildFirst(options: StartOptions, fault: UnusableIndex): Promise<Ready> {
  const { indexDir, build, onProgress, log } = options;
  if (fault.kind === "damaged" && (await wasBuilt(indexDir)))
    log.error(
      { why: fault.message, endsGoingBack: (await leftBehind(indexDir)) !== undefined },
      "the index is damaged, and there is no earlier one to serve; it is built from the documents before anything is served",
    );
  try {
    const summary = await build({ full: false, onProgress });
    return { library: await openLibrary(options), readiness: { state: "built", summary } };
  } catch (error) {
    if (!(error instanceof UserError) || !isBuilding(indexDir)) throw error;
    log.info("another process builds the index; waiting for it");
    while (isBuilding(indexDir)) await sleep(LOOK_EVERY_MS);
    return openReady(options);
  }
}

const LOOK_EVERY_MS = 500;

const wasBuilt = async (indexDir: string): Promise<boolean> =>
  existsSync(currentFile(indexDir)) || (await generationsIn(indexDir)).length > 0;

/** Whether the generation in service is what a build would give now; false where there is none that could be read. */
export async function isUpToDate({
  source,
  indexDir,
  embedder,
}: Omit<LibraryOptions, "build">): Promise<boolean> {
  try {
    const id = await readCurrent(indexDir);
    if (id === undefined) return false;
    const manifest = await readManifest(indexDir, id);
    const indexed = new Set(manifest.seeds.map(({ path }) => path));
    const marks = await marksOf(source);
    const isSame = isMadeBy(
      manifest,
      recipeFor(
        marks.filter(({ path }) => indexed.has(path)),
        embedder,
      ),
    );
    if (!isSame || marks.length !== indexed.size) return false;
    return !(await hasOldExamples({ source, indexDir, embedder }, id));
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function marksOf(source: Source): Promise<DocumentMark[]> {
  const { documents } = await listFiles(source);
  const marks: DocumentMark[] = [];
  for (const { path } of documents) {
    const file = await source.read(path).catch(unreadable);
    marks.push(file ? markOfFile(file) : { path, sha256: "" });
  }
  return marks;
}

/** A file that can't be read was refused before too, or is a change: either way a build will tell. */
function unreadable(error: unknown): undefined {
  if (error instanceof UserError || systemCode(error) !== undefined) return undefined;
  throw error;
}
