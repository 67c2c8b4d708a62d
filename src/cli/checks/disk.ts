/** @module Checks of the disk: room for a build, and the right to write. */

import { constants } from "node:fs";
import { access, readdir, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode } from "../../base/errors.ts";
import { type Finding, findings } from "../../base/finding.ts";

const MB = 1_000_000;
const LEAST_BYTES = 50 * MB;

/** Whether another index of the size of what is there would fit: a build is made beside the last. */
export async function checkRoom(
  indexDir: string,
  freeAt: (folder: string) => Promise<number> = freeBytes,
): Promise<Finding> {
  const { ok, warning, fault } = findings("disk");
  const free = await freeAt(await existing(indexDir));
  const size = await sizeOf(indexDir);
  const said = `${inMb(free)} free, and the index folder has ${inMb(size)}`;
  const remedy = `Free some room where ${indexDir} is, or set INDEX_DIR elsewhere.`;
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

/** The folder, or the nearest above it that is there. */
async function existing(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere || dirname(folder) === folder ? folder : existing(dirname(folder));
}

/** Whether this user may write into a folder, or make it where it is missing. */
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
