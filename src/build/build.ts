/** @module A build: documents are read, split, embedded, staged, checked and activated. */

import { markOf } from "../corpus/document.ts";
import type { Embedder } from "../model/embedder.ts";
import type { LazyEmbedder } from "../model/lazy-embedder.ts";
import type { Expected } from "../model/expected.ts";
import { contentOf, type Snapshot } from "../search/snapshot.ts";
import { diskError } from "../storage/disk-error.ts";
import type { Source } from "../sources/source.ts";
import type { OnProgress } from "../storage/progress.ts";
import {
  isSameRecipe,
  isSplitAlike,
  type Recipe,
  recipeFor,
  servesOwn,
} from "../storage/recipe.ts";
import type { Activation, Counts, Proven, Store } from "../storage/store.ts";
import { activate, activationOf, requireSound } from "./activation.ts";
import { embedCorpus } from "./embed.ts";
import { requireAll, requireFew, requireNoLoss, requireSomething } from "./guards.ts";
import { type Corpus, readCorpus, readServed, type Served } from "./ingest.ts";
import { type Base, openBase } from "./predecessor.ts";
import { discard, purge, tidy } from "./removal.ts";
import { rollBack } from "./rollback.ts";
import { stageGeneration } from "./staging.ts";
import { BuildPolicy, type BuildSummary, type PartialPolicy, summarise } from "./summary.ts";

/** The examples of generations: questions that are proven by asking them. */
export interface Examples {
  /** Returns the examples of a generation, proven again where the operator's questions or the ranking have changed. */
  update(snapshot: Snapshot): Promise<Proven>;
  /** Checks whether a generation of a source has examples that another proof could change. */
  areOld(generation: string, source: Pick<Source, "read">): Promise<boolean>;
}

export interface BuildOptions {
  readonly source: Source;
  readonly store: Store;
  readonly embedder: LazyEmbedder;
  /** The limit for a document. */
  readonly maxPassages?: number | undefined;
  /** The limit for all documents together. */
  readonly mostPassages?: number | undefined;
  /** The main language of the documents, where the operator names one. */
  readonly language?: string | undefined;
  readonly policy?: PartialPolicy;
  readonly examples: Pick<Examples, "update">;
  readonly onProgress: OnProgress;
  /** Called before texts are embedded. */
  readonly onExpected?: (expected: Expected) => void;
}

/** A running build. */
export interface Run extends BuildOptions {
  readonly policy: BuildPolicy;
  /** The activations before it, the latest first. */
  readonly activations: readonly Activation[];
}

type Summary = Omit<BuildSummary, "seconds">;

/**
 * Builds the index of a source and activates it, or rolls back to the previous generation. After any failure the active
 * generation is unchanged.
 * @throws UserError if another build runs, there is nothing to index, or more than is allowed, a document is refused under `strict`, too many
 * documents would be lost, the disk fails, or the result fails its check.
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const began = performance.now();
  const { store } = options;
  const policy = BuildPolicy.parse(options.policy ?? {});
  try {
    const release = await store.lock();
    try {
      const run = { ...options, policy, activations: await store.history.activations() };
      const summary = policy.rollback ? await rollBack(run) : await build(run);
      if (policy.purge) await purge(store, summary.generation);
      return { ...summary, seconds: Math.round(performance.now() - began) / 1000 };
    } finally {
      release();
    }
  } catch (error) {
    throw diskError(error, store.location);
  }
}

async function build(run: Run): Promise<Summary> {
  const { store, embedder, policy } = run;
  const base = await openBase(store, embedder);
  const { last, isActive } = base;
  try {
    const { corpus, source } = await readRequired(run, base);
    const recipe = recipeFor(corpus.documents.map(markOf), embedder, {
      folder: source.folder,
      language: run.language,
    });
    if (!last || !isActive || policy.full || !isSameRecipe(last.recipe, recipe))
      return await makeAndActivate(run, corpus, recipe, base);
    const examples = await run.examples.update(last.snapshot);
    await activateIfNeeded(run, base, last.snapshot);
    return await summarise("unchanged", { ...corpus, examples }, last, last, 0);
  } finally {
    await last?.snapshot.close();
  }
}

/** Reads the corpus. @throws UserError if the policy forbids a build of it. */
async function readRequired(run: Run, { last, before }: Base): Promise<Served> {
  const { maxPassages, policy, language, onProgress } = run;
  const { full, strict, force } = policy;
  const isSplit = !full && last && isSplitAlike(last.recipe, run.embedder);
  const known = isSplit ? await contentOf(last.snapshot) : undefined;
  const embedder = await splitterOf(run.embedder);
  const read = (source: Source): Promise<Corpus> =>
    readCorpus(source, { embedder, maxPassages, language }, known, onProgress);
  const hasOwn = servesOwn(before);
  const served = await readServed(run.source, read, hasOwn && !force);
  const { source, corpus } = served;
  requireFew(corpus, run.mostPassages);
  if (!force) requireSomething(corpus, source, hasOwn ? before.seeds.length : 0);
  if (strict) requireAll(corpus.refused);
  const next = { seeds: corpus.documents, folder: source.folder };
  if (!force) requireNoLoss(before, next, source.describe);
  return served;
}

