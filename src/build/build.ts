/** @module A build: read, embed, written aside, checked, switched to in one step. */

import { existsSync } from "node:fs";
import { markOf } from "../corpus/document.ts";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import type { Embedder } from "../model/embedder.ts";
import { goBack, isHeld } from "./rollback.ts";
import { type Base, readBase } from "./predecessor.ts";
import { requireAll, requireSomething } from "./requirements.ts";
import { type BuildSummary, summarise } from "./summary.ts";
import { discard, discardOthers, discardUnfinished } from "../storage/files/discard.ts";
import { type Embedded, embedCorpus } from "./embed.ts";
import { updateExamples } from "../evaluation/examples.ts";
import type { Expected } from "../model/expected.ts";
import type { GenerationContent } from "../storage/files/generation.ts";
import { lastSwitchTo } from "../storage/files/history.ts";
import { generationDir, generationsDir, readCurrent } from "../storage/files/layout.ts";
import { lockForBuild } from "../storage/files/build-lock.ts";
import { documentsInService, requireNoLoss } from "./loss.ts";
import { isCutAlike, isMadeBy, recipeFor } from "../storage/files/manifest.ts";
import type { OnProgress } from "../storage/progress.ts";
import type { Source } from "../sources/source.ts";
import { purge } from "./purge.ts";
import { type Corpus, readCorpus } from "./ingest.ts";
import { diskError } from "../storage/files/disk-error.ts";
import { makeFolders } from "../base/durable.ts";
import { readChecked, switchTo } from "./activation.ts";
import type { TokenSink } from "../storage/files/token-file.ts";
import { publish, writeGeneration } from "../storage/files/writing.ts";

export interface BuildOptions {
  readonly source: Source;
  readonly indexDir: string;
  readonly embedder: Embedder;
  /** Of one document. */
  readonly maxPassages?: number;
  /** Embed everything anew, even if nothing changed. */
  readonly full: boolean;
  /** A file that can't be read fails the build. */
  readonly strict: boolean;
  /** Even if more than half of the documents in service go, or all of them. */
  readonly force?: boolean;
  /** No build: the generation before is put back into service. */
  readonly back?: boolean;
  /** Then delete every other generation. */
  readonly purge?: boolean;
  readonly onProgress: OnProgress;
  /** Called before texts are embedded. */
  readonly onExpected?: (expected: Expected) => void;
}

type Summary = Omit<BuildSummary, "seconds">;

/**
 * Builds the index of a source and puts it into service, or goes back to the generation before. Whatever goes
 * wrong, the generation in service stays as it is.
 * @throws UserError if another build runs, there is nothing to index, a file is refused under `strict`, too many documents
 * would go, the disk does not take it, or the result does not pass its check.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const began = performance.now();
  const { indexDir } = options;
  try {
    await makeFolder(indexDir);
    const release = lockForBuild(indexDir);
    try {
      const summary = options.back ? await goBack(options) : await build(options);
      if (options.purge) await purge(indexDir, summary.generation);
      return { ...summary, seconds: Math.round(performance.now() - began) / 1000 };
    } finally {
      release();
    }
  } catch (error) {
    throw diskError(error, indexDir);
  }
}

/** On a read-only disk Node says that a folder is missing; whatever it says, this folder can't be used. */
async function makeFolder(indexDir: string): Promise<void> {
  await makeFolders(generationsDir(indexDir)).catch((cause: unknown) => {
    const remedy = "Make it writable, or name another folder with --index or INDEX_DIR.";
    const found = messageOf(cause);
    throw new UserError(
      { expected: `to write the index in ${indexDir}`, found, remedy },
      { cause },
    );
  });
}

async function build(options: BuildOptions): Promise<Summary> {
  const { indexDir, embedder, full } = options;
  await discardUnfinished(indexDir);
  const base = await readBase(indexDir, embedder);
  const { last, isActive } = base;
  try {
    const corpus = await readRequired(options, last);
    const recipe = recipeFor(corpus.documents.map(markOf), embedder);
    if (last && isActive && !full && isMadeBy(last.manifest, recipe)) {
      if (await isHeld(indexDir, last.id)) await switchTo(indexDir, "built", last, last);
      const examples = await updateExamples(options, last);
      await tidy(indexDir, last.id);
      return summarise("unchanged", { ...corpus, examples }, last, last, 0);
    }
    return await makeAndSwitch(options, corpus, base);
  } finally {
    last?.close();
  }
}

/** @throws UserError if what was read must not be built from. */
async function readRequired(
  options: BuildOptions,
  last: GenerationContent | undefined,
): Promise<Corpus> {
  const { source, indexDir, embedder, full, strict, force = false, onProgress } = options;
  const sameCut = !full && last && isCutAlike(last.manifest, embedder) ? last : undefined;
  const corpus = await readCorpus(source, options, sameCut, onProgress);
  if (!force) requireSomething(corpus, source.describe);
  if (strict) requireAll(corpus.refused);
  const inService = (await documentsInService(indexDir)) ?? last?.manifest.seeds ?? [];
  if (!force) requireNoLoss(inService, corpus.documents, source.describe);
  return corpus;
}

async function makeAndSwitch(
  options: BuildOptions,
  corpus: Corpus,
  { last, isActive, lost }: Base,
): Promise<Summary> {
  const { indexDir, embedder, full, onProgress, onExpected } = options;
  const recipe = recipeFor(corpus.documents.map(markOf), embedder);
  const sameModel = last?.manifest.model.sha256 === embedder.model.sha256 ? last : undefined;
  const reusable = full ? undefined : sameModel;
  const embed = (tokens: TokenSink): Promise<Embedded> =>
    embedCorpus(corpus, embedder, reusable, tokens, { onProgress, onExpected });
  const written = await writeGeneration(indexDir, corpus, recipe, embed, onProgress);
  const id = await publish(indexDir, written);
  const next = await readNew(indexDir, id, embedder, onProgress);
  try {
    const examples = await updateExamples(options, next);
    if (!isActive || last?.id !== id || (await isHeld(indexDir, id)))
      await switchTo(indexDir, "built", last, next, lost);
    await tidy(indexDir, id);
    return summarise("built", { ...corpus, examples }, next, last, written.embedded);
  } finally {
    next.close();
  }
}

/** One that fails its check does not stay. */
async function readNew(
  indexDir: string,
  id: string,
  embedder: Embedder,
  onProgress: OnProgress,
): Promise<GenerationContent> {
  try {
    return await readChecked(indexDir, id, embedder, onProgress);
  } catch (error) {
    if (id !== (await readCurrent(indexDir).catch(() => id))) await discard(indexDir, id);
    throw error;
  }
}

/**
 * Keeps the one in service and the one before; all, if the history does not tell which that is. After the switch the disk
 * may say what it will: the next build tries again.
 */
async function tidy(indexDir: string, id: string): Promise<void> {
  try {
    const known = await lastSwitchTo(indexDir, id);
    if (!known || (known.from && !existsSync(generationDir(indexDir, known.from)))) return;
    await discardOthers(indexDir, [id, known.from]);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
