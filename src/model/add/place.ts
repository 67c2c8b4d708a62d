/** @module The place of a new model: files copied and checked aside, and shown under their name in one step. */

import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { moveDurably, syncFolder, writeDurably } from "../../base/durable.ts";
import { isAbsent, isForbidden, messageOf, systemCode, UserError } from "../../base/errors.ts";
import { MODEL_NAME } from "../model.ts";
import { parseSums, SUMS, textOfSums } from "../sums.ts";
import { type Brought, type FolderFile, unfit } from "./folder.ts";

/** A new folder of a model that is not there under its name yet. */
export interface Aside {
  /** What `MODELS_DIR` is for the model as long as it lies here. */
  readonly modelsDir: string;
  readonly folder: string;
}

const ASIDE = ".adding-";
const ABANDONED_MS = 3_600_000;

/** Checks that a model can have the name. @throws UserError (exit code 2) if it is none of a model, or taken. */
export async function requireFree(modelsDir: string, name: string): Promise<void> {
  const remedy = "Give another name with --as NAME: letters, digits, _, - and dots.";
  if (!MODEL_NAME.test(name))
    throw new UserError(
      { expected: "a name for the folder of the model", found: `"${name}"`, remedy },
      { exitCode: 2 },
    );
  if (!(await isThere(join(modelsDir, name)))) return;
  throw new UserError(
    {
      expected: `no ${name} in ${modelsDir} yet`,
      found: "one",
      remedy: `Give another name with --as NAME, or remove that folder first. Nothing is replaced.`,
    },
    { exitCode: 2 },
  );
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (isAbsent(error)) return false;
      throw error;
    },
  );

/**
 * Runs the work on a new folder aside, then moves that to its name. Whatever ends the work early removes it.
 * @throws UserError if the folder of models can't be written, or the name was taken meanwhile.
 */
export async function addAside<Result>(
  modelsDir: string,
  name: string,
  work: (aside: Aside) => Promise<Result>,
): Promise<Result> {
  const own = join(modelsDir, ASIDE + randomUUID());
  const folder = join(own, name);
  try {
    await removeAbandoned(modelsDir);
    await mkdir(folder, { recursive: true });
    const result = await work({ modelsDir: own, folder });
    await requireFree(modelsDir, name);
    await moveDurably(folder, join(modelsDir, name)).catch(async (error: unknown) => {
      await requireFree(modelsDir, name);
      throw error;
    });
    return result;
  } catch (error) {
    throw ofModels(error, modelsDir);
  } finally {
    await rm(own, { recursive: true, force: true }).catch(() => {});
  }
}

/** Removes the folders of processes that were killed. */
async function removeAbandoned(modelsDir: string): Promise<void> {
  for (const name of await readdir(modelsDir)) {
    if (!name.startsWith(ASIDE)) continue;
    const { mtimeMs } = await lstat(join(modelsDir, name));
    if (Date.now() - mtimeMs > ABANDONED_MS)
      await rm(join(modelsDir, name), { recursive: true, force: true });
  }
}

const FULL = ["ENOSPC", "EDQUOT"];

/** Returns the error with its remedy where it is one of writing the folder of models. */
function ofModels(error: unknown, modelsDir: string): unknown {
  const isFull = FULL.includes(systemCode(error) ?? "");
  if (!isFull && !isForbidden(error)) return error;
  return new UserError(
    {
      expected: `to write the model into ${modelsDir}`,
      found: messageOf(error),
      remedy: isFull
        ? "Free some space. Nothing was added."
        : "Give this user the right to write there, or set MODELS_DIR to a copy of the folder that may be written. Nothing was added.",
    },
    { cause: error },
  );
}

/**
 * Copies the files of a model, and returns the checksums of the copies.
 * @throws UserError if a file changes meanwhile; the signal's reason once that is aborted.
 */
export async function copyFiles(
  { folder, files }: Brought,
  to: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const sums = new Map<string, string>();
  for (const file of files) {
    const target = join(to, file.path);
    await mkdir(dirname(target), { recursive: true });
    sums.set(file.path, await copyFile(folder, file, target, signal));
    await syncFolder(dirname(target));
  }
  return sums;
}

async function copyFile(
  folder: string,
  { path, bytes }: FolderFile,
  target: string,
  signal: AbortSignal,
): Promise<string> {
  const fault = (found: string): UserError =>
    unfit(folder, "files that can be read and stay as they are", `${path} ${found}`, "Try again.");
  const source = await open(join(folder, path), NO_LINK).catch((error: unknown) => {
    throw fault(`can't be opened (${messageOf(error)})`);
  });
  const hash = createHash("sha256");
  let copied = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.createReadStream({
      highWaterMark: 1 << 20,
    }) as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      copied += chunk.length;
      if (copied > bytes) break;
      hash.update(chunk);
      yield chunk;
    }
    if (copied !== bytes) throw fault("changed while it was copied");
  }
  await writeDurably(target, chunks());
  return hash.digest("hex");
}

/** A link that took the place of a file since it was listed is not followed. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW;

/** Files that the program reads: a list of checksums names them all. */
const READ = ["config.json", "tokenizer.json", "tokenizer_config.json"];

/**
 * Compares the copies with the model's own list of checksums, or writes the list where the model has none.
 * @returns whether the model had one.
 * @throws UserError that names the file that differs or is not listed.
 */
export async function proveSums(
  brought: Brought,
  copy: string,
  sums: ReadonlyMap<string, string>,
): Promise<boolean> {
  const file = join(copy, SUMS);
  if (!sums.has(SUMS)) {
    await writeDurably(file, [textOfSums(sums)]);
    return false;
  }
  const listed = parseSums(await readFile(file, "utf8"));
  const fault = (found: string): UserError =>
    unfit(
      brought.folder,
      `the files that ${SUMS} lists`,
      found,
      `Fetch the model again. If you changed a file yourself, remove ${SUMS}.`,
    );
  if (!listed) throw fault(`no list of checksums in ${SUMS}`);
  for (const path of [...READ, brought.modelFile])
    if (!listed.has(path)) throw fault(`no line for ${path}`);
  for (const [path, sum] of listed)
    if (sums.get(path) !== sum)
      throw fault(sums.has(path) ? `${path} altered (its checksum differs)` : `no ${path}`);
  return true;
}
