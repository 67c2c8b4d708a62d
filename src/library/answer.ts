/** @module Answers: quotations with their citations, and how sure the library is of them. */

import type { Citation } from "../corpus/citation.ts";
import type { Span } from "../corpus/span.ts";

/** `answered`; `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "answered" | "unsure" | "nothing";

/** Another passage that says otherwise: which, and what differs. */
export interface Difference {
  readonly citation: Citation;
  readonly excerpt: string;
  readonly what: string;
}

/** One passage that answers. */
export interface Quotation {
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  /** The whole passage, proved to be the slice of its document. */
  readonly excerpt: string;
  /** Its best sentence, in offsets of the document. */
  readonly highlight: Span | null;
  readonly citation: Citation;
  readonly alsoReportedIn: readonly Citation[];
  readonly differsFrom: readonly Difference[];
}

export interface Answer {
  readonly question: string;
  readonly outcome: Outcome;
  /** The probability that the first quotation answers; null where none was fitted. */
  readonly confidence: number | null;
  readonly answers: readonly Quotation[];
  /** Headings (or titles) of the nearest passages, for a reader to look under. */
  readonly nearest: readonly string[];
}
