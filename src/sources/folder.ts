/** @module A source over a folder and its subfolders. */

import { existsSync } from "node:fs";
import { opendir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { isAbsent, isShortage, messageOf, systemCode, UserError } from "../base/errors.ts";
import { fileStamp } from "../base/file-stamp.ts";
import { sha256 } from "../base/hash.ts";
import type { FileStatus } from "../corpus/citation.ts";
import { entryOf, fileOf, requireSize, sidecarOf } from "./files.ts";
import { MissingFile, MissingFolder, type Source, type SourceEntry } from "./source.ts";

/**
 * Opens a source over a folder, which may be created later. It skips hidden files, files that a browser saved with a page,
 * and links to folders; a link to a file outside is refused.
 */
export function openFolder(folder: string): Source {
  return {
    describe: folder,
    async *list(): AsyncGenerator<SourceEntry> {
      const root = await rootOf(folder);
      yield* walk(root, root);
    },
    async read(path) {
      const content = await readBytes(await realPathOf(folder, path));
      const beside = async (other: string): Promise<Buffer | undefined> =>
        existsSync(join(folder, other)) ? readBytes(await realPathOf(folder, other)) : undefined;
      return fileOf(path, content, beside);
    },
    stateOf: compareWith(folder),
  };
}

async function rootOf(folder: string): Promise<string> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw systemCode(error) === "ENOENT"
      ? new MissingFolder(noFolder(folder, "none"))
      : unreadable(folder, error);
  });
  if (!(await stat(root)).isDirectory()) throw new UserError(noFolder(folder, "a file"));
  return root;
}

const noFolder = (folder: string, found: string) => ({
  expected: `a folder of documents at ${folder}`,
  found,
  remedy:
    "Create it and put documents into it, or correct its path: --seeds, SEEDS_DIR, or source in footnote.yaml.",
});

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

/** Checks for `A page_files`, where browsers save pictures, scripts and frames of `A page.html`. */
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

/** Returns the stamp of a file; empty where there is none or it can't be accessed, which a read reports. */
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

/** Resolves the path of a file again, as it may have become a link since it was listed. */
async function realPathOf(folder: string, path: string): Promise<string> {
  const root = await realpath(folder).catch(fail);
  const real = await realpath(join(root, path)).catch(fail);
  if (!real.startsWith(root + sep)) throw new UserError(`it is ${OUTSIDE}`);
  return real;
}

async function readBytes(file: string): Promise<Buffer> {
  const info = await stat(file).catch(fail);
  if (!info.isFile()) throw new UserError("it is not a file");
  requireSize(info.size);
  return readFile(file).catch(fail);
}

/** Faults of the disk or drive: they must not remove a file from the index. */
const LOST_DRIVE = new Set(["EIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN"]);

const fail = (error: unknown): never => {
  if (isShortage(error) || LOST_DRIVE.has(systemCode(error) ?? "")) throw error;
  const why = `it cannot be read (${systemCode(error) ?? messageOf(error)})`;
  throw new (isAbsent(error) ? MissingFile : UserError)(why, { cause: error });
};

/** Compares documents with their files; bytes are only read again if the size or a time of change differs. */
function compareWith(folder: string): Source["stateOf"] {
  // Comparisons at the same time share one reading of the file.
  const seen = new Map<string, { readonly stamp: string; readonly hash: Promise<string> }>();
  return async ({ path, sha256: indexed }): Promise<FileStatus> => {
    const file = join(folder, path);
    try {
      const stamp = fileStamp(file);
      const known = seen.get(path);
      const hash = known?.stamp === stamp ? known.hash : readFile(file).then(sha256);
      seen.set(path, { stamp, hash });
      return { state: (await hash) === indexed ? "current" : "changed" };
    } catch (error) {
      seen.delete(path);
      return { state: isAbsent(error) ? "removed" : "changed" };
    }
  };
}
