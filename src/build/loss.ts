/** @module A guard against sudden loss: a folder that is not mounted must not empty the library. */

import type { DocumentMark } from "../corpus/document.ts";
import { UserError } from "../base/errors.ts";
import { readCurrent } from "../storage/files/layout.ts";
import { readManifest } from "../storage/files/manifest.ts";

/** What tells a document from others. */
type FileMark = Pick<DocumentMark, "path" | "sha256">;

/** At most this share of the documents in service may go in one step. */
const MOST_LOST = 0.5;

/** The documents of the generation in service, by its manifest alone, as it may be damaged otherwise; undefined if not even that can be read. */
export async function documentsInService(
  indexDir: string,
): Promise<readonly FileMark[] | undefined> {
  try {
    const id = await readCurrent(indexDir);
    return id === undefined ? undefined : (await readManifest(indexDir, id)).seeds;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * A document is still there if its path is, or its bytes under another.
 * @throws UserError if more than half of the documents in service would go.
 */
export function requireNoLoss(
  inService: readonly FileMark[],
  next: readonly FileMark[],
  place: string,
): void {
  const paths = new Set(next.map(({ path }) => path));
  const hashes = new Set(next.map(({ sha256 }) => sha256));
  const lost = inService.filter(({ path, sha256 }) => !paths.has(path) && !hashes.has(sha256));
  if (lost.length <= inService.length * MOST_LOST) return;
  throw new UserError({
    expected: `at least half of the ${inService.length} documents in service to be in ${place}`,
    found: `${lost.length} of them gone (${list(lost)})`,
    remedy:
      "See that the folder is mounted and is the right one. If they are meant to go: npm run footnote -- index --force, or /rebuild force:true.",
  });
}

const NAMED = 3;

const list = (lost: readonly FileMark[]): string =>
  lost
    .slice(0, NAMED)
    .map(({ path }) => path)
    .join(", ") + (lost.length > NAMED ? ", …" : "");
