/** @module Rates of calls by key, with a bound on the keys that are counted. */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Rate, rateText } from "./config/rate.ts";

/** Keys that are counted; the least recently used is forgotten first. */
const MOST_KEYS = 10_000;

/** The count of a key in its window. */
export interface RateState {
  /** The calls that are left. */
  readonly left: number;
  /** The milliseconds to the end of the window. */
  readonly endsIn: number;
}

/** Counts by key, in this process or in several together. test/contract/rate.ts holds its promises. */
export interface CountedRate {
  /**
   * Returns the milliseconds until the key is below its rate again, 0 if it is now, as far as this process knows. Counts
   * nothing, and settles without input or output.
   */
  waitOf(key: string): Promise<number>;
  /** Counts one more; returns 0, or the milliseconds to wait if the rate was reached before. */
  take(key: string): Promise<number>;
  /** Takes one count of the key back, in the window that it was counted in. */
  giveBack(key: string): Promise<void>;
}

/** Opens the counts of a rate. @param name unique; counts of the same name are the same in all processes that share them. */
export type OpenRate = (name: string, rate: Rate) => CountedRate;

/** Opens counts of this process alone. */
export const rateInMemory: OpenRate = (_, rate) => boundedRate(rate);

/** Returns the counts that were opened before, where there are any. */
export function keepRates(openRate: OpenRate): OpenRate {
  const open = new Map<string, CountedRate>();
  return (name, rate) => {
    const key = `${name} ${rateText(rate)}`;
    const found = open.get(key) ?? openRate(name, rate);
    open.set(key, found);
    return found;
  };
}

export interface BoundedRate extends CountedRate {
  /** Returns the count of a key; counts nothing. */
  stateOf(key: string): Promise<RateState>;
  /** Returns the number of keys that are counted. */
  readonly size: () => number;
}

/** Creates a rate for each key. The library counts; this bounds the number of keys. */
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
  const stateOf = async (key: string): Promise<RateState> => {
    const state = await limiter.get(key);
    if (!state) return { left: times, endsIn: seconds * 1000 };
    return { left: state.remainingPoints, endsIn: Math.max(0, state.msBeforeNext) };
  };
  return {
    stateOf,
    async waitOf(key) {
      const { left, endsIn } = await stateOf(key);
      return left > 0 ? 0 : endsIn;
    },
    async take(key) {
      await remember(key);
      return limiter.consume(key).then(() => 0, refusedFor);
    },
    async giveBack(key) {
      const state = await limiter.get(key);
      if (state && state.msBeforeNext > 0) await limiter.reward(key);
    },
    size: () => limiter.dump().storage.length,
  };
}

/** Returns the wait in a rejection of the library, which rejects with its result where the rate is reached. */
export function refusedFor(refused: unknown): number {
  if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
  throw refused;
}
