/** @module The seam for growth: what a search may ask of one built collection, wherever it is kept. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { CompactMatrix } from "../model/compact.ts";
import type { Tokens } from "../model/embedder.ts";

/** A passage's ID and how well it fits: a cosine, or a BM25 score. */
export interface Scored {
  readonly id: string;
  readonly score: number;
}

/** How common terms are in a collection; what BM25 needs beside a passage's own counts. */
export interface Frequencies {
  readonly passages: number;
  /** In terms. */
  readonly averageLength: number;
  /** For each term asked for, in their order, the number of passages that hold it. */
  readonly holding: readonly number[];
}

/** A passage with all that scoring reads of it. */
export interface Candidate {
  readonly passage: Passage;
  readonly vector: Float32Array;
  /** A row for each of the passage's sentences. */
  readonly sentenceVectors: CompactMatrix;
  /** Its BM25 score for the terms asked for. */
  readonly bm25: number;
  /** For each sentence, the sum of the inverse frequencies of the terms that it, a heading or the title has. */
  readonly sentenceIdf: readonly number[];
}

/** A passage as a list of suggestions shows it. */
export interface Completion {
  readonly id: string;
  /** Title and headings. */
  readonly label: string;
}

/** A document as a list of them shows it. */
export interface DocumentEntry {
  readonly document: Document;
  readonly passages: number;
  /** The ID of its first passage. */
  readonly first: string;
}

/** Where a passage stands among those of its document. */
export interface Neighbours {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** The IDs of the passages before and after it, where there are any. */
  readonly previous?: string;
  readonly next?: string;
}

/** One collection as it was built; it never changes. All of it may be far away, so all of it is asynchronous. */
export interface Snapshot {
  /** The ID of the generation. */
  readonly generation: string;
  readonly counts: {
    readonly documents: number;
    readonly passages: number;
    readonly sentences: number;
  };
  /** The passages whose embeddings are nearest to a unit vector, by cosine, the nearest first. */
  nearest(vector: Float32Array, k: number): Promise<readonly Scored[]>;
  /** The passages that hold any of the terms, by BM25, the best first. */
  matching(terms: readonly string[], k: number): Promise<readonly Scored[]>;
  frequencies(terms: readonly string[]): Promise<Frequencies>;
  /** The words of the collection, as they are written but in lower case, that are one edit away from a word; at most two. */
  wordsNear(word: string): Promise<readonly string[]>;
  /** The passages of these IDs, in their order, read for the terms; those that are unknown are left out. */
  load(ids: readonly string[], terms: readonly string[]): Promise<readonly Candidate[]>;
  /** The tokens of the passages of these IDs, in their order, as they were embedded; those that are unknown are left out. */
  tokens(ids: readonly string[]): Promise<readonly Tokens[]>;
  /** For each of these token numbers, the number of passages that hold it. */
  holdingTokens(numbers: readonly number[]): Promise<readonly number[]>;
  passage(id: string): Promise<Passage | undefined>;
  document(path: string): Promise<Document | undefined>;
  /** The documents in the order of their paths, from a place on, at most `limit`. */
  documents(offset: number, limit: number): Promise<readonly DocumentEntry[]>;
  /** The passages of a document, in the order of their places. */
  passagesOf(path: string): Promise<readonly Passage[]>;
  /** The neighbours of a passage in its document; undefined if it is unknown. */
  neighbours(id: string): Promise<Neighbours | undefined>;
  /** Passages whose ID begins with, or whose title or headings hold, what was typed; at most `limit`. */
  complete(typed: string, limit: number): Promise<readonly Completion[]>;
  /** Questions for readers to begin with, each proven to be found; none where that was not done. */
  examples(): Promise<readonly string[]>;
  /** Nothing may be asked after this. */
  close(): Promise<void>;
}

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
