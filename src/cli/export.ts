/** @module `export`: a collection of any store in one file. */

import { exportCollection, type ExportSummary } from "../backup/moving/export.ts";
import { many } from "../reply/words/counted.ts";
import { feedbackLines, linesOf, type WriteOptions, writtenLine } from "./archives.ts";
import { type Io, typedPath } from "./io.ts";
import { configFor, partsOf } from "./setup.ts";

/** Writes the export, and prints its summary. */
export async function exportToFile(file: string, options: WriteOptions, io: Io): Promise<void> {
  const summary = await exportCollection(await partsOf(configFor(options, io)), {
    file: typedPath(file, io),
    isForced: options.force ?? false,
  });
  io.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : describe(summary));
}

const describe = (summary: ExportSummary): string => {
  const { collection, generation, previous, documents, passages } = summary;
  const counts = `${many(documents, "document", "documents")}, ${many(passages, "passage", "passages")}`;
  return linesOf([
    writtenLine(summary),
    `content   ${generation} of ${collection}: ${counts}`,
    `previous  ${previous ?? "none to roll back to"}`,
    ...feedbackLines(summary),
    "Not in it: the token, the settings and the documents. Take those with you yourself.",
  ]);
};
