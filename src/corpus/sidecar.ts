/** @module The file of provenance beside a document that can't hold any: `rules.pdf.yaml` tells of `rules.pdf`. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../base/errors.ts";
import { type Origin, readFields } from "./front-matter.ts";
import { decode, readSeedFile, SIDECAR } from "./seed.ts";

export interface Sidecar {
  readonly origin: Origin;
  readonly sha256: string;
}

/**
 * What stands beside a seed; undefined where nothing does.
 * @throws UserError that names the file if it can't be read, or is no YAML mapping of plain fields.
 */
export async function readSidecar(folder: string, path: string): Promise<Sidecar | undefined> {
  if (!existsSync(join(folder, path + SIDECAR))) return undefined;
  try {
    const { content, sha256 } = await readSeedFile(folder, path + SIDECAR);
    return { origin: readFields(decode(content)), sha256 };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path + SIDECAR} beside it: ${error.message}`, { cause: error });
  }
}
