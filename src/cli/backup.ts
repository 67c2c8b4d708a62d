/** @module `backup`: index, feedback, pins and settings in one file. */

import { publicSettings } from "../base/config/config.ts";
import { type BackupSummary, createBackup } from "../backup/create.ts";
import { many } from "../reply/words/counted.ts";
import { requireFiles } from "./files-only.ts";
import { type Io, typedPath } from "./io.ts";
import { configFor, type Folders } from "./setup.ts";

export interface BackupOptions extends Folders {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes the backup, and prints its summary. */
export async function backup(file: string, options: BackupOptions, io: Io): Promise<void> {
  const config = configFor(options, io);
  requireFiles(config);
  const { collection, feedback } = config;
  const summary = await createBackup({
    file: typedPath(file, io),
    collection: collection.id,
    indexDir: collection.indexDir,
    feedbackDir: feedback.dir,
    settings: publicSettings(io.environment),
    isForced: options.force ?? false,
  });
  io.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : describe(summary));
}

const MB = 1_000_000;

const describe = ({
  file,
  bytes,
  generation,
  previous,
  feedback,
  pins,
  settings,
}: BackupSummary): string =>
  [
    `Written and checked: ${file} (${(bytes / MB).toFixed(1)} MB, for its owner only)`,
    `index     ${generation}${previous === null ? "" : `, and ${previous} to roll back to`}`,
    `feedback  ${many(feedback, "record", "records")}`,
    `pins      ${many(pins, "question", "questions")}`,
    `settings  ${settings.join(", ") || "all at their defaults"}`,
    "Not in it: the token and the documents. Back up the documents yourself.",
    "",
  ].join("\n");
