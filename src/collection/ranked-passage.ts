/** @module A passage on its way into an answer: ranked, with its document. */

import { quote } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import { spanInExcerpt } from "../corpus/hidden.ts";
import type { Span } from "../corpus/span.ts";
import type { Ranked } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";

export interface Entry {
  /** Without signals, and with a score of 0, where no question was asked. */
  readonly ranked: Pick<Ranked, "candidate" | "best" | "score"> & Partial<Pick<Ranked, "signals">>;
  readonly document: Document;
}

/** A ranked passage with its document. */
export async function entryOf(snapshot: Snapshot, ranked: Entry["ranked"]): Promise<Entry> {
  const { path } = ranked.candidate.passage;
  const document = await snapshot.document(path);
  if (!document) throw new Error(`no document ${path} in generation ${snapshot.generation}`);
  return { ranked, document };
}

/** The entry's passage, proved to be the slice of its document. @throws UserError if it is not: then nothing is shown. */
export const excerptOf = ({ ranked, document }: Entry): string =>
  quote(document, ranked.candidate.passage);

/** Returns the best sentence of an entry's passage, in offsets of the excerpt. */
export function bestInExcerpt(entry: Entry): Span | null {
  const best = bestSentence(entry);
  return best && spanInExcerpt(entry.document, entry.ranked.candidate.passage, best);
}

/** The best sentence of an entry's passage, in offsets of its document. */
export const bestSentence = ({ ranked: { candidate, best } }: Entry): Span | null =>
  candidate.passage.sentences[best] ?? null;
