/** @module `index`: a build of the index. */

import type { LazyEmbedder } from "../model/lazy-embedder.ts";
import { buildIndex } from "../build/build.ts";
import { BuildPolicy, type BuildSummary, type PartialPolicy } from "../build/summary.ts";
import type { Io } from "./io.ts";
import { renderSummary } from "../reply/rebuild.ts";
import { drawFor } from "./draw.ts";
import { forEachCollection } from "./each-collection.ts";
import { printExpected, progressReporter } from "./progress.ts";
import { buildFor, type ChosenConfig, configFor, configsFor, type Folders } from "./setup.ts";

export interface IndexOptions extends Folders, Omit<PartialPolicy, "rollback"> {
  readonly back?: boolean;
  readonly json?: boolean;
}

interface Needs {
  readonly config: ChosenConfig;
  /** Loaded when needed, if none is given. */
  readonly embedder?: LazyEmbedder;
}

/** Builds the index in this process, with its progress on standard error. */
export async function buildWithProgress(
  { config, embedder }: Needs,
  policy: PartialPolicy,
  { stderr }: Io,
): Promise<BuildSummary> {
  const { onProgress, stop } = progressReporter(stderr);
  return buildIndex({
    ...(await buildFor(config, embedder)),
    policy,
    onProgress,
    onExpected: (expected) => printExpected(stderr, expected),
  }).finally(stop);
}

const PURGED = "Every other index is deleted; only the documents' present text is kept.\n";

/**
 * Builds the index of the named collection, or of each, and prints the summaries. An operator who overrules a guard, or goes
 * back, means one collection.
 */
export async function index(options: IndexOptions, io: Io): Promise<void> {
  const policy = BuildPolicy.parse({ ...options, rollback: options.back });
  const isOfOne = policy.force || policy.rollback;
  const configs = isOfOne ? [configFor(options, io)] : configsFor(options, io);
  await forEachCollection(configs, io, async (config, name) => {
    const summary = await buildWithProgress({ config }, policy, io);
    const named = name === undefined ? summary : { collection: name, ...summary };
    io.stdout.write(
      options.json
        ? `${JSON.stringify(named)}\n`
        : drawFor(io.stdout)(renderSummary(summary)) + (policy.purge ? PURGED : ""),
    );
  });
}
