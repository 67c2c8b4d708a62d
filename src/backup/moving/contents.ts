/** @module The content of an export that was checked: its form, its checksums, and that its files fit together. */

import { systemCode, UserError } from "../../base/errors.ts";
import { MOST_PINS, type Pin } from "../../collection/pins.ts";
import { FeedbackRecord } from "../../feedback/records.ts";
import { HistoryEventForm } from "../../storage/history.ts";
import { type HistoryEvent, KeptExamples } from "../../storage/store.ts";
import type { Refusals } from "../refusal.ts";
import { openSealed, type SealedArchive } from "../sealed.ts";
import { type EmbeddedDocument, embeddedIn } from "./embedded.ts";
import {
  CONTENT,
  EXAMPLES,
  ExportedPin,
  FEEDBACK,
  type Folder,
  FOLDERS,
  FORM,
  type Generation,
  HISTORY,
  type Manifest,
  nameOf,
  pathIn,
  PINS,
} from "./form.ts";

/** An export of which everything was checked. */
export interface Export extends Refusals {
  readonly manifest: Manifest;
  /** Its generations, the previous one first. */
  readonly generations: readonly (readonly [Folder, Generation])[];
  /** With the names of generations as they are in the archive. */
  readonly history: readonly HistoryEvent[];
  readonly feedback: readonly FeedbackRecord[];
  readonly pins: readonly Pin[];
  /** Returns the examples of a generation; undefined where there are none. */
  readExamples(folder: Folder): Promise<KeptExamples | undefined>;
  /** Reads a generation again, a document at a time. */
  readDocuments(folder: Folder): AsyncGenerator<EmbeddedDocument>;
  close(): void;
}

type Archive = SealedArchive<Manifest>;

/**
 * Opens an export after reading all of it.
 * @throws UserError if it is none, is damaged, or belongs to another version of this program.
 */
export async function openExport(file: string): Promise<Export> {
  const archive = await openSealed(file, FORM);
  try {
    const contents = await contentsOf(archive);
    for (const [folder] of contents.generations) {
      requireName(folder, archive);
      await contents.readExamples(folder);
      for await (const _ of contents.readDocuments(folder));
    }
    return contents;
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function contentsOf(archive: Archive): Promise<Export> {
  const { manifest, sizes, refused } = archive;
  const pins = await archive.readLines(PINS, ExportedPin);
  if (pins.length > MOST_PINS) throw refused(`${pins.length} pins of at most ${MOST_PINS} in it`);
  return {
    ...archive,
    generations: FOLDERS.toReversed().flatMap((folder) => {
      const generation = manifest.generations[folder];
      return generation ? [[folder, generation] as const] : [];
    }),
    history: await archive.readLines(HISTORY, HistoryEventForm),
    feedback: await archive.readLines(FEEDBACK, FeedbackRecord),
    pins,
    readExamples: async (folder) => {
      const name = pathIn(folder, EXAMPLES);
      return sizes.has(name) ? archive.readJson(name, KeptExamples) : undefined;
    },
    readDocuments: (folder) => documentsIn(folder, archive),
  };
}

/** @throws UserError if a generation lacks a file, or its name is that of other content. */
function requireName(folder: Folder, { manifest, sizes, refused }: Archive): void {
  const generation = manifest.generations[folder];
  for (const name of Object.values(CONTENT).map((own) => pathIn(folder, own)))
    if (!sizes.has(name)) throw refused(`one without ${name}`);
  if (generation && nameOf(folder, generation, manifest.files) !== generation.name)
    throw refused(`another name than that of ${folder}/ in it`);
}

async function* documentsIn(folder: Folder, archive: Archive): AsyncGenerator<EmbeddedDocument> {
  const generation = archive.manifest.generations[folder];
  if (!generation) return;
  try {
    yield* embeddedIn(generation, {
      read: (name) => archive.read(pathIn(folder, name)),
      sizeOf: (name) => archive.sizes.get(pathIn(folder, name)) ?? 0,
    });
  } catch (error) {
    if (error instanceof UserError || systemCode(error) !== undefined) throw error;
    throw archive.refused(`files of another form in ${folder}/ of it`, { cause: error });
  }
}
