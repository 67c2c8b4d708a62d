/** @module The start: opens the library, builds if needed, and serves an earlier generation if the active one is damaged. */

import { setTimeout as sleep } from "node:timers/promises";
import { type DocumentMark, markOfFile } from "../corpus/document.ts";
import { type Listed, listNext } from "../sources/samples.ts";
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
import { isSameRecipe, recipeFor, servesOwn } from "../storage/recipe.ts";
import type { Embedder } from "../model/embedder.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import type { OnProgress } from "../storage/progress.ts";

/**
 * `ready`: up to date; `built`: built just now; `kept`: not up to date, but a build is refused or fails, or the operator
 * rolled back to it; `stale`: an earlier generation serves, as the active one is damaged.
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
 * Opens the library as it is, without a build; an earlier generation serves if the active one is damaged.
 * @throws UnusableIndex if none can be opened.
 */
export async function openAsIs(options: StartOptions): Promise<Library> {
  const opened = await openLibrary(options).catch(unusableIndex);
  if (!(opened instanceof UnusableIndex)) return opened;
  const earlier = opened.kind === "damaged" ? await openEarlier(options, opened) : undefined;
  if (earlier) return earlier;
  throw opened;
}

/**
 * Opens the library, and builds first if there is no index, or if documents, model or program have changed since. A
 * generation that an operator rolled back to stays. If the active generation is damaged, an earlier one serves at once; if
 * there is none, a build comes first.
 * @throws UserError if nothing can be opened or built.
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
  if (await isPinned(options.store, library.generation()))
    return { state: "kept", why: ROLLED_BACK };
  try {
    const { onProgress } = options;
    return { state: "built", summary: await library.rebuild({ full: false, onProgress }) };
  } catch (error) {
    if (error instanceof UserError) return { state: "kept", why: error.message };
    throw error;
  }
}

const ROLLED_BACK =
  "The index was rolled back to an earlier one, which differs from the documents as they are now. It stays until you rebuild: npm run footnote -- index, or /rebuild.";

/** @throws UserError if an operator rolled back to the active generation, which only an explicit rebuild ends. */
export async function requireUnpinned(store: Store): Promise<void> {
  const active = await store.active().catch(() => undefined);
  if (active !== undefined && (await isPinned(store, active))) throw new UserError(ROLLED_BACK);
}

/** Excludes a generation that the operator rolled back from. */
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
    if (!(error instanceof UserError) || (await store.isLocked()) !== true) throw error;
    log.info("another process builds the index; waiting for it");
    while ((await store.isLocked()) === true) await sleep(LOOK_EVERY_MS);
    return openReady(options);
  }
}

const LOOK_EVERY_MS = 500;

/** Whether there was a build; a damaged name of the active generation is a sign of one, too. */
const wasBuilt = async (store: Store): Promise<boolean> =>
  (await store.active().catch(() => "damaged")) !== undefined || (await store.list()).length > 0;

/** Whether the active generation equals what a build would give now; false if none can be read. */
export async function isUpToDate({
  source,
  store,
  embedder,
  examples,
  language,
}: Pick<StartOptions, "source" | "store" | "examples" | "language"> & {
  readonly embedder: Pick<Embedder, "model">;
}): Promise<boolean> {
  try {
    const id = await store.active();
    if (id === undefined) return false;
    const recipe = await store.describe(id);
    const indexed = new Set(recipe.seeds.map(({ path }) => path));
    const listed = await listNext(source, servesOwn(recipe));
    const marks = await marksOf(listed);
    const known = marks.filter(({ path }) => indexed.has(path));
    const isSame = isSameRecipe(
      recipe,
      recipeFor(known, embedder, { folder: listed.source.folder, language }),
    );
    if (!isSame || marks.length !== indexed.size) return false;
    return !(await examples.areOld(id, listed.source));
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function marksOf({ source, documents }: Listed): Promise<DocumentMark[]> {
  const marks: DocumentMark[] = [];
  for (const { path } of documents) {
    const file = await source.read(path).catch(unreadable);
    marks.push(file ? markOfFile(file) : { path, sha256: "" });
  }
  return marks;
}

/** Treats an unreadable file as changed: it was refused before too, or a build will report it. */
function unreadable(error: unknown): undefined {
  if (error instanceof UserError || systemCode(error) !== undefined) return undefined;
  throw error;
}

/** The first questions run code that is not compiled yet, and read cold memory. */
const QUESTIONS = 12;

/** Asks about headings of the collection, and discards the answers. */
export async function warmUp(library: Pick<Library, "ask" | "complete">): Promise<void> {
  const labels = (await library.complete("", QUESTIONS)).map(({ label }) => label);
  for (let at = 0; labels.length > 0 && at < QUESTIONS; at += 1)
    await library
      .ask(`What of ${labels[at % labels.length]}?`.slice(0, 200), { top: 3, always: true })
      .catch(ignoreUnfit);
}

/** Ignores headings that make no valid question. */
function ignoreUnfit(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
