/** @module The start: a library to serve from, up to date where it can be, from an earlier generation where the active one is damaged. */

import { setTimeout as sleep } from "node:timers/promises";
import { type DocumentMark, markOfFile } from "../corpus/document.ts";
import { listFiles, type Source } from "../sources/source.ts";
import { systemCode, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { isPinned, leftBehind } from "../build/rollback.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { Examples } from "../build/build.ts";
import { openFallback } from "../build/predecessor.ts";
import { type Store, UnusableIndex } from "../storage/store.ts";
import {
  type Library,
  type LibraryOptions,
  openLibrary,
  openLibraryOn,
  unusableIndex,
} from "./library.ts";
import { isSameRecipe, recipeFor } from "../storage/recipe.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
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
  readonly examples: Pick<Examples, "areOld">;
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
  if (await isPinned(options.store, library.generation())) return { state: "kept", why: GONE_BACK };
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
  const { store, log } = options;
  const embedder = loadedEmbedder(options.embedder);
  const opened = await openFallback(store, embedder, { except: await leftBehind(store) });
  if (!opened) return undefined;
  const told = { why: fault.message, serving: opened.snapshot.generation };
  log.error(told, "the active index is damaged; an earlier one serves");
  return openLibraryOn(opened.snapshot, options, fault);
}

async function buildFirst(options: StartOptions, fault: UnusableIndex): Promise<Ready> {
  const { store, build, onProgress, log } = options;
  if (fault.kind === "damaged" && (await wasBuilt(store)))
    log.error(
      { why: fault.message, endsGoingBack: (await leftBehind(store)) !== undefined },
      "the index is damaged, and there is no earlier one to serve; it is built from the documents before anything is served",
    );
  try {
    const summary = await build({ full: false, onProgress });
    return { library: await openLibrary(options), readiness: { state: "built", summary } };
  } catch (error) {
    if (!(error instanceof UserError) || store.isLocked() !== true) throw error;
    log.info("another process builds the index; waiting for it");
    while (store.isLocked() === true) await sleep(LOOK_EVERY_MS);
    return openReady(options);
  }
}

const LOOK_EVERY_MS = 500;

/** A name of the active generation that is damaged is a sign of a build, too. */
const wasBuilt = async (store: Store): Promise<boolean> =>
  (await store.active().catch(() => "damaged")) !== undefined || (await store.list()).length > 0;

/** Whether the generation in service is what a build would give now; false where there is none that could be read. */
export async function isUpToDate({
  source,
  store,
  embedder,
  examples,
}: Pick<StartOptions, "source" | "store" | "examples"> & {
  readonly embedder: Pick<Embedder, "model">;
}): Promise<boolean> {
  try {
    const id = await store.active();
    if (id === undefined) return false;
    const recipe = await store.describe(id);
    const indexed = new Set(recipe.seeds.map(({ path }) => path));
    const marks = await marksOf(source);
    const isSame = isSameRecipe(
      recipe,
      recipeFor(
        marks.filter(({ path }) => indexed.has(path)),
        embedder,
      ),
    );
    if (!isSame || marks.length !== indexed.size) return false;
    return !(await examples.areOld(id));
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
