/** @module A build: read, embed, written aside, checked, switched to in one step. */

import { mkdir } from "node:fs/promises";
import { messageOf, UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import { requireAll, requireSomething } from "./build-requirements.ts";
import { type BuildSummary, summarise } from "./build-summary.ts";
import { checkGeneration } from "./check.ts";
import { discardOthers, discardUnfinished } from "./discard.ts";
import { embedCorpus } from "./embedding.ts";
import { type GenerationContent, readGeneration } from "./generation.ts";
import { recordSwitch } from "./history.ts";
import { damaged, generationDir, generationsDir, readCurrent } from "./layout.ts";
import { lockForBuild } from "./lock.ts";
import { isCutAlike, isMadeBy, recipeFor } from "./manifest.ts";
import type { OnProgress } from "./progress.ts";
import { readCorpus } from "./reading.ts";
import { diskError } from "./store.ts";
import { publish, switchTo, writeGeneration } from "./writing.ts";

export interface BuildOptions {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly embedder: Embedder;
  /** Embed everything anew, even if nothing changed. */
  readonly full: boolean;
  /** A seed that can't be read fails the build. */
  readonly strict: boolean;
  readonly onProgress: OnProgress;
}

/**
 * Builds the index of a folder of seeds and puts it into service. Whatever goes wrong, the generation before stays as it is.
 * @throws UserError if another build runs, there is nothing to index, a seed is refused under `strict`, the disk does not
 * take it, or the result does not pass its check.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const began = performance.now();
  try {
    await makeFolder(options.indexDir);
    const release = lockForBuild(options.indexDir);
    try {
      const summary = await build(options);
      return { ...summary, seconds: Math.round(performance.now() - began) / 1000 };
    } finally {
      release();
    }
  } catch (error) {
    throw diskError(error, options.indexDir);
  }
}

/** On a read-only disk Node says that a folder is missing; whatever it says, this folder can't be used. */
async function makeFolder(indexDir: string): Promise<void> {
  await mkdir(generationsDir(indexDir), { recursive: true }).catch((cause: unknown) => {
    const remedy = "Make it writable, or name another folder with --index or INDEX_DIR.";
    const found = messageOf(cause);
    throw new UserError(
      { expected: `to write the index in ${indexDir}`, found, remedy },
      { cause },
    );
  });
}

async function build(options: BuildOptions): Promise<Omit<BuildSummary, "seconds">> {
  const { seedsDir, indexDir, embedder, full, strict, onProgress } = options;
  await discardUnfinished(indexDir);
  const last = await readLast(indexDir);
  try {
    const reusable = full ? undefined : last;
    const sameCut = reusable && isCutAlike(reusable.manifest, embedder) ? reusable : undefined;
    const corpus = await readCorpus(seedsDir, embedder, sameCut, onProgress);
    requireSomething(corpus, seedsDir);
    if (strict) requireAll(corpus.refused);
    const recipe = recipeFor(corpus.documents, embedder);
    if (reusable && isMadeBy(reusable.manifest, recipe))
      return summarise(corpus, reusable, last, 0);
    const sameModel =
      reusable?.manifest.model.sha256 === embedder.model.sha256 ? reusable : undefined;
    const vectors = await embedCorpus(corpus, embedder, sameModel, onProgress);
    const written = await writeGeneration(indexDir, corpus, recipe, vectors, onProgress);
    const id = await publish(indexDir, written);
    const next = await readChecked(indexDir, id, onProgress);
    try {
      await switchTo(indexDir, id);
      if (last?.id !== id) await recordSwitch(indexDir, last, next);
      await discardOthers(indexDir, last ? [id, last.id] : [id]);
      return summarise(corpus, next, last, vectors.embedded);
    } finally {
      next.close();
    }
  } finally {
    last?.close();
  }
}

/** A generation that can't be read is no reason not to build another: it is built from the seeds alone. */
async function readLast(indexDir: string): Promise<GenerationContent | undefined> {
  try {
    const id = await readCurrent(indexDir);
    return id === undefined ? undefined : await readGeneration(indexDir, id);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function readChecked(
  indexDir: string,
  id: string,
  onProgress: OnProgress,
): Promise<GenerationContent> {
  const content = await readGeneration(indexDir, id);
  onProgress({ stage: "check", done: 0, total: content.passages.length });
  const { faults } = checkGeneration(indexDir, content);
  onProgress({ stage: "check", done: content.passages.length, total: content.passages.length });
  if (faults.length === 0) return content;
  content.close();
  throw damaged(generationDir(indexDir, id), `faults in what was just built: ${faults.join("; ")}`);
}
