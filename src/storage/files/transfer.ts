/** @module Copies of an index in files: held for a backup, and received from one. */

import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { type Checksum, makeFolders, syncFolder, writeDurably } from "../../base/durable.ts";
import { isAbsent, UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import type { Release } from "../../base/lock.ts";
import { type GenerationId, notBuilt, type Store } from "../store.ts";
import { UNFINISHED } from "./discard.ts";
import { hold } from "./generation.ts";
import { fileHistory } from "./history.ts";
import {
  currentFile,
  examplesFile,
  FILES,
  generationDir,
  GENERATION_ID,
  generationsDir,
  historyFile,
  MANIFEST,
  readCurrent,
} from "./layout.ts";
import { readManifest, requireSoundFiles } from "./manifest.ts";
import { publish } from "./stage.ts";
import { openFileStore } from "./store.ts";

export { generationsInUse } from "./discard.ts";
export { FORMAT } from "./manifest.ts";

/** A file of an index. A path is not written to while the index is held. */
export interface IndexFile {
  /** Relative to the index folder, with `/`. */
  readonly name: string;
  readonly checksum: Checksum;
  readonly content: { readonly path: string } | { readonly bytes: Buffer };
}

/** An index at one moment. Builds go on, but remove none of its generations until it is released. */
export interface HeldIndex {
  readonly generation: GenerationId;
  /** The one to roll back to; undefined if there is none that is sound. */
  readonly previous: GenerationId | undefined;
  readonly files: readonly IndexFile[];
  readonly release: Release;
}

/**
 * Holds the active generation of an index, the previous one and the history. The history may be ahead of the active
 * generation by an activation, as after a crash between the two.
 * @throws UnusableIndex if nothing is built, or the active generation is damaged.
 */
export async function holdIndex(indexDir: string): Promise<HeldIndex> {
  const id = await readCurrent(indexDir);
  if (id === undefined) throw notBuilt({ location: indexDir, record: currentFile(indexDir) });
  try {
    const held = await holdAt(indexDir, id);
    if ((await readCurrent(indexDir)) === id) return held;
    held.release();
  } catch (error) {
    if ((await readCurrent(indexDir)) === id) throw error;
  }
  // A build activated another generation meanwhile.
  return holdIndex(indexDir);
}

async function holdAt(indexDir: string, id: GenerationId): Promise<HeldIndex> {
  const held: Release[] = [];
  const release = (): void => held.splice(0).forEach((one) => one());
  const holdFiles = async (generation: GenerationId): Promise<readonly IndexFile[]> => {
    held.push(hold(generationDir(indexDir, generation)));
    return filesOf(indexDir, generation);
  };
  try {
    const active = await holdFiles(id);
    const from = (await fileHistory(indexDir).activationOf(id))?.from;
    const previous = from === undefined ? [] : await holdFiles(from).catch(noneIfUnusable);
    const current = fileOf(indexDir, currentFile(indexDir), Buffer.from(`${id}\n`));
    const files = [current, ...(await historyOf(indexDir)), ...active, ...previous];
    return { generation: id, previous: previous.length > 0 ? from : undefined, files, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function filesOf(indexDir: string, id: GenerationId): Promise<readonly IndexFile[]> {
  const manifest = await readManifest(indexDir, id);
  await requireSoundFiles(manifest, indexDir, id);
  const folder = generationDir(indexDir, id);
  return [
    ...Object.entries(manifest.files).map(([name, checksum]) => {
      const path = join(folder, name);
      return { name: nameOf(indexDir, path), checksum, content: { path } };
    }),
    ...(await smallFile(indexDir, join(folder, MANIFEST))),
    ...(await smallFile(indexDir, examplesFile(indexDir, id))),
  ];
}

/** Returns the history, without a last line that is being written. */
async function historyOf(indexDir: string): Promise<readonly IndexFile[]> {
  const [file] = await smallFile(indexDir, historyFile(indexDir));
  if (!file) return [];
  const { bytes } = file.content;
  return [fileOf(indexDir, historyFile(indexDir), bytes.subarray(0, bytes.lastIndexOf("\n") + 1))];
}

/** Returns a file with its content as it is now; nothing where there is none. */
async function smallFile(indexDir: string, path: string) {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
  return bytes === undefined ? [] : [fileOf(indexDir, path, bytes)];
}

const fileOf = (indexDir: string, path: string, bytes: Buffer) => ({
  name: nameOf(indexDir, path),
  checksum: { bytes: bytes.length, sha256: sha256(bytes) },
  content: { bytes },
});

const nameOf = (indexDir: string, path: string): string =>
  relative(indexDir, path).split(sep).join("/");

function noneIfUnusable(error: unknown): readonly IndexFile[] {
  if (error instanceof UserError) return [];
  throw error;
}

const ROOT_FILES = new Set([currentFile(""), historyFile("")]);
const GENERATION_FILES = new Set([...Object.values(FILES), MANIFEST, "examples.json"]);

/** Checks whether a name is that of a file of an index, relative to its folder, with `/`. */
export function isIndexFile(name: string): boolean {
  if (ROOT_FILES.has(name)) return true;
  const [folder = "", id = "", file = "", ...rest] = name.split("/");
  const isPlaced = folder === generationsDir("") && GENERATION_ID.test(id) && rest.length === 0;
  return isPlaced && GENERATION_FILES.has(file);
}

/** An index that is received into a folder beside the generations of another; a kill leaves it to the next build. */
export interface ReceivedIndex {
  readonly store: Store;
  /** Writes a file by its name in the index. */
  put(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Moves its generations into the other index, and adds its history; it activates nothing. */
  moveIn(): Promise<void>;
  discard(): Promise<void>;
}

/** Opens an empty index beside the generations of another; only for the holder of the build lock. */
export function receiveIndex(indexDir: string): ReceivedIndex {
  const aside = join(generationsDir(indexDir), UNFINISHED + randomUUID());
  const store = openFileStore(aside);
  return {
    store,
    async put(name, chunks) {
      if (!isIndexFile(name)) throw new Error(`no file of an index: ${name}`);
      const file = join(aside, name);
      await makeFolders(dirname(file));
      await writeDurably(file, chunks);
    },
    async moveIn() {
      for (const id of await store.list()) {
        await syncFolder(generationDir(aside, id));
        await publish(indexDir, generationDir(aside, id), id);
      }
      await fileHistory(indexDir).merge(await store.history.events());
    },
    discard: () => rm(aside, { recursive: true, force: true }),
  };
}
