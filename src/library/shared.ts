/** @module Work that is done once for all who ask for it at the same time. */

/** Whoever asks while it is being done gets what comes of that. */
export function shared<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}
