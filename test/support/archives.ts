/** @module Archives that are damaged or forged, and the folders that must stay as they were. */

import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";
import { ZipFile } from "yazl";
import { z } from "zod";
import { openArchive } from "../../src/backup/archive.ts";
import type { Kind } from "../../src/backup/refusal.ts";
import { sha256 } from "../../src/base/hash.ts";

/** The files below a folder with the hashes of their contents; lock files, which are empty, left out. */
export async function treeOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((one) => one.isFile() && one.name !== "lock")
    .map(({ parentPath, name }) => join(parentPath, name));
  const hashed = paths.map(
    async (path) => [path.slice(folder.length), sha256(await readFile(path))] as const,
  );
  return Object.fromEntries(await Promise.all(hashed));
}

/** Returns bytes with one bit changed. */
export function flipped(bytes: Buffer, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(next() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  return copy;
}

/** The files of an archive by name. */
export type Contents = Map<string, Buffer>;

/** Reads all files of an archive. */
export async function contentsOf(file: string, kind: Kind): Promise<Contents> {
  const archive = await openArchive(file, kind);
  const contents: Contents = new Map();
  for (const name of archive.sizes.keys()) contents.set(name, await archive.readWhole(name));
  archive.close();
  return contents;
}

interface ForgeOptions {
  /** Whether its manifest gets the checksums of the files as they are then. */
  readonly seals?: boolean;
  /** The names of files to compress. */
  readonly compress?: readonly string[];
}

/** Returns functions that forge the archives of a kind. */
export function forger(kind: Kind, manifestName: string) {
  const manifestIn = (contents: Contents): object =>
    z.looseObject({}).parse(JSON.parse(String(contents.get(manifestName))));
  const withManifest = (contents: Contents, change: object): void =>
    void contents.set(
      manifestName,
      Buffer.from(JSON.stringify({ ...manifestIn(contents), ...change })),
    );
  /** Writes the archive again after a change to its files. */
  const forge = async (
    file: string,
    change: (contents: Contents) => void,
    { seals = true, compress = [] }: ForgeOptions = {},
  ): Promise<void> => {
    const contents = await contentsOf(file, kind);
    const { [manifestName]: manifest } = Object.fromEntries(contents);
    change(contents);
    if (seals && manifest) {
      if (!contents.has(manifestName)) contents.set(manifestName, manifest);
      withManifest(contents, { files: checksumsOf(contents, manifestName) });
    }
    const zip = new ZipFile();
    for (const [name, content] of contents)
      zip.addBuffer(content, name, { compress: compress.includes(name) });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(file));
  };
  return { forge, withManifest, manifestIn };
}

export const checksumsOf = (contents: Contents, manifestName: string) =>
  Object.fromEntries(
    [...contents]
      .filter(([name]) => name !== manifestName)
      .map(([name, content]) => [name, { bytes: content.length, sha256: sha256(content) }]),
  );

/** Replaces a text by one of the same length in the bytes of the archive, and in its manifest. */
export async function patch(file: string, from: string, to: string): Promise<void> {
  const bytes = await readFile(file, "latin1");
  await writeFile(file, bytes.replaceAll(from, to), "latin1");
}

/** Mounts a disk of 16 kB on a folder until the test ends, if this user may. */
export function mountsSmall(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync("umount", [folder]));
  return true;
}
