/** @module `import`: an export is checked; it replaces the index, the feedback and the pins of a collection. */

import { type Export, openExport } from "../backup/moving/contents.ts";
import { importCollection } from "../backup/moving/import.ts";
import type { Replaced } from "../backup/replace.ts";
import { requireUnused } from "../backup/restore.ts";
import {
  endLines,
  feedbackLines,
  keptEnd,
  linesOf,
  type ReadOptions,
  requireSameCollection,
} from "./archives.ts";
import { type Io, typedPath } from "./io.ts";
import { progressReporter } from "./progress.ts";
import { ensureGuild } from "./guilds.ts";
import { configFor, embedderFor, partsOf } from "./setup.ts";

/** Imports an export, and prints its summary. */
export async function importFromFile(path: string, options: ReadOptions, io: Io): Promise<void> {
  const file = typedPath(path, io);
  const contents = await openExport(file);
  try {
    const imported = options.dryRun ? undefined : await importInto(contents, file, options, io);
    const summary = summarise(contents, file, imported);
    io.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : describe(summary, options));
  } finally {
    contents.close();
  }
}

async function importInto(
  contents: Export,
  file: string,
  options: ReadOptions,
  io: Io,
): Promise<Replaced> {
  const config = configFor(options, io);
  requireSameCollection("export", { file, found: contents.manifest.collection }, config);
  await ensureGuild(config);
  const { onProgress, stop } = progressReporter(io.stderr);
  return importCollection(contents, {
    file,
    ...(await partsOf(config)),
    embedder: await embedderFor(config),
    keepsFeedback: options.keepFeedback ?? false,
    // Processes that share a database see the new generation by themselves.
    requireUnused: async () => {
      if (!config.database) await requireUnused(config.collection.indexDir);
    },
    onProgress,
  }).finally(stop);
}

const summarise = (
  { manifest, feedback, pins }: Export,
  file: string,
  imported: Replaced | undefined,
) => ({
  file,
  program: manifest.program,
  collection: manifest.collection,
  /** The name of the content in the file. */
  content: manifest.generations.active.name,
  imported: imported !== undefined,
  /** The ID in this store; null if nothing was imported. */
  generation: imported?.generation ?? null,
  previous: imported?.previous ?? null,
  stale: imported?.stale ?? null,
  feedback: feedback.length,
  pins: pins.length,
});

function describe(summary: ReturnType<typeof summarise>, options: ReadOptions): string {
  const { file, program, collection, content, imported, generation } = summary;
  return linesOf([
    `${file}: sound; made by Footnote ${program}`,
    `content   ${content} of ${collection}`,
    ...(imported ? [`index     ${generation}, verified and active`] : []),
    ...feedbackLines(summary, keptEnd(options)),
    ...endLines({ ...summary, done: imported ? "Imported" : undefined }, options),
  ]);
}
