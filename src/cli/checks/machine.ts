/** @module Checks of the machine: Node, native packages, disk space, write access. */

import { constants } from "node:fs";
import { access, readdir, stat, statfs, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode, messageOf } from "../../base/errors.ts";
import { type Finding, findings } from "../../base/finding.ts";
import { z } from "zod";
import { PROJECT } from "../../base/project.ts";

const MB = 1_000_000;
const LEAST_BYTES = 50 * MB;

/** Checks whether a second index of the same size fits: a build is staged beside the active generation. */
export async function checkDiskSpace(
  indexDir: string,
  freeAt: (folder: string) => Promise<number> = freeBytes,
): Promise<Finding> {
  const { ok, warning, fault } = findings("disk");
  const free = await freeAt(await existing(indexDir));
  const size = await sizeOf(indexDir);
  const said = `${inMb(free)} free; the index takes ${inMb(size)}`;
  const remedy = `Free some space on the disk of ${indexDir}, or set INDEX_DIR to another disk.`;
  if (free < LEAST_BYTES) return fault(said, remedy);
  return free < size + LEAST_BYTES ? warning(`${said}: a rebuild may not fit`, remedy) : ok(said);
}

const inMb = (bytes: number): string => `${Math.floor(bytes / MB).toLocaleString("en")} MB`;

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Returns the folder, or its nearest parent that exists. */
async function existing(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere || dirname(folder) === folder ? folder : existing(dirname(folder));
}

/** Checks whether this user may write into a folder, or create it where it is missing. */
export async function checkWritable(
  check: string,
  folder: string,
  setting: string,
): Promise<Finding> {
  const { ok, fault } = findings(check);
  try {
    await access(await existing(folder), constants.W_OK | constants.X_OK);
    return ok(folder);
  } catch (error) {
    const remedy = `Give the user that runs Footnote the right to write there, or set ${setting}.`;
    return fault(`${folder} can't be written to (${systemCode(error) ?? "unknown"})`, remedy);
  }
}

const Package = z.object({ engines: z.object({ node: z.string() }) });

/** Checks the version of Node. The entries refuse an older one before (`bin/check-node.cjs`). */
export async function checkNode(version = process.versions.node): Promise<Finding> {
  const { ok, fault } = findings("Node");
  const { engines } = Package.parse(
    JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8")),
  );
  const wanted = numbersOf(engines.node);
  const found = numbersOf(version);
  const differs = wanted.findIndex((number, at) => number !== found[at]);
  const isOld = differs >= 0 && (found[differs] ?? 0) < (wanted[differs] ?? 0);
  return isOld
    ? fault(`${version}; needed is ${engines.node}`, "Install a newer Node, then: npm ci")
    : ok(version);
}

const numbersOf = (version: string): number[] => (version.match(/\d+/g) ?? []).map(Number);

/** Native packages, each with the module that loads it. */
const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  "hnswlib-node": () => import("../../search/hnsw.ts"),
  "fs-native-extensions": () => import("../../base/lock.ts"),
  "onnxruntime-node": () => import("../../model/embedder.ts"),
};

/** Checks whether this Node can load the native packages. */
export async function checkModules(modules = MODULES): Promise<Finding> {
  const { ok, fault } = findings("native modules");
  const broken: string[] = [];
  for (const [name, load] of Object.entries(modules))
    await load().catch((error: unknown) => broken.push(`${name}: ${firstLine(messageOf(error))}`));
  return broken.length === 0
    ? ok(Object.keys(modules).join(", "))
    : fault(broken.join("; "), "Install them with the Node that runs Footnote: npm ci");
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";
