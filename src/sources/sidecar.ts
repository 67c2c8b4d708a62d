/** @module The file of provenance beside a document that can't hold any: `rules.pdf.yaml` tells of `rules.pdf`. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../base/errors.ts";
import { readFields } from "../corpus/front-matter.ts";
import type { FoundSeed, Sidecar } from "../corpus/understanding.ts";
import { decodeUtf8 } from "../corpus/text.ts";
import { readerOf } from "../corpus/extraction/kinds.ts";
import { readSeedFile, SIDECAR } from "./folder.ts";

/** Reads a seed and the file of provenance beside it. @throws UserError that says why the file can't be quoted. */
export async function findSeed(folder: string, path: string): Promise<FoundSeed> {
  const file = await readSeedFile(folder, path);
  const reader = readerOf(path);
  if (reader === undefined)
    return { mark: { path, sha256: file.sha256 }, file, sidecar: undefined };
  const sidecar = await readSidecar(folder, path);
  const mark = { path, sha256: file.sha256, reader };
  return { mark: sidecar ? { ...mark, about: sidecar.sha256 } : mark, file, sidecar };
}

/**
 * What stands beside a seed; undefined where nothing does.
 * @throws UserError that names the file if it can't be read, or is no YAML mapping of plain fields.
 */
export async function readSidecar(folder: string, path: string): Promise<Sidecar | undefined> {
  if (!existsSync(join(folder, path + SIDECAR))) return undefined;
  try {
    const { content, sha256 } = await readSeedFile(folder, path + SIDECAR);
    return { origin: readFields(decodeUtf8(content)), sha256 };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path + SIDECAR} beside it: ${error.message}`, { cause: error });
  }
}
