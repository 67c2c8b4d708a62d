/** @module The atomic installation of a planned file among the documents. */

import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, mkdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { SIDECAR } from "../sources/files.ts";
import { isAbsent, systemCode, UserError } from "../base/errors.ts";
import { diskError } from "../storage/disk-error.ts";
import { syncFolder, writeDurably } from "../base/durable.ts";
import type { Files } from "../storage/kept-changes.ts";
import type { Put } from "./place.ts";

/** Reads the files at a path. */
export const filesAt = async (folder: string, path: string): Promise<Files> => ({
  content: await read(join(folder, path)),
  sidecar: await read(join(folder, path + SIDECAR)),
});

const read = (file: string): Promise<Buffer | undefined> =>
  readFile(file).catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw diskError(error, file, "documents");
  });

/**
 * Writes the file and then its sidecar, so that no sidecar ever accompanies another file.
 * @throws UserError if the path is taken and must not be replaced, or the disk fails.
 */
export async function install(folder: string, plan: Put, replace: boolean): Promise<void> {
  const target = join(folder, plan.path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await requireInside(folder, dirname(target));
    await put(target, plan.content, replace);
    if (plan.sidecar) await put(target + SIDECAR, plan.sidecar, replace);
    else if (replace) await rm(target + SIDECAR, { force: true });
  } catch (error) {
    throw systemCode(error) === "EEXIST" ? taken(plan.path) : diskError(error, folder, "documents");
  }
}

/** Removes the file and then its sidecar. @throws UserError if the disk fails. */
export async function uninstall(folder: string, path: string): Promise<void> {
  const target = join(folder, path);
  try {
    await requireInside(folder, dirname(target));
    await rm(target, { force: true });
    await rm(target + SIDECAR, { force: true });
    await syncFolder(dirname(target));
  } catch (error) {
    throw diskError(error, folder, "documents");
  }
}

/** @throws UserError if the folder is a link out of the root. */
async function requireInside(root: string, folder: string): Promise<void> {
  const [own, real] = [await realpath(root), await realpath(folder)];
  if (real !== own && !real.startsWith(own + sep))
    throw new UserError(`${folder} is a link out of the folder of documents`);
}

async function put(target: string, content: string | Buffer, replace: boolean): Promise<void> {
  const aside = join(dirname(target), `.adding-${randomUUID()}`);
  try {
    await writeDurably(aside, [content]);
    if (replace) await rename(aside, target);
    else await linkOrCopy(aside, target);
    await syncFolder(dirname(target));
  } finally {
    await rm(aside, { force: true });
  }
}

/** Links the file to a free name; copies it on drives without hard links. */
async function linkOrCopy(aside: string, target: string): Promise<void> {
  await link(aside, target).catch(async (error: unknown) => {
    if (systemCode(error) === "EEXIST") throw error;
    await copyFile(aside, target, constants.COPYFILE_EXCL);
  });
}

/** Returns the error of a path that is taken. */
export const taken = (path: string): UserError =>
  new UserError(`${path} is there already, and differs: --replace replaces it`);