/** Returns the embedder for the splitter, loaded only where no child process can load the model's tokenizer. */
const splitterOf = async (
  embedder: LazyEmbedder,
): Promise<Pick<Embedder, "model"> & Partial<Embedder>> =>
  embedder.model.modelsDir === undefined ? embedder.load() : { model: embedder.model };

async function makeAndActivate(
  run: Run,
  corpus: Corpus,
  recipe: Recipe,
  base: Base,
): Promise<Summary> {
  const { next, embedded } = await make(run, corpus, recipe, base);
  try {
    const examples = await run.examples.update(next);
    await activateIfNeeded(run, base, next);
    const opened = { snapshot: next, recipe };
    return await summarise("built", { ...corpus, examples }, opened, base.last, embedded);
  } finally {
    await next.close();
  }
}

/** Activates a generation that is not active or was rolled back to; then removes generations no longer needed. */
async function activateIfNeeded(
  { store, activations }: Run,
  { last, isActive, lost }: Base,
  next: Snapshot,
): Promise<void> {
  const id = next.generation;
  const isNew = !isActive || last?.snapshot.generation !== id;
  const isRolledBack = activationOf(activations, id)?.event === "rolled-back";
  const before = { last, lost, activations };
  await tidy(
    store,
    id,
    isNew || isRolledBack ? await activate(store, "built", before, next) : activations,
  );
}

/** Makes a generation and checks it; one that fails is discarded. */
async function make(
  run: Run,
  corpus: Corpus,
  recipe: Recipe,
  base: Base,
): Promise<{ readonly next: Snapshot; readonly embedded: number }> {
  const { store, onProgress } = run;
  const made = await stageAll(run, corpus, recipe, base);
  try {
    await requireSound(made.next, store, run.embedder, onProgress);
    return made;
  } catch (error) {
    await made.next.close();
    await discard(store, made.next.generation);
    throw error;
  }
}

async function stageAll(
  { store, embedder, policy, onProgress, onExpected }: Run,
  corpus: Corpus,
  recipe: Recipe,
  { last }: Base,
): Promise<{ readonly next: Snapshot; readonly embedded: number }> {
  const isReusable = !policy.full && last?.recipe.model.sha256 === recipe.model.sha256;
  const all = embedCorpus(corpus, {
    embedder: await embedder.load(),
    last: isReusable ? last?.snapshot : undefined,
    onProgress,
    onExpected,
  });
  let embedded = 0;
  const documents = (async function* () {
    for await (const one of all) {
      embedded += one.embedded;
      yield one;
    }
  })();
  const staged = { recipe, counts: countsOf(corpus), documents };
  return { next: await stageGeneration(store, staged, onProgress), embedded };
}

const countsOf = ({ documents, passages }: Corpus): Counts => ({
  documents: documents.length,
  passages: passages.length,
  sentences: passages.reduce((sum, { sentences }) => sum + sentences.length, 0),
});
