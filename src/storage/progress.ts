/** @module How far a build is. */

/** The stages of a build, in their order. */
export const STAGES = ["read", "embed", "index", "check"] as const;

/** `done` of `total`: documents while reading, texts while embedding, passages while indexing and checking. */
export interface Progress {
  readonly stage: (typeof STAGES)[number];
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: Progress) => void;
