/** @module What a collection holds, for whoever wants to look through it. */

import type { FileState } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { DocumentEntry, Snapshot } from "../search/snapshot.ts";
import type { Freshness } from "../sources/source.ts";
import type { History } from "../storage/store.ts";
import type { LeftOut } from "../build/left-out.ts";

/** A whole document, as it was indexed, and the passages it was cut into. */
export interface OpenDocument {
  readonly document: Document;
  /** In their order. */
  readonly passages: readonly Passage[];
  readonly state: FileState;
}

/** A document on the list. */
export interface Holding extends DocumentEntry {
  readonly state: FileState;
}

export interface Collection extends LeftOut {
  readonly generation: string;
  /** When it came into service, as an ISO date; unknown where the history does not tell. */
  readonly since: string | undefined;
  readonly counts: Snapshot["counts"];
  readonly holdings: readonly Holding[];
}

/** The document of a path with all its passages; undefined if the collection has none. */
export async function openDocument(
  snapshot: Snapshot,
  path: string,
  freshness: Freshness,
): Promise<OpenDocument | undefined> {
  const document = await snapshot.document(path);
  if (!document) return undefined;
  const passages = await snapshot.passagesOf(path);
  return { document, passages, state: await freshness(document) };
}

/** What tells of a collection that which its snapshot does not know. */
interface Surroundings {
  readonly history: History;
  readonly freshness: Freshness;
  readonly leftOut: (known: ReadonlySet<string>) => Promise<LeftOut>;
}

/** Lists everything in the collection, compared with its source as it is now. */
export async function listCollection(
  snapshot: Snapshot,
  { history, freshness, leftOut }: Surroundings,
): Promise<Collection> {
  const { generation, counts } = snapshot;
  const entries = await snapshot.documents(0, counts.documents);
  // One after the other: whoever's bytes are looked at has them in memory.
  const holdings: Holding[] = [];
  for (const entry of entries) holdings.push({ ...entry, state: await freshness(entry.document) });
  const since = (await history.activationOf(generation))?.at;
  const left = await leftOut(new Set(entries.map(({ document }) => document.path)));
  return { generation, since, counts, holdings, ...left };
}
