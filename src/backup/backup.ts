/** @module The content of a backup, and its checks: a manifest with the checksum of every other file, an index, feedback, pins, settings. */

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Checksum } from "../base/durable.ts";
import { parseJournal } from "../base/journal.ts";
import type { Pin } from "../collection/pins.ts";
import { pinOf, PinRecord } from "../feedback/pins.ts";
import { FeedbackRecord } from "../feedback/records.ts";
import { FORMAT as INDEX_FORMAT, isIndexFile } from "../storage/files/transfer.ts";
import { type Archive, damagedFile, openArchive, refused } from "./archive.ts";

export const MANIFEST = "backup.json";
export const SETTINGS = "settings.json";
export const FEEDBACK = "feedback/feedback.jsonl";
/** A backup of an earlier version has none. */
export const PINS = "feedback/pins.jsonl";
/** The folder of the index's files. */
export const INDEX = "index/";

const FORMAT = 1;
const checksum = z.strictObject({
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const version = z.string().regex(/^[\w.+-]{1,40}$/);
const generation = z.string().regex(/^[0-9a-f]{32}$/);

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** The version of Footnote that made it. */
  program: version,
  made: z.iso.datetime(),
  /** The ID of the collection; a backup of an earlier version has none. */
  collection: z.string().max(64).optional(),
  index: z.strictObject({
    format: z.number().int(),
    generation,
    /** The generation to roll back to. */
    previous: generation.nullable(),
  }),
  /** All other files, by name. */
  files: z.record(z.string(), checksum),
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
export interface Backup {
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

/**
 * Opens a backup after checking its files: no other than those of the manifest, with their sizes and hashes.
 * @throws UserError if it is no backup, is damaged, or belongs to another version of this program.
 */
export async function openBackup(file: string): Promise<Backup> {
  const archive = await openArchive(file);
  try {
    const manifest = await readManifest(file, archive);
    requireListed(file, archive, manifest);
    const read = (name: string) => compared(file, archive, name, manifest.files[name]);
    for (const name of Object.keys(manifest.files)) for await (const _ of read(name));
    const feedback = await readLines(file, archive, FEEDBACK, FeedbackRecord);
    const pins = archive.sizes.has(PINS)
      ? (await readLines(file, archive, PINS, PinRecord)).map(pinOf)
      : undefined;
    const settings = SettingValues.safeParse(await readJson(file, archive, SETTINGS));
    if (!settings.success) throw refused(file, `${SETTINGS} of another form in it`);
    const inIndex = Object.keys(manifest.files).filter((name) => name.startsWith(INDEX));
    return {
      manifest,
      settings: settings.data,
      feedback,
      pins,
      indexFiles: inIndex.map((name) => name.slice(INDEX.length)),
      readIndexFile: (name) => read(INDEX + name),
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function readManifest(file: string, archive: Archive): Promise<Manifest> {
  if (!archive.sizes.has(MANIFEST)) throw refused(file, `an archive without ${MANIFEST}`);
  const json = await readJson(file, archive, MANIFEST);
  const manifest = Manifest.safeParse(json);
  if (manifest.success && manifest.data.index.format === INDEX_FORMAT) return manifest.data;
  const versions = Versions.safeParse(json).data;
  if (!versions) throw refused(file, `${MANIFEST} of another form in it`);
  throw refused(
    file,
    `one of Footnote ${versions.program}, whose format this version does not read`,
    { remedy: `Restore it with Footnote ${versions.program}, then update.` },
  );
}

/** The part of a manifest that every version has. */
const Versions = z.object({ format: z.number(), program: version });

async function readJson(file: string, archive: Archive, name: string): Promise<unknown> {
  try {
    return JSON.parse((await archive.readWhole(name)).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(file, `${name} that is no JSON in it`);
    throw error;
  }
}

/** @throws UserError if the archive has other files than the manifest names, or one that no backup has. */
function requireListed(file: string, { sizes }: Archive, { files }: Manifest): void {
  const isKnown = (name: string): boolean =>
    [MANIFEST, SETTINGS, FEEDBACK, PINS].includes(name) ||
    (name.startsWith(INDEX) && isIndexFile(name.slice(INDEX.length)));
  for (const name of new Set([...sizes.keys(), ...Object.keys(files)])) {
    if (!isKnown(name)) throw refused(file, `${JSON.stringify(name)}, which no backup has, in it`);
    if (name !== MANIFEST && sizes.get(name) !== files[name]?.bytes) throw damagedFile(file, name);
  }
  for (const name of [SETTINGS, FEEDBACK])
    if (!sizes.has(name)) throw refused(file, `one without ${name}`);
}

/** Yields a file, and compares it with its checksum at the end. */
async function* compared(
  file: string,
  archive: Archive,
  name: string,
  expected: Checksum | undefined,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of archive.read(name)) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== expected?.sha256) throw damagedFile(file, name);
}

async function readLines<Entry>(
  file: string,
  archive: Archive,
  name: string,
  schema: z.ZodType<Entry>,
): Promise<readonly Entry[]> {
  const text = (await archive.readWhole(name)).toString("utf8");
  const { entries, damaged } = parseJournal(text, schema);
  if (damaged > 0) throw refused(file, `${damaged} unreadable lines of ${name} in it`);
  return entries;
}
