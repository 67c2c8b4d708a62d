/** @module The lexical index of a collection, one for each language: postings and term positions in typed arrays. */

import { type Document, searchedTitle } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import {
  type PlainDocument,
  type PlainPassage,
  markupStripper,
} from "../corpus/markup-stripper.ts";
import { topK } from "./top-k.ts";
import { inverseFrequency, termWeight } from "./bm25.ts";
import { analyserFor, wordsOf } from "./terms.ts";
import {
  type Multiset,
  multisetOf,
  type PackedCounts,
  invert,
  pack,
  packCounts,
  type Packed,
  placeOf,
} from "./packed.ts";
import type { Candidate, Frequencies, TermCounts, TermsByLanguage } from "./snapshot.ts";
import { sortWords, wordsNear } from "./words.ts";

/** A row and its BM25 score. */
export interface Match {
  readonly row: number;
  readonly score: number;
}

export interface LexicalIndex {
  /** Returns the rows in a language that have any of the terms, by BM25, the best first. */
  matching(language: string, terms: readonly string[], k: number): Match[];
  frequencies(language: string, terms: readonly string[]): Frequencies;
  /** Returns the words that are one edit away from a word (see `wordsNear`). */
  wordsNear(word: string): string[];
  /** Returns a function that counts the terms in the passage of a row. */
  counter(terms: TermsByLanguage): (row: number) => Counts;
}

export type Counts = Pick<Candidate, "length" | "terms">;

/** The terms of a passage: of its headings (with the title, unless it is a file's name), its text, and each sentence. */
export interface PassageTerms {
  readonly language: string;
  readonly headings: readonly string[];
  readonly text: readonly string[];
  readonly sentences: readonly (readonly string[])[];
  /** Of headings and text, in terms; initialisms are terms beside those of their phrases, and do not count. */
  readonly length: number;
  /** The words of headings and text as they are written, each once. */
  readonly words: readonly string[];
}

/** Returns the terms of a passage. */
export function passageTerms(
  document: PlainDocument & Pick<Document, "title" | "titleFrom">,
  passage: PlainPassage & Pick<Passage, "headings" | "language" | "sentences">,
): PassageTerms {
  const { headings, language, sentences } = passage;
  const { initialismsOf, termsOf } = analyserFor(language);
  const above = [...searchedTitle(document), ...headings].join("\n");
  const read = markupStripper(document, passage);
  const { text } = read(passage);
  const [headingTerms, textTerms] = [termsOf(above), termsOf(text)];
  const allTermsOf = (part: string): string[] => [...termsOf(part), ...initialismsOf(part)];
  return {
    language,
    headings: [...headingTerms, ...initialismsOf(above)],
    text: [...textTerms, ...initialismsOf(text)],
    sentences: sentences.map((sentence) => allTermsOf(read(sentence).text)),
    length: headingTerms.length + textTerms.length,
    words: wordsOf(`${above}\n${text}`),
  };
}

/** Version of the terms of a text, kept in the manifest. 3: terms by language. */
export const TERMS_VERSION = 4;

/** The term of a language as an entry of the vocabulary; terms have no blanks. */
export const entryOf = (language: string, term: string): string => `${language} ${term}`;

/** The tables of the index, as they are stored. The number of a term is its index in the vocabulary. */
export interface LexicalTables {
  /** Entries of all languages. */
  readonly vocabulary: readonly string[];
  /** Words as written, in the order of `sortWords`. */
  readonly words: readonly string[];
  /** In terms, of each passage. */
  readonly lengths: Uint32Array;
  readonly passages: PackedCounts;
  readonly headings: Packed;
  readonly sentences: Packed;
  /** The first sentence of each passage; last, the number of sentences. */
  readonly firstSentence: Uint32Array;
}

/** The terms of a passage by their numbers. */
export interface NumberedTerms {
  /** Of headings and text. */
  readonly all: Multiset;
  readonly headings: Multiset;
  readonly sentences: readonly Multiset[];
}

/** The tables of passages that are added one after another. */
export interface LexicalBuilder {
  /** Adds a passage, and returns its terms: later ones do not change their numbers. */
  add(terms: PassageTerms): NumberedTerms;
  tables(): LexicalTables;
}

/** Begins tables without a passage. */
export function lexicalBuilder(): LexicalBuilder {
  const vocabulary = new Map<string, number>();
  const words = new Set<string>();
  const bagIn =
    (language: string) =>
    (terms: readonly string[]): Multiset =>
      multisetOf(terms.map((term) => idOf(vocabulary, entryOf(language, term))));
  const all: NumberedTerms[] = [];
  const lengths: number[] = [];
  return {
    add(terms) {
      const bag = bagIn(terms.language);
      const numbered = {
        all: bag([...terms.headings, ...terms.text]),
        headings: bag(terms.headings),
        sentences: terms.sentences.map(bag),
      };
      all.push(numbered);
      lengths.push(terms.length);
      for (const word of terms.words) words.add(word);
      return numbered;
    },
    tables: () => ({
      vocabulary: [...vocabulary.keys()],
      words: sortWords(words),
      lengths: Uint32Array.from(lengths),
      ...packTerms(all),
    }),
  };
}

/** The tables of terms, without vocabulary, words and lengths. */
export type TermTables = Pick<
  LexicalTables,
  "passages" | "headings" | "sentences" | "firstSentence"
>;

/** Packs the terms of passages, in the order of their rows. */
export function packTerms(all: readonly NumberedTerms[]): TermTables {
  const firstSentence = new Uint32Array(all.length + 1);
  for (const [row, { sentences }] of all.entries())
    firstSentence[row + 1] = (firstSentence[row] ?? 0) + sentences.length;
  return {
    passages: packCounts(all.map((numbered) => numbered.all)),
    headings: pack(all.map(({ headings }) => headings)),
    sentences: pack(all.flatMap(({ sentences }) => sentences)),
    firstSentence,
  };
}

