/** @module Conflicts between passages of different documents, found in their best sentences. */

import { visibleText } from "../corpus/hidden.ts";
import { cosineOfRows } from "../model/compact.ts";
import { createConflictFinder, type Sentence } from "../search/conflicts/conflict.ts";
import type { Group } from "./grouping.ts";
import { bestSentence, type Entry } from "./ranked-passage.ts";

/** How many of the best passages are compared; lower ranks are about other things. */
const COMPARED = 6;

/** The least cosine of sentences about the same thing: of 115 labelled pairs that differ none is below .68. */
const MIN_COSINE = 0.6;

/** Another passage in conflict, and how: `number: "750" / "about 500"`. */
export interface PassageConflict {
  readonly other: Entry;
  readonly what: string;
}

const { readSentence, findConflict } = createConflictFinder();

/** Creates a finder of passages, among the best, that are in conflict with a passage. */
export function createPassageConflictFinder(
  groups: readonly Group[],
): (entry: Entry) => PassageConflict[] {
  const compared = groups.slice(0, COMPARED).map(({ first }) => first);
  const sentences = new Map<Entry, Sentence>();
  const sentenceOf = (entry: Entry): Sentence => {
    const sentence = sentences.get(entry) ?? readSentence(bestText(entry));
    sentences.set(entry, sentence);
    return sentence;
  };
  return (entry) =>
    compared
      .filter(({ document }) => document.path !== entry.document.path)
      .filter((other) => cosineOf(entry, other) >= MIN_COSINE)
      .flatMap((other) => {
        const conflict = findConflict(sentenceOf(entry), sentenceOf(other));
        return conflict ? [{ other, what: conflict.what }] : [];
      });
}

/** Returns the cosine of two best sentences, 0 if one is unknown. */
const cosineOf = ({ ranked: a }: Entry, { ranked: b }: Entry): number =>
  a.best < 0 || b.best < 0
    ? 0
    : cosineOfRows(a.candidate.sentenceVectors, a.best, b.candidate.sentenceVectors, b.best);

const bestText = (entry: Entry): string =>
  visibleText(entry.document, bestSentence(entry) ?? entry.ranked.candidate.passage);
