/** @module The lexical index: postings and sentences' terms of a whole collection in typed arrays. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { inverseFrequency, termWeight } from "./bm25.ts";
import { best } from "./best.ts";
import type { Frequencies } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

/** A row of the collection and its BM25 score. */
export interface Match {
  readonly row: number;
  readonly score: number;
}

export interface LexicalIndex {
  matching(terms: readonly string[], k: number): Match[];
  frequencies(terms: readonly string[]): Frequencies;
  length(row: number): number;
  counts(row: number, terms: readonly string[]): number[];
  sentenceTerms(row: number, terms: readonly string[]): boolean[][];
}

/** What is indexed of a passage: its headings' terms (with the title, unless it is a file's name), then its sentences'. */
export function passageTerms(
  document: Pick<Document, "title" | "titleFrom" | "text">,
  { headings, sentences, start, end }: Pick<Passage, "headings" | "sentences" | "start" | "end">,
): { readonly heading: string[]; readonly all: string[]; readonly sentences: string[][] } {
  const title = document.titleFrom === "file name" ? [] : [document.title];
  const heading = termsOf([...title, ...headings].join("\n"));
  const text = termsOf(document.text.slice(start, end));
  return {
    heading,
    all: [...heading, ...text],
    sentences: sentences.map((sentence) =>
      termsOf(document.text.slice(sentence.start, sentence.end)),
    ),
  };
}

/** Collects passages in the order of their rows; `finish` gives the index. */
export function lexicalBuilder(): {
  add(terms: ReturnType<typeof passageTerms>): void;
  finish(): LexicalIndex;
} {
  const vocabulary = new Map<string, number>();
  const idOf = (term: string): number => {
    const known = vocabulary.get(term);
    if (known !== undefined) return known;
    vocabulary.set(term, vocabulary.size);
    return vocabulary.size - 1;
  };
  const passages: Bag[] = [];
  const lengths: number[] = [];
  const sentences: Bag[] = [];
  const firstSentence: number[] = [0];
  return {
    add({ all, sentences: own }) {
      passages.push(bagOf(all.map(idOf)));
      lengths.push(all.length);
      for (const sentence of own) sentences.push(bagOf(sentence.map(idOf)));
      firstSentence.push(sentences.length);
    },
    finish: () =>
      lexicalIndex(vocabulary, Float64Array.from(lengths), {
        passages: packed(passages),
        postings: packed(inverted(passages, vocabulary.size)),
        sentences: packed(sentences),
        firstSentence: Uint32Array.from(firstSentence),
      }),
  };
}

/** Distinct numbers, ascending, with how often each stands. */
interface Bag {
  readonly keys: readonly number[];
  readonly counts: readonly number[];
}

function bagOf(numbers: readonly number[]): Bag {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const keys = [...counts.keys()].toSorted((a, b) => a - b);
  return { keys, counts: keys.map((key) => counts.get(key) ?? 0) };
}

/** From the terms of each passage to the passages of each term. */
function inverted(bags: readonly Bag[], size: number): Bag[] {
  const turned = Array.from({ length: size }, () => ({
    keys: new Array<number>(),
    counts: new Array<number>(),
  }));
  bags.forEach(({ keys, counts }, row) => {
    keys.forEach((key, at) => {
      turned[key]?.keys.push(row);
      turned[key]?.counts.push(counts[at] ?? 0);
    });
  });
  return turned;
}

/** Bags end to end: those of `at` are `keys[starts[at] .. starts[at + 1]]`. */
interface Packed {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
  readonly counts: Uint16Array;
}

function packed(bags: readonly Bag[]): Packed {
  const starts = new Uint32Array(bags.length + 1);
  bags.forEach(({ keys }, at) => (starts[at + 1] = (starts[at] ?? 0) + keys.length));
  const keys = new Uint32Array(starts.at(-1) ?? 0);
  const counts = new Uint16Array(keys.length);
  bags.forEach((bag, at) => {
    keys.set(bag.keys, starts[at]);
    counts.set(bag.counts, starts[at]);
  });
  return { starts, keys, counts };
}

/** How often the bag `at` has a key, by binary search. */
function countIn({ starts, keys, counts }: Packed, at: number, key: number | undefined): number {
  if (key === undefined) return 0;
  let low = starts[at] ?? 0;
  let high = starts[at + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low < (starts[at + 1] ?? 0) && keys[low] === key ? (counts[low] ?? 0) : 0;
}

interface Tables {
  readonly passages: Packed;
  readonly postings: Packed;
  readonly sentences: Packed;
  readonly firstSentence: Uint32Array;
}

function lexicalIndex(
  vocabulary: ReadonlyMap<string, number>,
  lengths: Float64Array,
  { passages, postings, sentences, firstSentence }: Tables,
): LexicalIndex {
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  const holding = (term: string): number => {
    const id = vocabulary.get(term);
    return id === undefined ? 0 : (postings.starts[id + 1] ?? 0) - (postings.starts[id] ?? 0);
  };
  const addScores = (term: string, scores: Float64Array): void => {
    const id = vocabulary.get(term);
    if (id === undefined) return;
    const idf = inverseFrequency(lengths.length, holding(term));
    for (let at = postings.starts[id] ?? 0; at < (postings.starts[id + 1] ?? 0); at += 1) {
      const row = postings.keys[at] ?? 0;
      const weight = termWeight(idf, postings.counts[at] ?? 0, lengths[row] ?? 0, averageLength);
      scores[row] = (scores[row] ?? 0) + weight;
    }
  };
  return {
    matching(terms, k) {
      const scores = new Float64Array(lengths.length);
      for (const term of new Set(terms)) addScores(term, scores);
      return best(scores, k);
    },
    frequencies: (terms) => ({
      passages: lengths.length,
      averageLength,
      holding: terms.map(holding),
    }),
    length: (row) => lengths[row] ?? 0,
    counts: (row, terms) => terms.map((term) => countIn(passages, row, vocabulary.get(term))),
    sentenceTerms(row, terms) {
      const ids = terms.map((term) => vocabulary.get(term));
      const [first, next] = [firstSentence[row] ?? 0, firstSentence[row + 1] ?? 0];
      return Array.from({ length: next - first }, (_, at) =>
        ids.map((id) => countIn(sentences, first + at, id) > 0),
      );
    },
  };
}
