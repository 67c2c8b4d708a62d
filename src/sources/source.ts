/** @module The source port: the origin of a collection's documents. */

import { UserError } from "../base/errors.ts";
import type { FileStatus } from "../corpus/citation.ts";
import type { Document } from "../corpus/document.ts";
import type { SourceFile } from "../corpus/text.ts";

/** The files of a collection. Paths have `/` between their parts and begin at its root. */
export interface Source {
  /** Names the source in messages to operators. */
  readonly describe: string;
  /**
   * Lists every file as one entry, in no order: a document to read, a refused file, or one of an unread format. The examples,
   * sidecars and hidden files have none.
   * @throws UserError if it can't be listed.
   */
  readonly list: () => AsyncIterable<SourceEntry>;
  /**
   * Reads a file and its sidecar, byte for byte.
   * @throws MissingFile if there is none. UserError with the reason why the file can't be quoted: its size, no access, a
   * fault of its sidecar. Other errors where the machine is at fault and the file is unknown.
   */
  readonly read: (path: string) => Promise<SourceFile>;
  readonly stateOf: Freshness;
  /**
   * Brings the local copy up to date with its origin; undefined for a source that is read in place. After a failure the copy
   * is as it was.
   * @throws UserError with the fault of the origin or the network.
   */
  readonly sync?: (signal?: AbortSignal) => Promise<SyncSummary>;
  /** Which of the folders that are read without `SEEDS_DIR`; undefined for any other source. */
  readonly folder?: DefaultFolder;
  /** Read in its place while it has nothing to quote. */
  readonly samples?: Source;
}

/** The result of a sync. */
export interface SyncSummary {
  /** Whether any file of the copy changed. */
  readonly isChanged: boolean;
  /** Names the state of the origin for people, such as `commit 1a2b3c4`. */
  readonly state: string;
  /** Parts of the origin that could not be copied; their earlier copies stay. */
  readonly faults: readonly Refusal[];
}

/** The operator's own documents, and the samples of the project. */
export type DefaultFolder = "documents" | "samples";

/** Compares a document with its present file. Never rejects. */
export type Freshness = (document: Pick<Document, "path" | "sha256">) => Promise<FileStatus>;

export type SourceEntry = ListedDocument | Refusal | UnreadEntry;

export interface ListedDocument {
  readonly path: string;
  /** Equal while the file and its sidecar are unchanged; computed without reading them. */
  readonly fingerprint: string;
}

/** A file that is left out by its name, and the reason. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

/** A file of a format that is no document, such as a picture. */
interface UnreadEntry {
  readonly path: string;
  /** In lower case with its dot; empty for names without one. */
  readonly ending: string;
}

/** The number of unread files with one ending. */
export interface PassedOver {
  readonly ending: string;
  readonly count: number;
}

/** Everything in a source. */
export interface Listing {
  /** In the order of the UTF-16 units of their paths, which is the same on every machine. */
  readonly documents: readonly ListedDocument[];
  readonly refused: readonly Refusal[];
  /** The most frequent first. */
  readonly passedOver: readonly PassedOver[];
}

/** The file of the operator's examples, at the root of a source. */
export const EXAMPLES_FILE = "examples.txt";

/** The error of a path at which a source holds no file. */
export class MissingFile extends UserError {}

/** The error of a source whose folder does not exist. */
export class MissingFolder extends UserError {}

/** The error of a source that was not synced yet. */
export class NotSynced extends UserError {}

/** Checks whether a source that is copied from elsewhere has a copy. @throws as `Source.list` does, but for `NotSynced`. */
export async function isSynced({ list }: Pick<Source, "list">): Promise<boolean> {
  try {
    for await (const _ of list()) return true;
    return true;
  } catch (error) {
    if (error instanceof NotSynced) return false;
    throw error;
  }
}

/** Lists a source in order, with the unread files counted by their endings. @throws as `Source.list` does. */
export async function listFiles(source: Pick<Source, "list">): Promise<Listing> {
  const documents: ListedDocument[] = [];
  const refused: Refusal[] = [];
  const endings = new Map<string, number>();
  for await (const entry of source.list()) {
    if ("fingerprint" in entry) documents.push(entry);
    else if ("reason" in entry) refused.push(entry);
    else endings.set(entry.ending, (endings.get(entry.ending) ?? 0) + 1);
  }
  const passedOver = Array.from(endings, ([ending, count]) => ({ ending, count }));
  return {
    documents: documents.toSorted(byPath),
    refused: refused.toSorted(byPath),
    passedOver: passedOver.toSorted((a, b) => b.count - a.count || compare(a.ending, b.ending)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  compare(a.path, b.path);
