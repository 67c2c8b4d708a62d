/** @module `restore`: a backup is checked; its index, feedback and pins replace the present ones. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import { publicSettings } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";
import { type Backup, openBackup, type SettingValues } from "../backup/backup.ts";
import { restoreBackup } from "../backup/restore.ts";
import { many } from "../reply/words/counted.ts";
import { visible } from "./draw.ts";
import { requireFiles } from "./files-only.ts";
import { type Io, typedPath } from "./io.ts";
import { type ChosenConfig, collectionOf, configFor, embedderFor, type Folders } from "./setup.ts";

export interface RestoreOptions extends Folders {
  readonly dryRun?: boolean;
  readonly keepFeedback?: boolean;
  readonly json?: boolean;
}

/** Restores a backup, and prints its summary with the settings that differ. */
export async function restore(path: string, options: RestoreOptions, io: Io): Promise<void> {
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

async function restoreInto(backup: Backup, file: string, options: RestoreOptions, io: Io) {
  const config = configFor(options, io);
  requireFiles(config);
  requireSameCollection(backup, file, config);
  return restoreBackup(backup, {
    file,
    ...(await collectionOf(config)),
    indexDir: config.collection.indexDir,
    feedbackDir: config.feedback.dir,
    embedder: await embedderFor(config),
    keepsFeedback: options.keepFeedback ?? false,
  });
}

/** Refuses to put the documents of one collection before the audience of another. */
function requireSameCollection(
  { manifest: { collection: found = DEFAULT_ID } }: Backup,
  file: string,
  { collection: { id } }: ChosenConfig,
): void {
  if (found === id || found === DEFAULT_ID || id === DEFAULT_ID) return;
  throw new UserError({
    expected: `a backup of the collection ${id} at ${file}`,
    found: `one of ${found}`,
    remedy: `Restore it with --collection ${found}, or name a backup of ${id}.`,
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

function describe(
  { file, program, made, generation, feedback, pins, ...outcome }: ReturnType<typeof summarise>,
  { keepFeedback, collection }: RestoreOptions,
): string {
  const { restored, previous, stale, settings } = outcome;
  const kept = keepFeedback ? "; the present ones stay" : "";
  const chosen = collection === undefined ? "" : ` --collection ${collection}`;
  const undo =
    previous === null ? "" : ` To roll the index back: npm run footnote -- index --back${chosen}`;
  const lines = [
    `${file}: sound; made ${made} by Footnote ${program}`,
    `index     ${generation}${restored ? ", verified and active" : ""}`,
    `feedback  ${many(feedback, "record", "records")}${kept}`,
    pins === null
      ? "pins      none in it; the present ones stay"
      : `pins      ${many(pins, "question", "questions")}${kept}`,
    ...settingLines(settings),
    restored ? `Restored.${undo}` : "Only checked; nothing was changed.",
  ];
  if (stale)
    lines.push(
      `${many(stale, "document has", "documents have")} changed or gone since: the next start builds again.`,
    );
  return lines.map((line) => `${line}\n`).join("");
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
