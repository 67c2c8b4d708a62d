/** @module The local copy of a repository: its folder, the commit that is read, and what a fetch adds. */

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { moveDurably } from "../../base/durable.ts";
import { isAbsent, UserError } from "../../base/errors.ts";
import type { Git } from "./git.ts";

/** The folder of the bare repository in the folder of the copy. */
export const repositoryIn = (copy: string): string => join(copy, "repository.git");

const REFS = "refs/footnote";
/** The ref that a fetch writes. */
export const FETCHED = `${REFS}/fetched`;

const objectName = /^[\da-f]{40}(?:[\da-f]{24})?$/;

/** Reads the commit of a ref from its file, which needs no process; undefined if there is none. */
async function readRef(repository: string, ref: string): Promise<string | undefined> {
  try {
    const commit = (await readFile(join(repository, ref), "latin1")).trim();
    return objectName.test(commit) ? commit : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Returns the commit of an origin that is read now; undefined before its first sync. */
export const currentCommit = (repository: string, key: string): Promise<string | undefined> =>
  readRef(repository, `${REFS}/${key}`);

export const fetchedCommit = (repository: string): Promise<string | undefined> =>
  readRef(repository, FETCHED);

/** Makes the fetched commit the current one in one step. */
export const acceptFetched = (repository: string, key: string): Promise<void> =>
  moveDurably(join(repository, FETCHED), join(repository, REFS, key));

/** Creates an empty repository in an empty folder. */
export async function createRepository(git: Git, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const args = ["init", "--quiet", "--bare", "--template=", "--", folder];
  const { code, complaint } = await git.run({ args });
  if (code !== 0)
    throw new UserError({
      expected: `to create a repository in ${folder}`,
      found: complaint.trim().slice(0, 200),
      remedy: "Give the user that runs Footnote the right to write there.",
    });
}

/** Puts a repository in the place of that of other settings, or of a damaged one. */
export async function replaceRepository(copy: string, next: string): Promise<void> {
  const repository = repositoryIn(copy);
  const last = join(copy, "last.git");
  await rm(last, { recursive: true, force: true });
  await rename(repository, last).catch(ignoreAbsent);
  await moveDurably(next, repository);
  await rm(last, { recursive: true, force: true });
}

function ignoreAbsent(error: unknown): void {
  if (!isAbsent(error)) throw error;
}

const PACKS = join("objects", "pack");

/** Removes what a killed git left: locks and temporary files. No other git may write there. */
export async function removeLeftovers(repository: string): Promise<void> {
  const remove = async (folder: string, isLeft: (name: string) => boolean): Promise<void> => {
    for (const name of (await namesIn(join(repository, folder))).filter(isLeft))
      await rm(join(repository, folder, name), { recursive: true, force: true });
  };
  const isLock = (name: string): boolean => name.endsWith(".lock");
  await remove(".", (name) => isLock(name) || name === "gc.pid");
  await remove(REFS, isLock);
  await remove("objects", (name) => /^(?:tmp_|incoming-)/.test(name));
  await remove(PACKS, (name) => /^\.?tmp[_-]|\.keep$/.test(name));
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });

/** What a fetch changes in a repository, as it was before. */
export interface Before {
  readonly packs: ReadonlySet<string>;
  readonly shallow: string | undefined;
}

export async function rememberState(repository: string): Promise<Before> {
  const shallow = await readFile(join(repository, "shallow"), "latin1").catch(() => undefined);
  return { packs: new Set(await namesIn(join(repository, PACKS))), shallow };
}

/** Removes all that was fetched since. */
export async function restoreState(repository: string, before: Before): Promise<void> {
  await rm(join(repository, FETCHED), { force: true });
  const shallow = join(repository, "shallow");
  if (before.shallow === undefined) await rm(shallow, { force: true });
  else await writeFile(shallow, before.shallow);
  for (const name of await namesIn(join(repository, PACKS)))
    if (!before.packs.has(name)) await rm(join(repository, PACKS, name), { force: true });
}

const NO_PACKS: ReadonlySet<string> = new Set();

/** Counts the bytes of packs that were not there before, those under way included. */
export async function packBytes(repository: string, known = NO_PACKS): Promise<number> {
  const names = (await namesIn(join(repository, PACKS))).filter((name) => !known.has(name));
  const sizes = names.map(async (name) => {
    const info = await stat(join(repository, PACKS, name)).catch(() => undefined);
    return info?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
