/** @module Documents that say otherwise, as far as can be told from numbers, dates and negations. */

import { visibleText } from "../corpus/hidden.ts";
import { cosineOfRows } from "../model/compact.ts";
import { compareReadings } from "../search/conflicts/difference.ts";
import { read, type Reading } from "../search/conflicts/reading.ts";
import { bestSentence, type Entry } from "./ranked-passage.ts";
import type { Group } from "./grouping.ts";

/** So many of the best are held against a passage: what ranks lower speaks of other things. */
const COMPARED = 6;

/** Sentences whose cosine is less speak of different things: of 115 labelled pairs that differ none is below .68. */
const LEAST_LIKENESS = 0.6;

/** Another passage, and what differs in it. */
export interface Differing {
  readonly other: Entry;
  readonly what: string;
}

/** Finds passages of other documents, among the best, whose best sentence differs from a passage's own. */
export function disagreementFinder(groups: readonly Group[]): (entry: Entry) => Differing[] {
  const compared = groups.slice(0, COMPARED).map(({ first }) => first);
  const readings = new Map<Entry, Reading>();
  const readingOf = (entry: Entry): Reading => {
    const reading = readings.get(entry) ?? read(sentenceOf(entry));
    readings.set(entry, reading);
    return reading;
  };
  return (entry) =>
    compared
      .filter(({ document }) => document.path !== entry.document.path)
      .filter((other) => likeness(entry, other) >= LEAST_LIKENESS)
      .flatMap((other) => {
        const difference = compareReadings(readingOf(entry), readingOf(other));
        return difference ? [{ other, what: difference.what }] : [];
      });
}

/** 0 where a best sentence is not known. */
const likeness = ({ ranked: a }: Entry, { ranked: b }: Entry): number =>
  a.best < 0 || b.best < 0
    ? 0
    : cosineOfRows(a.candidate.sentenceVectors, a.best, b.candidate.sentenceVectors, b.best);

function sentenceOf(entry: Entry): string {
  return visibleText(entry.document, bestSentence(entry) ?? entry.ranked.candidate.passage);
}
