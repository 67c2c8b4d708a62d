/** @module Counting how often each of many does a thing, in bounded memory. */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Rate } from "../base/config/rate.ts";

/** Of so many users or channels the count is kept; whoever has been quiet the longest is forgotten first. */
const MOST_KEYS = 10_000;

export interface BoundedRate {
  /** Milliseconds until this one may again; 0 if it may now. Counts nothing. */
  waitOf(key: string): Promise<number>;
  /** Counts one more; gives the milliseconds until it may again if that was one too many, else 0. */
  take(key: string): Promise<number>;
  /** How many are counted. */
  readonly size: () => number;
}

/** A rate for each key; the library counts, this keeps it to a bounded number of keys. */
export function boundedRate({ times, seconds }: Rate, mostKeys = MOST_KEYS): BoundedRate {
  const limiter = new RateLimiterMemory({ points: times, duration: seconds });
  const latest = new Set<string>();
  const remember = async (key: string): Promise<void> => {
    latest.delete(key);
    latest.add(key);
    const [oldest] = latest;
    if (latest.size <= mostKeys || oldest === undefined) return;
    latest.delete(oldest);
    await limiter.delete(oldest);
  };
  return {
    async waitOf(key) {
      const state = await limiter.get(key);
      return state && state.consumedPoints >= times ? Math.max(0, state.msBeforeNext) : 0;
    },
    async take(key) {
      await remember(key);
      return limiter.consume(key).then(() => 0, refusedFor);
    },
    size: () => limiter.dump().storage.length,
  };
}

/** The library rejects with its result where the count is used up. */
function refusedFor(refused: unknown): number {
  if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
  throw refused;
}
