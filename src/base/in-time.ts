/** @module Waits for work that take no longer than a given time. */

import { setTimeout as sleep } from "node:timers/promises";

/** Waits for the result of a work for so many milliseconds; then takes that of `late`, which may throw. */
export async function inTime<Result>(
  ms: number,
  work: Promise<Result>,
  late: () => Result,
): Promise<Result> {
  const ended = new AbortController();
  const time = sleep(ms, undefined, { signal: ended.signal }).then(late);
  return Promise.race([work, time]).finally(() => ended.abort());
}
