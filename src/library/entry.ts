/** @module A passage on its way into an answer: ranked, proved, with its document. */

import { quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { Span } from "../corpus/span.ts";
import type { Ranked } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";

export interface Entry {
  readonly ranked: Ranked;
  readonly document: Document;
  /** The whole passage, proved to be the slice of its document. */
  readonly excerpt: string;
}

/** Proves a ranked passage. @throws UserError if it differs from its hash: then nothing may be shown. */
export async function prove(snapshot: Snapshot, ranked: Ranked): Promise<Entry> {
  const { passage } = ranked.candidate;
  const document = await snapshot.document(passage.path);
  if (!document)
    throw new Error(`no document ${passage.path} in generation ${snapshot.generation}`);
  return { ranked, document, excerpt: quote(document, passage) };
}

/** The best sentence of an entry's passage, in offsets of its document. */
export const bestSentence = ({ ranked: { candidate, best } }: Entry): Span | null =>
  candidate.passage.sentences[best] ?? null;
