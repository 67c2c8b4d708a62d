/** @module Answers: quotations with their citations, and how sure the library is of them. */

import type { Citation } from "../corpus/citation.ts";
import type { Span } from "../corpus/span.ts";
import type { Outcome } from "../search/outcome.ts";
import type { Signals } from "../search/signals.ts";

/** A passage of another document in conflict with a quotation. */
export interface ConflictingPassage {
  readonly citation: Citation;
  readonly excerpt: string;
  /** Its sentence in conflict, in offsets of its document. */
  readonly highlight: Span | null;
  /** The same, in offsets of the excerpt. */
  readonly best: Span | null;
  /** The conflict, without a verdict: `number: "750" / "about 500"`. */
  readonly what: string;
}

/** One passage that answers. */
export interface Quotation {
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  /** The whole passage, proved to be the slice of its document; a mark is in place of each hidden part. */
  readonly excerpt: string;
  /** Its best sentence, in offsets of the document. */
  readonly highlight: Span | null;
  /** The same, in offsets of the excerpt. */
  readonly best: Span | null;
  readonly citation: Citation;
  /** Where else the same passage stands. */
  readonly alsoReportedIn: readonly Citation[];
  readonly differsFrom: readonly ConflictingPassage[];
  /** What the score was made from, where that was asked for. */
  readonly signals?: Signals;
}

/** A passage by its ID, and the number of its sentence that speaks most of the question. */
export interface Marked {
  readonly id: string;
  readonly best: number | null;
}

/** What it takes to go on from an answer, or to give it again, without its question. */
export interface Marks {
  /** The passages shown, and after them those that are named beside them. */
  readonly shown: readonly Marked[];
  /** What ranks next. */
  readonly further: readonly Marked[];
  /** One under each of the nearest headings, in their order. */
  readonly nearest: readonly Marked[];
}

/**
 * `greeting`: it asks nothing of the documents; `language`: it is in another language than they are; `short`: it has no
 * word to search for.
 */
export type Notice = "greeting" | "language" | "short";

export interface Answer {
  readonly question: string;
  /** The words that were searched for in place of misspelt ones, where there are any. */
  readonly searchedFor?: readonly string[];
  readonly outcome: Outcome;
  /** How likely it is, as fitted, that one of the first three answers; from 0 to 1. */
  readonly confidence: number | null;
  readonly answers: readonly Quotation[];
  /** Headings (or titles) of the nearest passages, for a reader to look under. */
  readonly nearest: readonly string[];
  readonly notice?: Notice;
  /** With the notice `language`: those of the documents, as codes of ISO 639-3. */
  readonly languages?: readonly string[];
  /** With the notice `greeting`: questions to begin with. */
  readonly examples?: readonly string[];
  /** Where they were asked for. */
  readonly marks?: Marks;
}
