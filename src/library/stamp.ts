/** @module Stamps of files: equal as long as a file is left alone, without reading its bytes. */

import { statSync } from "node:fs";
import { join } from "node:path";
import { currentFile, FILES, generationDir, MANIFEST, readCurrent } from "./layout.ts";

/**
 * Size, times of change and inode. Synchronous: a look at a local file takes microseconds, waiting for a thread to do it
 * takes ten times that.
 */
export function fileStamp(file: string): string {
  const { size, mtimeNs, ctimeNs, ino } = statSync(file, { bigint: true });
  return [size, mtimeNs, ctimeNs, ino].join(" ");
}

/** The stamp of `current` and of every file of the generation that it names; it never throws. */
export async function indexStamp(indexDir: string): Promise<string> {
  const id = await readCurrent(indexDir).catch(() => undefined);
  const folder = generationDir(indexDir, id ?? "none");
  const names = [...Object.values(FILES), MANIFEST];
  return [currentFile(indexDir), ...names.map((name) => join(folder, name))]
    .map(stampOrFault)
    .join("\n");
}

function stampOrFault(file: string): string {
  try {
    return fileStamp(file);
  } catch (error) {
    return String(error);
  }
}
