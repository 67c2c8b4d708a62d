/** @module Seeds: finding the source documents in a folder and reading one, strictly and unaltered. */

import { opendir, readFile, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { sha256 } from "../base/hash.ts";
import { isShortage, messageOf, systemCode, UserError } from "../base/errors.ts";
import { EXTRACTED } from "../corpus/extraction/kinds.ts";
import { decodeText, type SourceFile, type TextFile } from "../corpus/text.ts";

/** 10 MB. */
export const MAX_SEED_BYTES = 10_000_000;

/** A file that was left out, and why. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

export interface SeedList {
  /** In the order of their UTF-16 units, so that it is the same on every machine. */
  readonly paths: readonly string[];
  readonly refused: readonly Refusal[];
  /** Files of kinds that are not read, by their ending, such as `.png`; those most often found first. */
  readonly passedOver: readonly PassedOver[];
}

export interface PassedOver {
  /** In lower case with its dot; empty for names without one. */
  readonly ending: string;
  readonly count: number;
}

/** What is read; all but the first three by taking the text out. */
const KINDS: readonly string[] = [".md", ".mdx", ".txt", ...EXTRACTED];
const READABLE: ReadonlySet<string> = new Set(KINDS);
/** Files that a person may well have meant as documents are refused by name; others are only counted. */
const DOCUMENTS = new Set(".doc .odt .rtf .epub .rst .adoc .tex .markdown .mht .mhtml".split(" "));

/**
 * Every file of a kind that is read below the folder; hidden ones, and those that a browser saved with a page, excepted.
 * @throws UserError if the folder is missing or can't be read.
 */
export async function listSeeds(folder: string): Promise<SeedList> {
  const root = await rootOf(folder);
  const paths: string[] = [];
  const refused: Refusal[] = [];
  const endings = new Map<string, number>();
  for await (const found of walk(root, root)) {
    if (typeof found === "string") paths.push(found);
    else if ("reason" in found) refused.push(found);
    else endings.set(found.ending, (endings.get(found.ending) ?? 0) + 1);
  }
  const passedOver = Array.from(endings, ([ending, count]) => ({ ending, count }));
  return {
    paths: paths.toSorted(compare),
    refused: refused.toSorted(byPath),
    passedOver: passedOver.toSorted((a, b) => b.count - a.count || compare(a.ending, b.ending)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byPath = (a: Refusal, b: Refusal): number => compare(a.path, b.path);

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

/** The path of a file to read, a file that is refused, or one that is only counted. */
type Found = string | Refusal | Pick<PassedOver, "ending">;

async function* walk(root: string, folder: string): AsyncGenerator<Found> {
  const entries = await opendir(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  for await (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const full = join(folder, entry.name);
    if (entry.isDirectory() && (await isOfPage(full))) continue;
    if (entry.isDirectory()) yield* walk(root, full);
    else yield* judge(root, full, entry.isSymbolicLink());
  }
}

/** Beside `A page.html` browsers put `A page_files`: pictures, scripts, and what stood in frames. */
async function isOfPage(folder: string): Promise<boolean> {
  const name = /^(.+)_files$/.exec(folder)?.[1];
  if (name === undefined) return false;
  const pages = [".html", ".htm"].map((extension) => stat(name + extension).catch(() => undefined));
  return (await Promise.all(pages)).some((page) => page?.isFile());
}

/** Why a file of this name is not read; undefined where it is. */
export function kindFault(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  if (READABLE.has(extension)) return undefined;
  return `a ${extension || "nameless"} file: only ${KINDS.join(", ")} are read`;
}

async function* judge(root: string, full: string, isLink: boolean): AsyncGenerator<Found> {
  const path = relative(root, full).split(sep).join("/");
  if (path === EXAMPLES_FILE) return;
  const fault = kindFault(path);
  const ending = extname(path).toLowerCase();
  if (fault !== undefined) {
    if (DOCUMENTS.has(ending)) yield { path, reason: fault };
    else if (!isSidecar(path)) yield { ending };
    return;
  }
  const reason = isLink ? await linkFault(root, full) : undefined;
  yield reason === undefined ? path : { path, reason };
}

/** The ending of a file of metadata beside a document whose own bytes can't hold any: `rules.pdf.yaml`. */
export const SIDECAR = ".yaml";

/** The operator's examples of questions, at the root of the folder; no document. */
export const EXAMPLES_FILE = "examples.txt";

const isSidecar = (path: string): boolean =>
  path.endsWith(SIDECAR) &&
  EXTRACTED.includes(extname(path.slice(0, -SIDECAR.length)).toLowerCase());

const OUTSIDE = "a link to a file outside the folder";

async function linkFault(root: string, full: string): Promise<string | undefined> {
  const target = await realpath(full).catch(() => undefined);
  if (target === undefined) return "a link to nothing";
  return target.startsWith(root + sep) ? undefined : OUTSIDE;
}

/**
 * Reads one seed.
 * @param path as `listSeeds` gives it.
 * @throws UserError that says why the file can't be quoted: its place, size, encoding, no access, nothing in it. The system's
 * own error if the machine is at fault: too many open files, a drive that is gone.
 */
export async function readSeed(folder: string, path: string): Promise<TextFile> {
  return decodeText(await readSeedFile(folder, path));
}

/** Reads a seed of any kind. @throws as `readSeed`, but for its encoding. */
export async function readSeedFile(folder: string, path: string): Promise<SourceFile> {
  const content = await readBytes(await placeOf(folder, path));
  if (content.length === 0) throw new UserError("it is empty");
  return { path, content, sha256: sha256(content) };
}

/** Where a seed really is, looked up again: what was a file when it was listed may be a link by now. */
async function placeOf(folder: string, path: string): Promise<string> {
  const root = await realpath(folder).catch(fail);
  const place = await realpath(join(root, path)).catch(fail);
  if (!place.startsWith(root + sep)) throw new UserError(`it is ${OUTSIDE}`);
  return place;
}

async function readBytes(file: string): Promise<Buffer> {
  const info = await stat(file).catch(fail);
  if (!info.isFile()) throw new UserError("it is not a file");
  if (info.size > MAX_SEED_BYTES) throw tooLarge(info.size);
  const bytes = await readFile(file).catch(fail);
  if (bytes.length > MAX_SEED_BYTES) throw tooLarge(bytes.length);
  return bytes;
}

/** The disk or the drive is at fault, not the file: to leave the file out would take it from the index for no reason. */
const LOST_DRIVE = new Set(["EIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN"]);

const fail = (error: unknown): never => {
  if (isShortage(error) || LOST_DRIVE.has(systemCode(error) ?? "")) throw error;
  throw new UserError(`it cannot be read (${systemCode(error) ?? messageOf(error)})`, {
    cause: error,
  });
};

const tooLarge = (size: number): UserError =>
  new UserError(`it has ${(size / 1e6).toFixed(1)} MB; at most 10 MB are read: divide it`);
