/** @module Documents read in this process, without bounds. */

import { cutDocument, requireFewParagraphs } from "../../corpus/cutting.ts";
import { type FoundSeed, understand } from "../../corpus/understanding.ts";
import { type Planning, planSeed } from "../../intake/plan.ts";
import type { DocumentReader } from "../../intake/reader.ts";

/** Reads documents in this process. */
export const readerHere = (planning: Planning): DocumentReader => ({
  async read(seed) {
    requireBounded(seed, planning);
    const understood = await understand(seed, planning.isWord);
    if (understood.isDraft) return { path: understood.document.path, isDraft: true };
    return cutDocument(understood, planning);
  },
  async plan(seed, given) {
    requireBounded(seed, planning);
    return planSeed(seed, given, planning);
  },
  close: () => {},
});

/** The bytes of other kinds are no paragraphs; their readers have bounds of their own. */
function requireBounded({ file, mark }: FoundSeed, planning: Planning): void {
  if (mark.reader === undefined) requireFewParagraphs(file, planning);
}
