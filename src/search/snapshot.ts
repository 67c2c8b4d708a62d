/** @module The port of search: the queries that one generation answers, wherever it is stored. */

import type { Locator } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { CompactMatrix } from "../model/compact.ts";
import type { Tokens } from "../model/embedder.ts";

/** The ID of a passage and its score: a cosine, or BM25. */
export interface Scored {
  readonly id: string;
  readonly score: number;
}

/** The number of passages in a language, by its primary subtag of BCP 47. */
export interface LanguageCount {
  readonly language: string;
  readonly passages: number;
}

/** The terms of a question as the passages of each language have them. */
export type TermsByLanguage = ReadonlyMap<string, readonly string[]>;

/** The statistics of terms among the passages in one language. */
export interface Frequencies {
  readonly passages: number;
  /** In terms. */
  readonly averageLength: number;
  /** For each term asked for, in their order: the number of passages that have it. */
  readonly documentFrequencies: readonly number[];
}

/** A passage with the data that scoring reads. */
export interface Candidate {
  readonly passage: Passage;
  readonly vector: Float32Array;
  /** A row for each of the passage's sentences. */
  readonly sentenceVectors: CompactMatrix;
  /** The same by the native model; no rows if the passage is in none of its languages. */
  readonly nativeVectors: CompactMatrix;
  /** In terms. */
  readonly length: number;
  /** For each term asked for in the passage's language, in their order. */
  readonly terms: readonly TermCounts[];
}

/** The occurrences of a term in a passage. */
export interface TermCounts {
  /** In headings and text. */
  readonly count: number;
  /** Whether the title or a heading has it. */
  readonly isInHeadings: boolean;
  /** The sentences that have it, by their index, ascending. */
  readonly sentences: readonly number[];
}

/** A passage in a list of suggestions. */
export interface Completion {
  readonly id: string;
  /** Title and headings. */
  readonly label: string;
  readonly locator: Locator;
}

/** A document in a list. */
export interface DocumentEntry {
  readonly document: Document;
  readonly passages: number;
  /** The ID of its first passage. */
  readonly first: string;
}

/** The position of a passage in its document. */
export interface Neighbours {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** The IDs of the passages before and after it, where there are any. */
  readonly previous?: string;
  readonly next?: string;
}

/** One generation, immutable. It may be stored elsewhere, so every query is asynchronous. */
export interface Snapshot {
  /** The ID of the generation. */
  readonly generation: string;
  readonly counts: {
    readonly documents: number;
    readonly passages: number;
    readonly sentences: number;
  };
  /** The languages of the passages, the most used first. */
  readonly languages: readonly LanguageCount[];
  /** Whether it was built from the samples, as there were no own documents. */
  readonly isOfSamples: boolean;
  /** Returns the passages whose embeddings are nearest to a unit vector, by cosine, the nearest first. */
  nearest(vector: Float32Array, k: number): Promise<readonly Scored[]>;
  /** Returns the passages in a language that have any of the terms, by BM25, the best first. */
  matching(language: string, terms: readonly string[], k: number): Promise<readonly Scored[]>;
  frequencies(language: string, terms: readonly string[]): Promise<Frequencies>;
  /** Returns at most two words of the collection, in lower case, that are one edit away from a word. */
  wordsNear(word: string): Promise<readonly string[]>;
  /** Loads passages by ID, in order, with their counts of the terms; unknown IDs are left out. */
  load(ids: readonly string[], terms: TermsByLanguage): Promise<readonly Candidate[]>;
  /**
   * Loads the embedded tokens of passages by ID, in order; none of a passage in another language than the native model's.
   * Unknown IDs are left out.
   */
  tokens(ids: readonly string[]): Promise<readonly Tokens[]>;
  /** Returns the document frequency of each of these tokens: the number of passages that have it. */
  tokenFrequencies(numbers: readonly number[]): Promise<readonly number[]>;
  passage(id: string): Promise<Passage | undefined>;
  document(path: string): Promise<Document | undefined>;
  /** Lists documents in the order of their paths. */
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  /** Lists the passages of a document in their order. */
  passagesOf(path: string): Promise<readonly Passage[]>;
  /** Returns the neighbours of a passage in its document; undefined for an unknown ID. */
  neighbours(id: string): Promise<Neighbours | undefined>;
  /** Finds passages whose ID begins with the typed text, or whose title or headings contain it. */
  complete(typed: string, limit: number): Promise<readonly Completion[]>;
  /** Returns examples of questions, each proven to be found; none before they are proven. */
  examples(): Promise<readonly string[]>;
  /** Releases the generation; no query may follow. */
  close(): Promise<void>;
}

/** Counts the passages by language, the most used first. */
export function countLanguages(passages: readonly Pick<Passage, "language">[]): LanguageCount[] {
  const counts = new Map<string, number>();
  for (const { language } of passages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts]
    .map(([language, count]) => ({ language, passages: count }))
    .toSorted((a, b) => b.passages - a.passages || (a.language < b.language ? -1 : 1));
}

/** The terms of no question. */
export const NO_TERMS: TermsByLanguage = new Map();

/** All documents and passages of a collection, both in their order. */
export interface Content {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
}

/** Reads all documents and passages of a snapshot. */
export async function contentOf(snapshot: Snapshot): Promise<Content> {
  const entries = await snapshot.documents(0, snapshot.counts.documents);
  const passages: Passage[] = [];
  for (const { document } of entries)
    for (const passage of await snapshot.passagesOf(document.path)) passages.push(passage);
  return { documents: entries.map(({ document }) => document), passages };
}
