/** @module The lexical index: postings, and which terms stand where, of a whole collection in typed arrays. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { best } from "./best.ts";
import { inverseFrequency, termWeight } from "./bm25.ts";
import { type Bag, bagOf, countIn, invert, pack, type Packed } from "./packed.ts";
import type { Candidate, Frequencies } from "./snapshot.ts";
import { termsOf } from "./terms.ts";

/** A row of the collection and its BM25 score. */
export interface Match {
  readonly row: number;
  readonly score: number;
}

export interface LexicalIndex {
  /** The rows that hold any of the terms, by BM25, the best first. */
  matching(terms: readonly string[], k: number): Match[];
  frequencies(terms: readonly string[]): Frequencies;
  /** What scoring reads of the passage in a row. */
  reader(terms: readonly string[]): (row: number) => LexicalReading;
}

export type LexicalReading = Pick<Candidate, "bm25" | "sentenceIdf">;

/** The terms of a passage's headings (with the title, unless it is a file's name), of its text, of each sentence. */
export interface PassageTerms {
  readonly headings: readonly string[];
  readonly text: readonly string[];
  readonly sentences: readonly (readonly string[])[];
}

/** The terms of a passage; what is indexed of it are those of its headings and of its text. */
export function passageTerms(
  document: Pick<Document, "title" | "titleFrom" | "text">,
  { headings, sentences, start, end }: Pick<Passage, "headings" | "sentences" | "start" | "end">,
): PassageTerms {
  const title = document.titleFrom === "file name" ? [] : [document.title];
  return {
    headings: termsOf([...title, ...headings].join("\n")),
    text: termsOf(document.text.slice(start, end)),
    sentences: sentences.map((sentence) =>
      termsOf(document.text.slice(sentence.start, sentence.end)),
    ),
  };
}

/** The index of passages in the order of their rows. */
export function buildLexical(all: Iterable<PassageTerms>): LexicalIndex {
  const vocabulary = new Map<string, number>();
  const bag = (terms: readonly string[]): Bag => bagOf(terms.map((term) => idOf(vocabulary, term)));
  const bags = {
    passages: new Array<Bag>(),
    headings: new Array<Bag>(),
    sentences: new Array<Bag>(),
  };
  const lengths: number[] = [];
  const firstSentence: number[] = [0];
  for (const { headings, text, sentences } of all) {
    bags.passages.push(bag([...headings, ...text]));
    bags.headings.push(bag(headings));
    for (const sentence of sentences) bags.sentences.push(bag(sentence));
    lengths.push(headings.length + text.length);
    firstSentence.push(bags.sentences.length);
  }
  const passages = pack(bags.passages);
  return lexicalIndex(vocabulary, Float64Array.from(lengths), {
    passages,
    postings: invert(passages, vocabulary.size),
    headings: pack(bags.headings),
    sentences: pack(bags.sentences),
    firstSentence: Uint32Array.from(firstSentence),
  });
}

function idOf(vocabulary: Map<string, number>, term: string): number {
  const known = vocabulary.get(term) ?? vocabulary.size;
  vocabulary.set(term, known);
  return known;
}

interface Tables {
  readonly passages: Packed;
  readonly postings: Packed;
  readonly headings: Packed;
  readonly sentences: Packed;
  readonly firstSentence: Uint32Array;
}

function lexicalIndex(
  vocabulary: ReadonlyMap<string, number>,
  lengths: Float64Array,
  tables: Tables,
): LexicalIndex {
  const { postings } = tables;
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  const holding = (id: number | undefined): number =>
    id === undefined ? 0 : (postings.starts[id + 1] ?? 0) - (postings.starts[id] ?? 0);
  /** Those that some passage holds, each once. */
  const known = (terms: readonly string[]): KnownTerm[] =>
    [...new Set(terms)].flatMap((term) => {
      const id = vocabulary.get(term);
      return id === undefined ? [] : [{ id, idf: inverseFrequency(lengths.length, holding(id)) }];
    });
  /** All zeros between two searches: clearing what was touched costs less than a new array for each. */
  const scores = new Float64Array(lengths.length);
  const addScores = ({ id, idf }: KnownTerm, touched: number[]): void => {
    for (let at = postings.starts[id] ?? 0; at < (postings.starts[id + 1] ?? 0); at += 1) {
      const row = postings.keys[at] ?? 0;
      const before = scores[row] ?? 0;
      if (before === 0) touched.push(row);
      scores[row] =
        before + termWeight(idf, postings.counts[at] ?? 0, lengths[row] ?? 0, averageLength);
    }
  };
  return {
    matching(terms, k) {
      const touched: number[] = [];
      for (const term of known(terms)) addScores(term, touched);
      const found = best(scores, k, touched);
      for (const row of touched) scores[row] = 0;
      return found;
    },
    frequencies: (terms) => ({
      passages: lengths.length,
      averageLength,
      holding: terms.map((term) => holding(vocabulary.get(term))),
    }),
    reader(terms) {
      const asked = known(terms);
      return (row) => readRow(tables, row, asked, (lengths[row] ?? 0) / averageLength);
    },
  };
}

interface KnownTerm {
  readonly id: number;
  readonly idf: number;
}

/** @param relativeLength the row's length in terms, 1 being the average. */
function readRow(
  { passages, headings, sentences, firstSentence }: Tables,
  row: number,
  terms: readonly KnownTerm[],
  relativeLength: number,
): LexicalReading {
  const first = firstSentence[row] ?? 0;
  const sentenceIdf = new Array<number>((firstSentence[row + 1] ?? 0) - first).fill(0);
  let bm25 = 0;
  for (const { id, idf } of terms) {
    const count = countIn(passages, row, id);
    if (count === 0) continue;
    bm25 += termWeight(idf, count, relativeLength, 1);
    const isHeading = countIn(headings, row, id) > 0;
    for (let at = 0; at < sentenceIdf.length; at += 1)
      if (isHeading || countIn(sentences, first + at, id) > 0)
        sentenceIdf[at] = (sentenceIdf[at] ?? 0) + idf;
  }
  return { bm25, sentenceIdf };
}
