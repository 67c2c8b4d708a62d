/** @module Listings of documents and their passages, for snapshots. */

import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { DocumentEntry, Neighbours } from "../search/snapshot.ts";

export interface Listings {
  documents(offset: number, limit: number): DocumentEntry[];
  /** The passages of a document, in its order. */
  passagesOf(path: string): readonly Passage[];
  /** The neighbours of the passage of a row, where there is one. */
  neighbours(row: number | undefined): Neighbours | undefined;
}

/** Returns the listings of documents; each one's passages follow one another, in its order. */
export function listingsOf(documents: readonly Document[], passages: readonly Passage[]): Listings {
  const firstRows = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const [row, { path }] of passages.entries()) {
    if (!firstRows.has(path)) firstRows.set(path, row);
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const countOf = (path: string): number => counts.get(path) ?? 0;
  const idAt = (row: number): string => passages[row]?.id ?? "";
  const passagesOf = (path: string): readonly Passage[] => {
    const first = firstRows.get(path) ?? 0;
    return passages.slice(first, first + countOf(path));
  };
  return {
    passagesOf,
    documents: (offset, limit) =>
      documents.slice(offset, offset + limit).map((document) => ({
        document,
        passages: countOf(document.path),
        first: idAt(firstRows.get(document.path) ?? -1),
      })),
    neighbours(row) {
      const passage = passages[row ?? -1];
      if (!passage || row === undefined) return undefined;
      const first = firstRows.get(passage.path) ?? row;
      return neighboursAt(passagesOf(passage.path), row - first);
    },
  };
}

/** Returns the neighbours at a position among the passages of one document. */
export function neighboursAt(own: readonly Passage[], at: number): Neighbours {
  const [previous, next] = [own[at - 1]?.id, own[at + 1]?.id];
  return {
    number: at + 1,
    of: own.length,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
}
