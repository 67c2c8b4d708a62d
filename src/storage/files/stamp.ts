/** @module Stamps of files: equal as long as a file is left alone, without reading its bytes. */

import { join } from "node:path";
import { fileStamp } from "../../base/file-stamp.ts";
import { currentFile, FILES, generationDir, MANIFEST, readCurrent } from "./layout.ts";

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
