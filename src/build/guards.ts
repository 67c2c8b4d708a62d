/** @module Guards of a build: an empty, unreadable or unmounted folder must not empty the index. */

import type { DocumentMark } from "../corpus/document.ts";
import { UserError } from "../base/errors.ts";
import type { Refusal } from "../sources/source.ts";
import { isOfSamples, type Recipe } from "../storage/recipe.ts";
import type { Corpus } from "./ingest.ts";

/** @throws UserError if there is nothing to quote. */
export function requireSomething({ passages, refused }: Corpus, source: string): void {
  if (passages.length > 0) return;
  const left = refused.map(({ path, reason }) => `\n  - ${path}: ${reason}`).join("");
  throw new UserError({
    expected: `at least one document to quote in ${source}`,
    found: refused.length === 0 ? "none" : `only files that can't be read:${left}\n`,
    remedy:
      "Put documents into it. To empty the index: npm run footnote -- index --force, or /rebuild force:true.",
  });
}

/** @throws UserError if any file was refused. */
export function requireAll(refused: readonly Refusal[]): void {
  if (refused.length === 0) return;
  const list = refused.map(({ path, reason }) => `\n  - ${path}: ${reason}`).join("");
  throw new UserError({
    expected: "every document to be readable (--strict)",
    found: `${refused.length} refused:${list}\n`,
    remedy: "Correct or remove them, or build without --strict. The index is unchanged.",
  });
}

type Fingerprint = Pick<DocumentMark, "path" | "sha256">;

/** Documents, and the folder that they are in, as in a recipe. */
interface Origin {
  readonly seeds: readonly Fingerprint[];
  readonly folder?: Recipe["folder"];
}

/** The largest share of the active documents that may be lost in one build. */
const MOST_LOST = 0.5;

/**
 * Compares documents by paths, and by bytes for renamed ones. Samples are never lost, and own documents are not lost to
 * samples, which serve only while the folder of own documents is empty.
 * @throws UserError if more than half of the active documents would be lost.
 */
export function requireNoLoss(before: Origin, next: Origin, source: string): void {
  if (isOfSamples(before) || (before.folder === "documents" && isOfSamples(next))) return;
  const active = before.seeds;
  const paths = new Set(next.seeds.map(({ path }) => path));
  const hashes = new Set(next.seeds.map(({ sha256 }) => sha256));
  const lost = active.filter(({ path, sha256 }) => !paths.has(path) && !hashes.has(sha256));
  if (lost.length <= active.length * MOST_LOST) return;
  throw new UserError({
    expected: `at least half of the ${active.length} active documents to be in ${source}`,
    found: `${lost.length} of them missing (${list(lost)})`,
    remedy:
      "Check that the folder is mounted and is the right one. To remove them from the index: npm run footnote -- index --force, or /rebuild force:true.",
  });
}

const NAMED = 3;

const list = (lost: readonly Fingerprint[]): string =>
  lost
    .slice(0, NAMED)
    .map(({ path }) => path)
    .join(", ") + (lost.length > NAMED ? ", …" : "");
