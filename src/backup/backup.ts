/** @module The content of a backup, and its checks: a manifest with the checksum of every other file, an index, feedback, pins, settings. */

import { z } from "zod";
import type { Pin } from "../collection/pins.ts";
import { pinOf, PinRecord } from "../feedback/pins.ts";
import { FeedbackRecord } from "../feedback/records.ts";
import { FORMAT as INDEX_FORMAT, isIndexFile } from "../storage/files/transfer.ts";
import type { Refusals } from "./refusal.ts";
import { Checksums, type Form, openSealed, Version } from "./sealed.ts";

export const MANIFEST = "backup.json";
export const SETTINGS = "settings.json";
export const FEEDBACK = "feedback/feedback.jsonl";
/** A backup of an earlier version has none. */
export const PINS = "feedback/pins.jsonl";
/** The folder of the index's files. */
export const INDEX = "index/";

const FORMAT = 1;
const generation = z.string().regex(/^[0-9a-f]{32}$/);

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** The version of Footnote that made it. */
  program: Version,
  made: z.iso.datetime(),
  /** The ID of the collection; a backup of an earlier version has none. */
  collection: z.string().max(64).optional(),
  index: z.strictObject({
    format: z.literal(INDEX_FORMAT),
    generation,
    /** The generation to roll back to. */
    previous: generation.nullable(),
  }),
  /** All other files, by name. */
  files: Checksums,
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Values by the names of settings. */
export type SettingValues = Readonly<Record<string, string>>;
const SettingValues = z.record(z.string(), z.string());

/** Returns the manifest of a backup made now. */
export const manifestOf = (about: Omit<Manifest, "format" | "made">): Manifest => ({
  format: FORMAT,
  made: new Date().toISOString(),
  ...about,
});

/** A backup of which every byte was checked. */
export interface Backup extends Refusals {
  readonly manifest: Manifest;
  readonly settings: SettingValues;
  readonly feedback: readonly FeedbackRecord[];
  /** The pins of its collection; undefined in a backup of an earlier version. */
  readonly pins: readonly Pin[] | undefined;
  /** The names of the index's files, relative to its folder. */
  readonly indexFiles: readonly string[];
  /** Reads a file of the index again. @throws UserError if it has changed. */
  readIndexFile(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

const FORM: Form<Manifest> = {
  kind: "backup",
  manifest: MANIFEST,
  schema: Manifest,
  isKnown: (name) =>
    [SETTINGS, FEEDBACK, PINS].includes(name) ||
    (name.startsWith(INDEX) && isIndexFile(name.slice(INDEX.length))),
  verb: "Restore",
};

/**
 * Opens a backup after checking its files.
 * @throws UserError if it is no backup, is damaged, or belongs to another version of this program.
 */
export async function openBackup(file: string): Promise<Backup> {
  const archive = await openSealed(file, FORM);
  try {
    const feedback = await archive.readLines(FEEDBACK, FeedbackRecord);
    const pins = archive.sizes.has(PINS)
      ? (await archive.readLines(PINS, PinRecord)).map(pinOf)
      : undefined;
    const settings = await archive.readJson(SETTINGS, SettingValues);
    const inIndex = Object.keys(archive.manifest.files).filter((name) => name.startsWith(INDEX));
    return {
      ...archive,
      settings,
      feedback,
      pins,
      indexFiles: inIndex.map((name) => name.slice(INDEX.length)),
      readIndexFile: (name) => archive.read(INDEX + name),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}
