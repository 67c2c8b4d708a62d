/** @module `index`: build the index. */

import { buildIndex } from "../build/build.ts";
import { BuildPolicy, type PartialPolicy } from "../build/summary.ts";
import { renderSummary } from "../reply/rebuild.ts";
import { draw, takesColour } from "./draw.ts";
import { printExpected, progressReporter } from "./progress.ts";
import { buildFor, configFor, type Folders } from "./setup.ts";

export interface IndexOptions extends Folders, Omit<PartialPolicy, "rollback"> {
  readonly back?: boolean;
  readonly json?: boolean;
}

const PURGED = "Every other generation is deleted; only what the documents hold now is kept.\n";

/** Builds, and prints what was done. */
export async function index(options: IndexOptions): Promise<void> {
  const { onProgress, stop } = progressReporter();
  const policy = BuildPolicy.parse({ ...options, rollback: options.back });
  const needs = await buildFor(configFor(options));
  const summary = await buildIndex({
    ...needs,
    policy,
    onProgress,
    onExpected: printExpected,
  }).finally(stop);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : draw(renderSummary(summary), takesColour(process.stdout)) + (policy.purge ? PURGED : ""),
  );
}
