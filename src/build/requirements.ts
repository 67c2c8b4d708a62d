/** @module What a corpus must have to be built. */

import type { Refusal } from "../sources/source.ts";
import { UserError } from "../base/errors.ts";
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
