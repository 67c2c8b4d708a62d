/** @module `restore`: a backup is checked; its index, feedback and pins replace the present ones. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import { publicSettings } from "../base/config/config.ts";
import { type Backup, openBackup, type SettingValues } from "../backup/backup.ts";
import { restoreBackup } from "../backup/restore.ts";
import {
  endLines,
  feedbackLines,
  keptEnd,
  linesOf,
  type ReadOptions,
  requireSameCollection,
} from "./archives.ts";
import { visible } from "./draw.ts";
import { requireFiles } from "./files-only.ts";
import { type Io, typedPath } from "./io.ts";
import { collectionOf, configFor, embedderFor } from "./setup.ts";

/** Restores a backup, and prints its summary with the settings that differ. */
export async function restore(path: string, options: ReadOptions, io: Io): Promise<void> {
  const file = typedPath(path, io);
  const backup = await openBackup(file);
  try {
    const restored = options.dryRun ? undefined : await restoreInto(backup, file, options, io);
    const summary = summarise(backup, file, {
      restored: restored !== undefined,
      previous: restored ? restored.previous : backup.manifest.index.previous,
      stale: restored?.stale ?? null,
      settings: differences(backup.settings, publicSettings(io.environment)),
    });
    io.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : describe(summary, options));
  } finally {
    backup.close();
  }
}

async function restoreInto(backup: Backup, file: string, options: ReadOptions, io: Io) {
  const config = configFor(options, io);
  requireFiles(config);
  const { collection: found = DEFAULT_ID } = backup.manifest;
  requireSameCollection("backup", { file, found }, config);
  return restoreBackup(backup, {
    file,
    ...(await collectionOf(config)),
    indexDir: config.collection.indexDir,
    feedbackDir: config.feedback.dir,
    embedder: await embedderFor(config),
    keepsFeedback: options.keepFeedback ?? false,
  });
}

/** A setting whose values in the backup and here differ; null where it is not set. */
interface Difference {
  readonly name: string;
  readonly backup: string | null;
  readonly here: string | null;
}

const differences = (backup: SettingValues, here: SettingValues): Difference[] =>
  [...new Set([...Object.keys(backup), ...Object.keys(here)])]
    .map((name) => ({ name, backup: backup[name] ?? null, here: here[name] ?? null }))
    .filter((one) => one.backup !== one.here);

interface Outcome {
  readonly restored: boolean;
  /** The generation to roll back to. */
  readonly previous: string | null;
  /** Documents whose file has changed or gone since the backup; null if nothing was restored. */
  readonly stale: number | null;
  readonly settings: readonly Difference[];
}

const summarise = ({ manifest, feedback, pins }: Backup, file: string, outcome: Outcome) => ({
  file,
  program: manifest.program,
  made: manifest.made,
  generation: manifest.index.generation,
  feedback: feedback.length,
  /** Null in a backup of an earlier version. */
  pins: pins?.length ?? null,
  ...outcome,
});

function describe(summary: ReturnType<typeof summarise>, options: ReadOptions): string {
  const { file, program, made, generation, restored, settings } = summary;
  return linesOf([
    `${file}: sound; made ${made} by Footnote ${program}`,
    `index     ${generation}${restored ? ", verified and active" : ""}`,
    ...feedbackLines(summary, keptEnd(options)),
    ...settingLines(settings),
    ...endLines({ ...summary, done: restored ? "Restored" : undefined }, options),
  ]);
}

const settingLines = (settings: readonly Difference[]): string[] =>
  settings.length === 0
    ? ["settings  as they are here"]
    : [
        "settings  differ; change these lines in .env where you want the backup's:",
        ...settings.map(({ name, backup, here }) =>
          visible(`  ${name}=${backup ?? ""}   (here: ${here ?? "not set"})`),
        ),
      ];
