/** @module `backup`: index, feedback, pins and settings in one file. */

import { publicSettings } from "../base/config/config.ts";
import { type BackupSummary, createBackup } from "../backup/create.ts";
import { feedbackLines, linesOf, type WriteOptions, writtenLine } from "./archives.ts";
import { requireFiles } from "./files-only.ts";
import { type Io, typedPath } from "./io.ts";
import { configFor } from "./setup.ts";

/** Writes the backup, and prints its summary. */
export async function backup(file: string, options: WriteOptions, io: Io): Promise<void> {
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

const describe = (summary: BackupSummary): string => {
  const { generation, previous, settings } = summary;
  return linesOf([
    writtenLine(summary),
    `index     ${generation}${previous === null ? "" : `, and ${previous} to roll back to`}`,
    ...feedbackLines(summary),
    `settings  ${settings.join(", ") || "all at their defaults"}`,
    "Not in it: the token and the documents. Back up the documents yourself.",
  ]);
};
