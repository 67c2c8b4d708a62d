/** @module Single flight: concurrent calls of one work share its result. */

/** Returns a function that coalesces concurrent calls into one run of the work. */
export function singleFlight<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}
