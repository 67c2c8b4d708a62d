/** @module A source in a folder: files found below it and read, strictly and unaltered. */

import { existsSync } from "node:fs";
import { opendir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { isShortage, messageOf, systemCode, UserError } from "../base/errors.ts";
import { fileStamp } from "../base/file-stamp.ts";
import { sha256 } from "../base/hash.ts";
import type { FileState } from "../corpus/citation.ts";
import { entryOf, fileOf, requireSize, sidecarOf } from "./files.ts";
import { MissingFile, type Source, type SourceEntry } from "./source.ts";

/**
 * Opens the source of a folder; it may be created later. Not listed are hidden files, what a browser saved with a page, and
 * what links to folders lead to; a link to a file outside is refused.
 */
export function openFolder(folder: string): Source {
  return {
    describe: folder,
    async *list(): AsyncGenerator<SourceEntry> {
      const root = await rootOf(folder);
      yield* walk(root, root);
    },
    async read(path) {
      const content = await readBytes(await placeOf(folder, path));
      const beside = async (other: string): Promise<Buffer | undefined> =>
        existsSync(join(folder, other)) ? readBytes(await placeOf(folder, other)) : undefined;
      return fileOf(path, content, beside);
    },
    stateOf: compareWith(folder),
  };
}

async function rootOf(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw unreadable(folder, error);
  }
  throw new UserError({
    expected: `a folder of documents at ${folder}`,
    found: "none",
    remedy: "Create it and put documents into it, or name another with --seeds or SEEDS_DIR.",
  });
}

const unreadable = (folder: string, cause: unknown): unknown =>
  isShortage(cause)
    ? cause
    : new UserError(
        {
          expected: `to read the folder ${folder}`,
          found: messageOf(cause),
          remedy: "Give the user that runs Footnote the right to read it.",
        },
        { cause },
      );

async function* walk(root: string, folder: string): AsyncGenerator<SourceEntry> {
  const entries = await opendir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  for await (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const full = join(folder, entry.name);
    if (!entry.isDirectory()) yield* judge(root, full, entry.isSymbolicLink());
    else if (!(await isOfPage(full))) yield* walk(root, full);
  }
}

/** Beside `A page.html` browsers put `A page_files`: pictures, scripts, and what stood in frames. */
async function isOfPage(folder: string): Promise<boolean> {
  const name = /^(.+)_files$/.exec(folder)?.[1];
  if (name === undefined) return false;
  const pages = [".html", ".htm"].map((extension) => stat(name + extension).catch(() => undefined));
  return (await Promise.all(pages)).some((page) => page?.isFile());
}

async function* judge(root: string, full: string, isLink: boolean): AsyncGenerator<SourceEntry> {
  const path = relative(root, full).split(sep).join("/");
  const entry = entryOf(path, () => [full, sidecarOf(full)].map(stampOf).join(" "));
  if (entry === undefined) return;
  const reason = isLink && "fingerprint" in entry ? await linkFault(root, full) : undefined;
  yield reason === undefined ? entry : { path, reason };
}

/** Empty where there is no file, or it can't be looked at: then reading it says why. */
function stampOf(file: string | undefined): string {
  try {
    return file === undefined ? "" : fileStamp(file);
  } catch {
    return "";
  }
}

const OUTSIDE = "a link to a file outside the folder";

async function linkFault(root: string, full: string): Promise<string | undefined> {
  const target = await realpath(full).catch(() => undefined);
  if (target === undefined) return "a link to nothing";
  return target.startsWith(root + sep) ? undefined : OUTSIDE;
}

/** Returns where a file really is, looked up again: what was a file when it was listed may be a link by now. */
async function placeOf(folder: string, path: string): Promise<string> {
  const root = await realpath(folder).catch(fail);
  const place = await realpath(join(root, path)).catch(fail);
  if (!place.startsWith(root + sep)) throw new UserError(`it is ${OUTSIDE}`);
  return place;
}

async function readBytes(file: string): Promise<Buffer> {
  const info = await stat(file).catch(fail);
  if (!info.isFile()) throw new UserError("it is not a file");
  requireSize(info.size);
  return readFile(file).catch(fail);
}

/** The disk or the drive is at fault, not the file: to leave the file out would take it from the index for no reason. */
const LOST_DRIVE = new Set(["EIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN"]);

const fail = (error: unknown): never => {
  if (isShortage(error) || LOST_DRIVE.has(systemCode(error) ?? "")) throw error;
  const why = `it cannot be read (${systemCode(error) ?? messageOf(error)})`;
  throw new (isAbsent(error) ? MissingFile : UserError)(why, { cause: error });
};

const isAbsent = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "");

/** Looks at the file each time; its bytes are only read again if its size or a time of change differs. */
function compareWith(folder: string): Source["stateOf"] {
  const seen = new Map<string, { readonly stamp: string; readonly hash: string }>();
  return async ({ path, sha256: indexed }): Promise<FileState> => {
    const file = join(folder, path);
    try {
      const stamp = fileStamp(file);
      const known = seen.get(path);
      const hash = known?.stamp === stamp ? known.hash : sha256(await readFile(file));
      seen.set(path, { stamp, hash });
      return hash === indexed ? "current" : "changed";
    } catch (error) {
      seen.delete(path);
      return isAbsent(error) ? "removed" : "changed";
    }
  };
}
