/** @module Single flight: concurrent calls of one work share its result. */

/** Returns a function that starts the work unless it is under way, and gives its result. */
export function singleFlight<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}
