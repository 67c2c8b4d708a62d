/** @module Putting a planned file among the documents: whole or not at all, and never over another. */

import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, mkdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { SIDECAR } from "../sources/files.ts";
import { systemCode, UserError } from "../base/errors.ts";
import { diskError } from "../storage/disk-error.ts";
import { syncFolder, writeDurably } from "../base/durable.ts";
import type { Plan } from "./plan.ts";

/** `there`: with these very bytes; `other`: another file of that name. */
export type Standing = "free" | "there" | "other";

/** What stands where a file is to go. */
export async function standingOf(folder: string, plan: Plan): Promise<Standing> {
  const file = await read(join(folder, plan.path));
  const sidecar = await read(join(folder, plan.path + SIDECAR));
  if (file === undefined && sidecar === undefined) return "free";
  const isSame = file?.equals(plan.content) && (sidecar?.toString() ?? "") === (plan.sidecar ?? "");
  return isSame ? "there" : "other";
}

const read = (file: string): Promise<Buffer | undefined> =>
  readFile(file).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return undefined;
    throw diskError(error, file);
  });

/**
 * Writes the file, and then what stands beside it: so nothing comes to stand beside another's file.
 * @throws UserError if the place is taken and nothing is to be replaced, or the disk does not take it.
 */
export async function putInPlace(folder: string, plan: Plan, replace: boolean): Promise<void> {
  const target = join(folder, plan.path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await requireInside(folder, dirname(target));
    await put(target, plan.content, replace);
    if (plan.sidecar) await put(target + SIDECAR, plan.sidecar, replace);
    else if (replace) await rm(target + SIDECAR, { force: true });
  } catch (error) {
    throw systemCode(error) === "EEXIST" ? taken(plan.path) : diskError(error, folder);
  }
}

/** A folder among the documents may be a link to anywhere. */
async function requireInside(root: string, folder: string): Promise<void> {
  const [own, place] = [await realpath(root), await realpath(folder)];
  if (place !== own && !place.startsWith(own + sep))
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

/** A second name is given only where there is none yet. Some drives know no second names; there it is copied. */
async function linkOrCopy(aside: string, target: string): Promise<void> {
  await link(aside, target).catch(async (error: unknown) => {
    if (systemCode(error) === "EEXIST") throw error;
    await copyFile(aside, target, constants.COPYFILE_EXCL);
  });
}

/** The error of a place that is taken. */
export const taken = (path: string): UserError =>
  new UserError(`${path} is there already, and differs: --replace puts this one in its place`);
