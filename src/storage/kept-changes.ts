/** @module Port: the last changes of documents, with the files from before them, so that they can be undone. */

import { sha256 } from "../base/hash.ts";

export interface Change {
  readonly id: string;
  readonly kind: "added" | "replaced" | "removed";
  /** Relative to the place of the documents. */
  readonly path: string;
}

/** The bytes of a document and of its sidecar; undefined where there is no file. */
export interface Files {
  readonly content: Buffer | undefined;
  readonly sidecar: Buffer | undefined;
}

/** Returns a text that is equal while the files are. */
export const stampOf = ({ content, sidecar }: Files): string =>
  joinHashes([content, sidecar].map((file) => file && sha256(file)));

/** Joins the hashes of a document and of its sidecar to their stamp. */
export const joinHashes = (hashes: readonly (string | undefined)[]): string =>
  hashes.map((hash) => hash ?? "").join();

/** A change, with the files from before it. */
export interface KeptChange extends Change {
  readonly before: Files;
  /** The stamp of the files after it. */
  readonly after: string;
}

/** The changes of one place. */
export interface KeptChanges {
  /** Returns the last change that is kept. */
  last(): Promise<KeptChange | undefined>;
  /** Adds a change as the last one; earlier ones may be dropped. */
  push(change: KeptChange): Promise<void>;
  /** Drops a change. */
  drop(id: string): Promise<void>;
}

/** The number of changes that can be undone; the files of each are in memory, at most 10 MB. */
const MOST_KEPT = 10;

/** Keeps changes in memory, until this process ends. */
export function memoryChanges(): KeptChanges {
  const kept: KeptChange[] = [];
  return {
    last: async () => kept.at(-1),
    async push(change) {
      kept.push(change);
      kept.splice(0, kept.length - MOST_KEPT);
    },
    async drop(id) {
      const at = kept.findIndex((one) => one.id === id);
      if (at !== -1) kept.splice(at, 1);
    },
  };
}
