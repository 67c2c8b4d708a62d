/** @module Quotations: a group of passages as it is shown, proved and cited, with what other documents say. */

import { type Citation, cite } from "../corpus/citation.ts";
import type { Quotation } from "./answer.ts";
import { createPassageConflictFinder } from "./conflicts.ts";
import { bestInExcerpt, bestSentence, type Entry, excerptOf } from "./ranked-passage.ts";
import type { Freshness } from "../sources/source.ts";
import type { Group } from "./grouping.ts";

/**
 * Makes the quotation of a group, with its conflicts with the other groups.
 * @throws (what it gives) UserError if a passage can't be proved.
 */
export function quotationMaker(
  groups: readonly Group[],
  freshness: Freshness,
  explain: boolean,
): (group: Group, rankFromOne: number) => Promise<Quotation> {
  const citationOf = async ({ document, ranked }: Entry): Promise<Citation> =>
    cite(document, ranked.candidate.passage, await freshness(document));
  const conflictsOf = createPassageConflictFinder(groups);
  return async ({ first, others }, rankFromOne) => ({
    rank: rankFromOne,
    score: first.ranked.score,
    excerpt: excerptOf(first),
    highlight: bestSentence(first),
    best: bestInExcerpt(first),
    citation: await citationOf(first),
    alsoReportedIn: await Promise.all(others.map(citationOf)),
    differsFrom: await Promise.all(
      conflictsOf(first).map(async ({ other, what }) => ({
        citation: await citationOf(other),
        excerpt: excerptOf(other),
        highlight: bestSentence(other),
        best: bestInExcerpt(other),
        what,
      })),
    ),
    ...(explain && first.ranked.signals ? { signals: first.ranked.signals } : {}),
  });
}
