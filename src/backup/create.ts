/** @module `createBackup`: one archive of the index, the feedback, the pins and the settings. */

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { lstat, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { moveDurably } from "../base/durable.ts";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { journalText } from "../base/journal.ts";
import { PROJECT } from "../base/project.ts";
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

export interface BackupOptions {
  readonly file: string;
  /** The ID of the collection. */
  readonly collection: string;
  readonly indexDir: string;
  readonly feedbackDir: string;
  readonly settings: SettingValues;
  /** Whether an existing file is replaced. */
  readonly isForced: boolean;
}

/** The counts of a backup. */
export interface BackupSummary extends Pick<Manifest, "program" | "made"> {
  readonly file: string;
  readonly bytes: number;
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
 * Writes a backup beside its final name, reads it again as `restore` would, and moves it there. It may run beside a bot
 * and a build: it holds one state of the index.
 * @throws UserError if the file exists, nothing is built, the index is damaged, or the file cannot be written.
 */
export async function createBackup(options: BackupOptions): Promise<BackupSummary> {
  const { file, collection, indexDir, feedbackDir, settings, isForced } = options;
  await requireWritable(file, isForced);
  const index = await holdIndex(indexDir);
  const aside = `${file}.${randomUUID()}.part`;
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
    await requireWritable(file, isForced);
    await moveDurably(aside, file);
    const {
      program,
      made,
      index: { generation, previous },
    } = manifest;
    const { size: bytes } = await stat(file);
    const names = Object.keys(settings);
    return {
      file,
      bytes,
      program,
      made,
      generation,
      previous,
      feedback: entries.length,
      pins: pins.length,
      settings: names,
    };
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    index.release();
    await rm(aside, { force: true });
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

const programVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"))).version;

/** Requires that nothing is in the way of a file but, where it is replaced, another file. */
async function requireWritable(file: string, isForced: boolean): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (!found) return;
  const isFolder = found.isDirectory();
  if (isForced && !isFolder) return;
  throw new UserError(
    isFolder
      ? {
          expected: `the name of a file, not ${file}`,
          found: "a folder of that name",
          remedy: `Name a file in it, such as ${join(file, "footnote.zip")}.`,
        }
      : {
          expected: `no file at ${file} yet`,
          found: "one",
          remedy: "Name another file, or replace it with --force.",
        },
    { exitCode: 2 },
  );
}

/** Returns the error of a disk that does not take the file; any other error unchanged. */
const unwritable = (file: string, error: unknown): unknown =>
  error instanceof UserError || systemCode(error) === undefined
    ? error
    : new UserError(
        {
          expected: `to write ${file}`,
          found: messageOf(error),
          remedy: "Free some space or name another place. No part of a file was left.",
        },
        { cause: error },
      );
