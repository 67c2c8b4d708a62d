/** @module Port: works that wait for the confirmation of their owner. test/contract/pending.ts holds its promises. */

/** A work is done once, and not after its time. */
export interface PendingWorks {
  /** Keeps a work; returns its ID. The oldest one of a kind is dropped where there are too many. */
  keep(owner: Owner, work: PendingWork): Promise<string>;
  /** Removes and returns the work of an ID; undefined if there is none of a kind, if it is too old, or another's. */
  take(id: string, owner: Owner, kinds: readonly WorkKind[]): Promise<PendingWork | undefined>;
}

/** The collection that a work is about, and the only user who may confirm it. */
export interface Owner {
  readonly collection: string;
  readonly userId: string;
}

export type WorkKind = "add" | "remove" | "forget";

export interface PendingWork {
  readonly kind: WorkKind;
  /** In JSON, at most 64 KiB. */
  readonly json: string;
  /** A file of at most `MAX_FILE_BYTES`. */
  readonly bytes?: Uint8Array | undefined;
}

export interface PendingLimits {
  /** The most works of a kind. */
  readonly most: number;
  readonly milliseconds: number;
}

/** Works wait as long as Discord lets their message be changed. */
export const PENDING_LIMITS: PendingLimits = { most: 8, milliseconds: 15 * 60_000 };
