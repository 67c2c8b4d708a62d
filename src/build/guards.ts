/** @module Guards of a build: an empty, unreadable or unmounted folder must not empty the index. */

import type { DocumentMark } from "../corpus/document.ts";
import { UserError } from "../base/errors.ts";
import type { Refusal, Source } from "../sources/source.ts";
import { isOfSamples, type Recipe, servesOwn } from "../storage/recipe.ts";
import type { Corpus } from "./ingest.ts";

/**
 * Requires something to quote. Samples never replace own documents by themselves: the folder may not be mounted.
 * @param own the number of own documents that are served now.
 * @throws UserError if there is nothing.
 */
export function requireSomething(
  { passages, refused }: Corpus,
  { describe, samples }: Pick<Source, "describe" | "samples">,
  own: number,
): void {
  if (passages.length > 0) return;
  const left = refused.map(({ path, reason }) => `\n  - ${path}: ${reason}`).join("");
  const isLoss = own > 0 && samples !== undefined;
  throw new UserError({
    expected: `at least one document to quote in ${describe}`,
    found:
      (refused.length === 0 ? "none" : `only files that can't be read:${left}\n`) +
      (isLoss ? `, where the index has ${own}` : ""),
    remedy: isLoss ? `${CHECK_FOLDER} To serve the samples instead: ${FORCE}` : `${PUT} ${FORCE}`,
  });
}

const PUT = "Put documents into it. To empty the index:";
const CHECK_FOLDER = "Check that the folder is mounted and is the right one.";
const FORCE = "npm run footnote -- index --force, or /rebuild force:true.";

/** @throws UserError with their number if there are more passages than the collection may have. */
export function requireFew({ passages }: Pick<Corpus, "passages">, most = Infinity): void {
  if (passages.length <= most) return;
  throw new UserError({
    expected: `at most ${most} passages in all documents of this collection`,
    found: `${passages.length}`,
    remedy: "Remove or shorten documents. The index is unchanged.",
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
 * Compares documents by paths, and by bytes for renamed ones. Samples are never lost, and own documents are not lost by
 * a roll-back to samples, which somebody asked for.
 * @throws UserError if more than half of the active documents would be lost.
 */
export function requireNoLoss(before: Origin, next: Origin, source: string): void {
  if (isOfSamples(before) || (servesOwn(before) && isOfSamples(next))) return;
  const active = before.seeds;
  const paths = new Set(next.seeds.map(({ path }) => path));
  const hashes = new Set(next.seeds.map(({ sha256 }) => sha256));
  const lost = active.filter(({ path, sha256 }) => !paths.has(path) && !hashes.has(sha256));
  if (lost.length <= active.length * MOST_LOST) return;
  throw new UserError({
    expected: `at least half of the ${active.length} active documents to be in ${source}`,
    found: `${lost.length} of them missing (${list(lost)})`,
    remedy: `${CHECK_FOLDER} To remove them from the index: ${FORCE}`,
  });
}

const NAMED = 3;

const list = (lost: readonly Fingerprint[]): string =>
  lost
    .slice(0, NAMED)
    .map(({ path }) => path)
    .join(", ") + (lost.length > NAMED ? ", …" : "");
