/** @module Answers: an outcome with its confidence, and quotations with their citations. */

import type { Citation } from "../corpus/citation.ts";
import type { Shown } from "../corpus/shown.ts";
import type { Span } from "../corpus/span.ts";
import type { Outcome } from "../search/outcome.ts";
import type { Signals } from "../search/signals.ts";

/** A passage of another document in conflict with a quotation. */
export interface ConflictingPassage {
  readonly citation: Citation;
  readonly excerpt: string;
  /** Its sentence in conflict, in offsets of its document. */
  readonly highlight: Span | null;
  /** The passage as a reader sees it; its best part is the sentence in conflict. */
  readonly shown: Shown;
  /** The conflict, without a verdict: `number: "750" / "about 500"`. */
  readonly what: string;
}

/** A quoted passage. */
export interface Quotation {
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  /** The whole passage, proved to be the slice of its document; `[…]` replaces each hidden part. */
  readonly excerpt: string;
  /** Its best sentence, in offsets of the document. */
  readonly highlight: Span | null;
  /** The passage as a reader of the document sees it. */
  readonly shown: Shown;
  /** By the primary subtag of BCP 47; `und` if unknown. */
  readonly language: string;
  readonly citation: Citation;
  /** Whether an operator chose it for this question. */
  readonly isPinned?: true;
  /** Other places with the same text. */
  readonly alsoReportedIn: readonly Citation[];
  readonly differsFrom: readonly ConflictingPassage[];
  /** The signals behind the score, on request. */
  readonly signals?: Signals;
}

/** A reference to a passage: its ID, and the index of its most relevant sentence. */
export interface Marked {
  readonly id: string;
  readonly best: number | null;
}

/** References that continue or repeat an answer without its question. */
export interface Marks {
  /** The passages shown, then those named with them, then the next ones. */
  readonly passages: readonly Marked[];
  /** One under each of the nearest headings, in their order. */
  readonly nearest: readonly Marked[];
}

/**
 * `greeting`: not a question for the documents; `language`: in another language than the documents; `short`: without a
 * word to search for; `unread`: in a script that no model reads, so that only names and numbers are searched.
 */
export type Notice = "greeting" | "language" | "short" | "unread";

export interface Answer {
  readonly question: string;
  /** Of the question, by the primary subtag of BCP 47. */
  readonly language: string;
  /** The words that replaced misspelt ones, if any. */
  readonly searchedFor?: readonly string[];
  /** The words of the question before that were searched too, if any. */
  readonly carried?: readonly string[];
  readonly outcome: Outcome;
  /** Whether the find is sure enough to be shown to people who did not ask. */
  readonly isSure: boolean;
  /** The fitted probability that the sections shown include the right one, from 0 to 1. */
  readonly confidence: number | null;
  readonly answers: readonly Quotation[];
  /** Headings (or titles) of the nearest passages. */
  readonly nearest: readonly string[];
  readonly notice?: Notice;
  /** With the notice `language`: the main languages of the documents, the most used first. */
  readonly languages?: readonly string[];
  /** With the notice `greeting`: example questions. */
  readonly examples?: readonly string[];
  /** On request. */
  readonly marks?: Marks;
}
