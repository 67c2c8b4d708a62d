/** @module Port: records of feedback and pins. test/contract/records.ts holds its promises. */

import type { Journal } from "../base/journal.ts";
import type { CollectionId } from "../collection/collections.ts";
import type { PinStore } from "../collection/pins.ts";
import type { BallotKeys } from "./ballots.ts";
import type { DigestRecord, FeedbackRecord } from "./records.ts";

/** Days in ISO 8601, inclusive. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

export interface ForgetOptions {
  /** The day before which records are deleted; absent for all days. */
  readonly before?: string;
  readonly questionsOnly: boolean;
}

/** The numbers of records deleted and left. */
export interface Forgotten {
  readonly deleted: number;
  readonly left: number;
}

/** The records of all collections, and the lines that can't be read. */
export interface RecordCounts {
  readonly records: number;
  readonly damaged: number;
  readonly damagedPins: number;
}

/** The records and pins of several collections. Each method rejects where the disk or the database fails. */
export interface RecordStore {
  /** The place where they are kept, for operators. */
  readonly location: string;
  readonly ballots: BallotKeys;
  /** Adds records in their order; returns whether they have grown so much that they should be pruned. */
  append(records: readonly FeedbackRecord[]): Promise<boolean>;
  /** Reads the records of a collection, the earliest first: of some days, or all. */
  read(collection: CollectionId, days?: Days): Promise<Journal<FeedbackRecord>>;
  /** Counts the records of all collections. */
  count(): Promise<RecordCounts>;
  /**
   * Deletes the records of before a day and those beyond the bounds, and adds up counts (see `pruneRecords`); returns the
   * number of lines that could not be read.
   * @param signal stops it between two collections.
   */
  prune(since: string, signal?: AbortSignal): Promise<number>;
  /** Deletes records of all collections; the marks of weekly reports stay and are not counted. */
  forget(options: ForgetOptions): Promise<Forgotten>;
  /** Replaces all records of a collection in one step. */
  replace(collection: CollectionId, records: readonly FeedbackRecord[]): Promise<void>;
  /** Reads the mark of the last weekly report of a collection. */
  digest(collection: CollectionId): Promise<DigestRecord | undefined>;
  /**
   * Replaces the mark by the one that `change` returns, durably and in one step, between processes too; returns false where
   * `change` returns none. It may be called several times.
   */
  changeDigest(
    collection: CollectionId,
    change: (last: DigestRecord | undefined) => DigestRecord | undefined,
  ): Promise<boolean>;
  /** Opens the pins of a collection. */
  pins(collection: CollectionId): PinStore;
}
