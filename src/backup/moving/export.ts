/** @module `exportCollection`: a collection of any store becomes one file, equal for equal content. */

import type { CollectionId } from "../../collection/collections.ts";
import type { RecordStore } from "../../feedback/record-store.ts";
import type { Store } from "../../storage/store.ts";
import { writeArchive } from "../archive.ts";
import { writeAside, type WritingOptions, type Written } from "../writing.ts";
import { openExport } from "./contents.ts";
import { archiveFiles } from "./files.ts";
import type { Manifest } from "./form.ts";
import { holdGenerations } from "./held.ts";

/** The parts of a collection, wherever they are kept. */
export interface CollectionParts {
  readonly id: CollectionId;
  readonly store: Store;
  /** The feedback and the pins, also of other collections. */
  readonly records: RecordStore;
}

/** The counts of an export. */
export interface ExportSummary extends Written, Pick<Manifest, "program" | "collection"> {
  /** The names of the generations in the archive. */
  readonly generation: string;
  readonly previous: string | null;
  readonly documents: number;
  readonly passages: number;
  /** The numbers of records and of pins. */
  readonly feedback: number;
  readonly pins: number;
}

/**
 * Writes an export, and reads it again as `import` would. It may run beside a bot and a build, as open generations are
 * kept.
 * @throws UserError if the file exists, nothing is built, the index is damaged, or the file cannot be written.
 */
export async function exportCollection(
  parts: CollectionParts,
  options: WritingOptions,
): Promise<ExportSummary> {
  const { file, bytes, made } = await writeAside(options, async (aside) => {
    const generations = await holdGenerations(parts.store);
    try {
      await writeArchive(aside, archiveFiles(parts, generations));
    } finally {
      for (const { snapshot } of generations) await snapshot.close();
    }
    const contents = await openExport(aside);
    contents.close();
    return contents;
  });
  const { program, collection, generations } = made.manifest;
  return {
    file,
    bytes,
    program,
    collection,
    generation: generations.active.name,
    previous: generations.previous?.name ?? null,
    documents: generations.active.counts.documents,
    passages: generations.active.counts.passages,
    feedback: made.feedback.length,
    pins: made.pins.length,
  };
}
