/** @module Summaries of builds and syncs for tests. */

import type { BuildSummary } from "../../src/build/summary.ts";
import type { SyncSummary } from "../../src/sources/source.ts";

/** A build that found nothing to do, with changes. */
export const summaryOf = (change: Partial<BuildSummary> = {}): BuildSummary => ({
  outcome: "unchanged",
  generation: "g",
  documents: 1,
  passages: 2,
  sentences: 3,
  samples: false,
  hadSamples: false,
  embedded: 0,
  reused: 5,
  refused: [],
  passedOver: [],
  drafts: [],
  omissions: [],
  examples: { kept: [], refused: [] },
  added: [],
  changed: [],
  removed: [],
  seconds: 1,
  ...change,
});

/** A fetch that found no change, with changes. */
export const fetched = (change: Partial<SyncSummary> = {}): SyncSummary => ({
  isChanged: false,
  state: "commit 1a2b3c4",
  faults: [],
  ...change,
});
