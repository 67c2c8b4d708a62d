/** @module Lists of a collection: its documents, and the files that are left out. */

import type { FileState, FileStatus } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { DocumentEntry, Snapshot } from "../search/snapshot.ts";
import type { Freshness } from "../sources/source.ts";
import type { History } from "../storage/store.ts";
import type { LeftOut, leftOutOf } from "../build/left-out.ts";

/** A whole document as indexed, with its passages. */
export interface OpenDocument {
  readonly document: Document;
  /** In their order. */
  readonly passages: readonly Passage[];
  readonly status: FileStatus;
}

/** A listed document. */
export interface Holding extends DocumentEntry {
  readonly state: FileState;
}

export interface Collection extends LeftOut {
  readonly generation: string;
  /** When the generation became active, as an ISO date, if the history has it. */
  readonly since: string | undefined;
  readonly counts: Snapshot["counts"];
  /** Whether these are the samples, which serve while there are no own documents. */
  readonly servesSamples: boolean;
  readonly holdings: readonly Holding[];
}

/** Returns the document at a path with its passages; undefined for an unknown path. */
export async function openDocument(
  snapshot: Snapshot,
  path: string,
  freshness: Freshness,
): Promise<OpenDocument | undefined> {
  const document = await snapshot.document(path);
  if (!document) return undefined;
  const passages = await snapshot.passagesOf(path);
  return { document, passages, status: await freshness(document) };
}

/** The data of a listing that the snapshot does not have. */
interface Surroundings {
  readonly history: History;
  readonly freshness: Freshness;
  readonly leftOut: ReturnType<typeof leftOutOf>;
}

/** Lists the collection, compared with its source as it is now. */
export async function listCollection(
  snapshot: Snapshot,
  { history, freshness, leftOut }: Surroundings,
): Promise<Collection> {
  const { generation, counts, isOfSamples } = snapshot;
  const entries = await snapshot.documents(0, counts.documents);
  // One after the other, as each comparison may read a whole file into memory.
  const holdings: Holding[] = [];
  for (const entry of entries) {
    const { state } = await freshness(entry.document);
    holdings.push({ ...entry, state });
  }
  const since = (await history.activationOf(generation))?.at;
  const paths = new Set(entries.map(({ document }) => document.path));
  const left = await leftOut({ isOfSamples, paths });
  return { generation, since, counts, servesSamples: isOfSamples, holdings, ...left };
}
