/** @module Embedders that are loaded when they are wanted: that takes longer than all else in a build of nothing new. */

import type { Embedder } from "./embedder.ts";

export interface LazyEmbedder extends Pick<Embedder, "model"> {
  /** Loads it once. */
  readonly load: () => Promise<Embedder>;
}

/** Returns an embedder of a model, loaded with the first call. */
export function lazyEmbedder(
  model: Embedder["model"],
  load: () => Promise<Embedder>,
): LazyEmbedder {
  let loaded: Promise<Embedder> | undefined;
  return { model, load: () => (loaded ??= load()) };
}

/** Returns an embedder that is loaded already. */
export const loadedEmbedder = (embedder: Embedder): LazyEmbedder =>
  lazyEmbedder(embedder.model, async () => embedder);
