/** @module Guards of a build: a folder that is empty, unreadable or not mounted must not empty the library. */

import type { DocumentMark } from "../corpus/document.ts";
import { UserError } from "../base/errors.ts";
import type { Refusal } from "../sources/source.ts";
import type { Corpus } from "./ingest.ts";

/** @throws UserError if there is nothing to quote. */
export function requireSomething({ passages, refused }: Corpus, place: string): void {
  if (passages.length > 0) return;
  const left = refused.map(({ path, reason }) => `\n  - ${path}: ${reason}`).join("");
  throw new UserError({
    expected: `at least one document to quote in ${place}`,
    found: refused.length === 0 ? "none" : `only files that can't be read:${left}\n`,
    remedy:
      "Put documents into it. If nothing is to be quoted any more: npm run footnote -- index --force, or /rebuild force:true.",
  });
}

/** @throws UserError if any file was refused. */
export function requireAll(refused: readonly Refusal[]): void {
  if (refused.length === 0) return;
  const list = refused.map(({ path, reason }) => `\n  - ${path}: ${reason}`).join("");
  throw new UserError({
    expected: "every document to be readable (--strict)",
    found: `${refused.length} refused:${list}\n`,
    remedy: "Mend or remove them, or build without --strict. The index is as it was.",
  });
}

/** What tells a document from others. */
type FileMark = Pick<DocumentMark, "path" | "sha256">;

/** At most this share of the documents in service may go in one step. */
const MOST_LOST = 0.5;

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