/** Builds the tables of passages, in the order of their rows. */
export function lexicalTables(all: Iterable<PassageTerms>): LexicalTables {
  const builder = lexicalBuilder();
  for (const terms of all) builder.add(terms);
  return builder.tables();
}

function idOf(vocabulary: Map<string, number>, term: string): number {
  const known = vocabulary.get(term) ?? vocabulary.size;
  vocabulary.set(term, known);
  return known;
}

/** Builds the index of passages, in the order of their rows. */
export const buildLexical = (all: readonly PassageTerms[]): LexicalIndex =>
  lexicalIndex(lexicalTables(all), all);

/** Opens an index over tables. @param rows the language of each. */
export function lexicalIndex(
  tables: LexicalTables,
  rows: readonly Pick<PassageTerms, "language">[],
): LexicalIndex {
  const { lengths } = tables;
  const vocabulary = new Map(tables.vocabulary.map((entry, id) => [entry, id]));
  const postings = invert(tables.passages, vocabulary.size);
  const statistics = statisticsOf(lengths, rows);
  const statisticsIn = (language: string): Statistics => statistics.get(language) ?? NO_PASSAGES;
  const idIn = (language: string, term: string): number | undefined =>
    vocabulary.get(entryOf(language, term));
  const postingOf = (id: number): Posting => {
    const [from, to] = [postings.starts[id], postings.starts[id + 1]];
    return { rows: postings.keys.subarray(from, to), counts: postings.counts.subarray(from, to) };
  };
  const frequencyOf = (id: number | undefined): number =>
    id === undefined ? 0 : (postings.starts[id + 1] ?? 0) - (postings.starts[id] ?? 0);
  /** Returns the postings of the terms that some passage has, each once. */
  const known = (language: string, terms: readonly string[]): Posting[] =>
    [...new Set(terms)].flatMap((term) => {
      const id = idIn(language, term);
      return id === undefined ? [] : [postingOf(id)];
    });
  const rankRows = rowRanker(lengths);
  return {
    matching: (language, terms, k) => rankRows(known(language, terms), statisticsIn(language), k),
    frequencies: (language, terms) => ({
      ...statisticsIn(language),
      documentFrequencies: terms.map((term) => frequencyOf(idIn(language, term))),
    }),
    wordsNear: (word) => wordsNear(tables.words, word),
    counter(terms) {
      const idsOf = new Map(
        [...terms].map(([language, own]) => [language, own.map((term) => idIn(language, term))]),
      );
      return (row) => ({
        length: lengths[row] ?? 0,
        terms: (idsOf.get(rows[row]?.language ?? "") ?? []).map((id) =>
          id === undefined ? NO_COUNTS : countIn(tables, row, id),
        ),
      });
    },
  };
}

/** The passages in a language. */
export type Statistics = Pick<Frequencies, "passages" | "averageLength">;

export const NO_PASSAGES: Statistics = { passages: 0, averageLength: 1 };

/** Returns the number of passages in each language, and their average length. */
export function statisticsOf(
  lengths: Uint32Array,
  rows: readonly Pick<PassageTerms, "language">[],
): ReadonlyMap<string, Statistics> {
  const sums = new Map<string, { passages: number; length: number }>();
  for (const [row, { language }] of rows.entries()) {
    const { passages, length } = sums.get(language) ?? { passages: 0, length: 0 };
    sums.set(language, { passages: passages + 1, length: length + (lengths[row] ?? 0) });
  }
  return new Map(
    [...sums].map(([language, { passages, length }]) => [
      language,
      { passages, averageLength: length / passages || 1 },
    ]),
  );
}

/** The rows of the passages that have a term, ascending, with its count in each. */
export interface Posting {
  readonly rows: Uint32Array;
  readonly counts: Uint16Array;
}

/**
 * Returns a function that ranks the rows that have any of some terms, by BM25, the best first.
 * @param lengths of all passages, in terms.
 */
export function rowRanker(lengths: Uint32Array) {
  /** All zeros between two searches: clearing the touched ones costs less than a new array for each. */
  const scores = new Float64Array(lengths.length);
  return (postings: readonly Posting[], statistics: Statistics, k: number): Match[] => {
    const touched: number[] = [];
    for (const { rows, counts } of postings) {
      const idf = inverseFrequency(statistics.passages, rows.length);
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? 0;
        const before = scores[row] ?? 0;
        if (before === 0) touched.push(row);
        const relativeLength = (lengths[row] ?? 0) / statistics.averageLength;
        scores[row] = before + termWeight(idf, counts[at] ?? 0, relativeLength);
      }
    }
    const found = topK(scores, k, touched);
    for (const row of touched) scores[row] = 0;
    return found;
  };
}

/** The occurrences of a term that a passage has not. */
export const NO_COUNTS: TermCounts = { count: 0, isInHeadings: false, sentences: [] };

/** Returns the occurrences of a term, by its number, in the passage of a row. */
export function countIn(
  { passages, headings, sentences, firstSentence }: TermTables,
  row: number,
  id: number,
): TermCounts {
  const place = placeOf(passages, row, id);
  if (place === -1) return NO_COUNTS;
  const first = firstSentence[row] ?? 0;
  const having: number[] = [];
  for (let at = first; at < (firstSentence[row + 1] ?? 0); at += 1)
    if (placeOf(sentences, at, id) !== -1) having.push(at - first);
  const isInHeadings = placeOf(headings, row, id) !== -1;
  return { count: passages.counts[place] ?? 0, isInHeadings, sentences: having };
}
