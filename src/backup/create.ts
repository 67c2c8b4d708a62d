/** @module `createBackup`: one archive of the index, the feedback, the pins and the settings. */

import { sha256 } from "../base/hash.ts";
import { journalText } from "../base/journal.ts";
import { readRecords } from "../feedback/journal.ts";
import { readPins } from "../feedback/pins.ts";
import {
  FORMAT as INDEX_FORMAT,
  type HeldIndex,
  holdIndex,
  type IndexFile,
} from "../storage/files/transfer.ts";
import { writeArchive } from "./archive.ts";
import {
  FEEDBACK,
  INDEX,
  MANIFEST,
  type Manifest,
  manifestOf,
  openBackup,
  PINS,
  SETTINGS,
  type SettingValues,
} from "./backup.ts";
import { programVersion, writeAside, type WritingOptions, type Written } from "./writing.ts";

export interface BackupOptions extends WritingOptions {
  /** The ID of the collection. */
  readonly collection: string;
  readonly indexDir: string;
  readonly feedbackDir: string;
  readonly settings: SettingValues;
}

/** The counts of a backup. */
export interface BackupSummary extends Written, Pick<Manifest, "program" | "made"> {
  readonly generation: string;
  readonly previous: string | null;
  /** The number of feedback records. */
  readonly feedback: number;
  /** The number of pins. */
  readonly pins: number;
  /** The names of the settings. */
  readonly settings: readonly string[];
}

/**
 * Writes a backup, and reads it again as `restore` would. It may run beside a bot and a build: it holds one state of the
 * index.
 * @throws UserError if the file exists, nothing is built, the index is damaged, or the file cannot be written.
 */
export async function createBackup(options: BackupOptions): Promise<BackupSummary> {
  const { file, bytes, made } = await writeAside(options, (aside) => writeBackup(aside, options));
  return { file, bytes, ...made };
}

async function writeBackup(
  aside: string,
  { collection, indexDir, feedbackDir, settings }: BackupOptions,
): Promise<Omit<BackupSummary, keyof Written>> {
  const index = await holdIndex(indexDir);
  try {
    const { entries } = await readRecords(feedbackDir);
    const pins = (await readPins(feedbackDir)).entries.filter(
      (pin) => pin.collection === collection,
    );
    const files = [
      ...index.files.map((one) => ({ ...one, name: INDEX + one.name })),
      textFile(FEEDBACK, journalText(entries)),
      textFile(PINS, journalText(pins)),
      textFile(SETTINGS, jsonOf(settings)),
    ];
    const manifest = { collection, ...manifestFor(index, files) };
    await writeArchive(aside, [textFile(MANIFEST, jsonOf(manifest)), ...files]);
    (await openBackup(aside)).close();
    const { program, made, index: generations } = manifest;
    const { generation, previous } = generations;
    const counts = { feedback: entries.length, pins: pins.length };
    return { program, made, generation, previous, ...counts, settings: Object.keys(settings) };
  } finally {
    index.release();
  }
}

const jsonOf = (value: object): string => `${JSON.stringify(value, undefined, 1)}\n`;

function textFile(name: string, text: string): IndexFile {
  const bytes = Buffer.from(text);
  return { name, checksum: { bytes: bytes.length, sha256: sha256(bytes) }, content: { bytes } };
}

const manifestFor = ({ generation, previous }: HeldIndex, files: readonly IndexFile[]): Manifest =>
  manifestOf({
    program: programVersion(),
    index: { format: INDEX_FORMAT, generation, previous: previous ?? null },
    files: Object.fromEntries(files.map(({ name, checksum }) => [name, checksum])),
  });
