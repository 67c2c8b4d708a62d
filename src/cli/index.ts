/** @module `index`: build the index. */

import { embedderFor, configFor, type Folders } from "./setup.ts";
import { buildIndex } from "../build/build.ts";
import type { Expected } from "../model/expected.ts";
import type { Io } from "./io.ts";
import type { BuildSummary } from "../build/summary.ts";
import type { BuildMessage } from "../build/in-child.ts";
import type { OnProgress } from "../storage/progress.ts";
import { userText } from "../base/errors.ts";
import { createPacer } from "../base/throttle.ts";
import { printExpected, progressReporter } from "./progress.ts";
import { renderSummary } from "../reply/rebuild.ts";
import { draw, takesColour } from "./draw.ts";

export interface IndexOptions extends Folders {
  readonly full?: boolean;
  readonly strict?: boolean;
  readonly force?: boolean;
  readonly back?: boolean;
  readonly purge?: boolean;
  readonly json?: boolean;
}

const PURGED = "Every other generation is deleted; only what the documents hold now is kept.\n";

/** Builds, and prints what was done; to a parent process it tells the same by messages. */
export async function index(options: IndexOptions, io: Io): Promise<void> {
  if (io.send) return indexForParent(options, io);
  const reporter = progressReporter(io.stderr);
  const summary = await build(options, io, reporter.onProgress).finally(reporter.stop);
  io.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : draw(renderSummary(summary), takesColour(io.stdout)) + (options.purge ? PURGED : ""),
  );
}

async function build(options: IndexOptions, io: Io, onProgress: OnProgress): Promise<BuildSummary> {
  const config = configFor(options, io);
  const embedder = await embedderFor(config);
  const { seedsDir, indexDir, maxPassages } = config;
  const { full = false, strict = false, force = false, back = false, purge = false } = options;
  const how = { full, strict, force, back, purge };
  const onExpected = (expected: Expected): void => printExpected(io.stderr, expected);
  const listeners = io.send ? { onProgress } : { onProgress, onExpected };
  return buildIndex({ seedsDir, indexDir, maxPassages, embedder, ...how, ...listeners });
}

/** Progress is told at most so often: a message for each of a hundred thousand texts would only be in the way. */
const TELL_EVERY_MS = 100;

/** Ends with the parent: an orphan would go on building for nobody. */
async function indexForParent(options: IndexOptions, io: Io): Promise<void> {
  process.on("disconnect", () => process.exit(1));
  const isDue = createPacer(TELL_EVERY_MS);
  const onProgress: OnProgress = (progress) => {
    if (isDue(progress.done === progress.total)) tell({ type: "progress", progress });
  };
  try {
    tell({ type: "done", summary: await build(options, io, onProgress) });
  } catch (error) {
    tell({ type: "failed", text: userText(error) });
    throw error;
  } finally {
    process.disconnect?.();
  }
}

/** A parent that is gone hears nothing; `disconnect` then ends this process. */
const tell = (message: BuildMessage): void => {
  process.send?.(message, undefined, undefined, () => {});
};
