/** @module `index`: a build of the index. */

import { buildIndex } from "../build/build.ts";
import { BuildPolicy, type PartialPolicy } from "../build/summary.ts";
import type { Io } from "./io.ts";
import { renderSummary } from "../reply/rebuild.ts";
import { draw, takesColour } from "./draw.ts";
import { printExpected, progressReporter } from "./progress.ts";
import { buildFor, configFor, type Folders } from "./setup.ts";

export interface IndexOptions extends Folders, Omit<PartialPolicy, "rollback"> {
  readonly back?: boolean;
  readonly json?: boolean;
}

const PURGED = "Every other generation is deleted; only the documents' present text is kept.\n";

/** Builds the index, and prints the summary. */
export async function index(options: IndexOptions, io: Io): Promise<void> {
  const { onProgress, stop } = progressReporter(io.stderr);
  const policy = BuildPolicy.parse({ ...options, rollback: options.back });
  const needs = await buildFor(configFor(options, io));
  const summary = await buildIndex({
    ...needs,
    policy,
    onProgress,
    onExpected: (expected) => printExpected(io.stderr, expected),
  }).finally(stop);
  io.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : draw(renderSummary(summary), takesColour(io.stdout)) + (policy.purge ? PURGED : ""),
  );
}
