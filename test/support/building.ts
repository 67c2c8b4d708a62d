/** @module Builds in this process, with an embedder that is loaded. */

import { buildIndex } from "../../src/build/build.ts";
import type { BuildSummary, PartialPolicy } from "../../src/build/summary.ts";
import { openExamples } from "../../src/evaluation/examples.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import type { Expected } from "../../src/model/expected.ts";
import { loadedEmbedder } from "../../src/model/lazy-embedder.ts";
import type { OnProgress } from "../../src/storage/progress.ts";
import type { Source } from "../../src/sources/source.ts";
import type { Store } from "../../src/storage/store.ts";

/** A source of documents and the store of its index. */
export interface Buildable {
  readonly source: Source;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly mostPassages?: number | undefined;
}

export interface HowToBuild extends PartialPolicy {
  readonly onProgress?: OnProgress;
  readonly onExpected?: (expected: Expected) => void;
}

/** The examples of a place. */
export const examplesAt = ({ source, store, embedder }: Buildable) =>
  openExamples({ source, store, embedder: loadedEmbedder(embedder) });

/** Builds the index of a place. */
export function buildAt(place: Buildable, how: HowToBuild = {}): Promise<BuildSummary> {
  const { source, store, mostPassages } = place;
  const { onProgress = () => {}, onExpected, ...policy } = how;
  const embedder = loadedEmbedder(place.embedder);
  const listeners = onExpected ? { onProgress, onExpected } : { onProgress };
  return buildIndex({
    source,
    store,
    mostPassages,
    embedder,
    examples: examplesAt(place),
    policy,
    ...listeners,
  });
}
