/** @module Rates that replicas count together, in the database; in memory while that is slow or away. */

import { createHmac } from "node:crypto";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import {
  boundedRate,
  type CountedRate,
  type OpenRate,
  refusedFor,
} from "../../base/bounded-rate.ts";
import { inTime } from "../../base/in-time.ts";
import type { Log } from "../../base/log.ts";
import type { Observe } from "../../base/observation.ts";
import { createPacer } from "../../base/throttle.ts";
import type { Database } from "./database.ts";
import { createRateClient } from "./rate-client.ts";

export interface RatesOptions {
  readonly database: Pick<Database, "query">;
  /** Known to all replicas, and not to the database: keys are hashed with it. */
  readonly secret: string;
  readonly observe: Observe;
  readonly log: Pick<Log, "warn">;
  /** The milliseconds that an acknowledgement waits for a count. */
  readonly patience?: number;
}

const PATIENCE_MS = 200;
/** After a failure no use waits for the database, for so long. */
const PAUSE_MS = 1_000;
const LOG_EVERY_MS = 60_000;

/**
 * Opens rates; those of a use are one statement, with those of other uses at the same time. In a window, no more than `times` uses that are not given back are
 * admitted, by all replicas together, by their clocks; while the database does not answer in time, by each replica.
 */
export function openDatabaseRates(options: RatesOptions): OpenRate {
  const patience = createPatience(options);
  const storeClient = createRateClient(options.database);
  const hasSweeper = createPacer(Infinity);
  return (name, { times, seconds }) => {
    const limiter = new RateLimiterPostgres({
      storeClient,
      storeType: "client",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: name,
      points: times,
      duration: seconds,
      // One of a process removes the expired rows of all.
      clearExpiredByTimeout: hasSweeper(),
    });
    return patience(countedBy(limiter, options.secret), boundedRate({ times, seconds }));
  };
}

/** Counts with a limiter, and remembers its refusals, so that a flood of uses makes no statements. */
function countedBy(limiter: RateLimiterPostgres, secret: string): CountedRate {
  const refused = rememberUntil();
  const hidden = (key: string): string =>
    createHmac("sha256", secret).update(`rate ${key}`).digest("base64url").slice(0, KEY_LENGTH);
  return {
    waitOf: async (key) => refused.left(key),
    async take(key) {
      const waitMs = await limiter.consume(hidden(key)).then(() => 0, refusedFor);
      if (waitMs > 0) refused.add(key, waitMs);
      return waitMs;
    },
    async giveBack(key) {
      if (await limiter.get(hidden(key))) await limiter.reward(hidden(key));
    },
  };
}

/** 128 bits and more, in base64url. */
const KEY_LENGTH = 22;

const MOST_REMEMBERED = 10_000;

/** Remembers keys for some milliseconds each; the oldest gives way where there are too many. */
function rememberUntil() {
  const ends = new Map<string, number>();
  return {
    add(key: string, ms: number): void {
      ends.delete(key);
      ends.set(key, Date.now() + ms);
      const [oldest] = ends.keys();
      if (ends.size > MOST_REMEMBERED && oldest !== undefined) ends.delete(oldest);
    },
    left: (key: string): number => Math.max(0, (ends.get(key) ?? 0) - Date.now()),
  };
}

/** Returns a function that puts a rate in memory in the place of one that does not answer in time. */
function createPatience({ observe, log, patience = PATIENCE_MS }: RatesOptions) {
  const mayLog = createPacer(LOG_EVERY_MS);
  let pausedUntil = 0;
  let why = "";
  const late = (): never => {
    throw new Error(`the database took longer than ${patience} ms`);
  };
  const isPaused = (): boolean => performance.now() < pausedUntil;
  const pauseFor = (error: unknown): void => {
    pausedUntil = performance.now() + PAUSE_MS;
    why = error instanceof Error ? error.message : "unknown";
  };
  const note = (): void => {
    observe({ kind: "rate fallback" });
    if (mayLog()) log.warn({ why }, "rates are counted by this process alone");
  };
  return (shared: CountedRate, own: CountedRate): CountedRate => ({
    waitOf: (key) => (isPaused() ? own : shared).waitOf(key),
    async take(key) {
      if (!isPaused()) {
        const waitMs = await inTime(patience, shared.take(key), late).catch(pauseFor);
        if (waitMs !== undefined) return waitMs;
      }
      note();
      return own.take(key);
    },
    async giveBack(key) {
      if (isPaused()) return own.giveBack(key);
      await inTime(patience, shared.giveBack(key), late).catch(pauseFor);
    },
  });
}
