/** @module Readers of single files: parsed and split, or planned to be added. */

import { type CutDocument, cutDocument, requireFewParagraphs } from "../corpus/cutting.ts";
import { textFormatOf } from "../corpus/formats.ts";
import type { Origin } from "../corpus/front-matter.ts";
import { parseDocument } from "../corpus/parse.ts";
import type { SourceFile } from "../corpus/text.ts";
import { type Plan, planFile, type Planning } from "./plan.ts";

/** A document that is not published yet. */
export interface Draft {
  readonly path: string;
  readonly isDraft: true;
}

/** Reads files, one at a time: in this process, or in a child process with bounds. */
export interface DocumentReader {
  /** Parses and splits a file. @throws UserError with the reason why nothing can be quoted from it. */
  readonly read: (file: SourceFile) => Promise<CutDocument | Draft>;
  /**
   * Plans the addition of a file to the documents.
   * @param given the operator's provenance.
   * @throws UserError with the reason why nothing can be quoted from it.
   */
  readonly plan: (file: SourceFile, given: Origin) => Promise<Plan>;
  /** Ends the child process, if there is one; the next file starts another. */
  readonly close: () => void;
}

/** Returns a reader that works in this process, without bounds. */
export const readerHere = (planning: Planning): DocumentReader => ({
  async read(file) {
    requireBounded(file, planning);
    const parsed = await parseDocument(file, planning.isWord);
    if (parsed.isDraft) return { path: file.path, isDraft: true };
    return cutDocument(parsed, planning);
  },
  async plan(file, given) {
    requireBounded(file, planning);
    return planFile(file, given, planning);
  },
  close: () => {},
});

/** Bounds the paragraphs of text formats; extractors of other formats have their own bounds. */
function requireBounded(file: SourceFile, planning: Planning): void {
  if (textFormatOf(file.path)) requireFewParagraphs(file, planning);
}
