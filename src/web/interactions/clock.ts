/** @module The age of signed requests, and the difference between this machine's clock and Discord's. */

import type { Log } from "../../base/log.ts";
import type { Observe } from "../../base/observation.ts";

export interface Clock {
  /** Whether a timestamp, whose signature is valid, is of this minute; seconds since 1970. */
  isRecent(timestamp: string | undefined): boolean;
}

export interface ClockOptions {
  readonly log: Log;
  readonly observe: Observe;
  /** Returns the milliseconds since 1970. */
  readonly now?: () => number;
}

const MOST_SKEW_S = 60;
const WARN_MS = 60_000;

/** Creates the test of timestamps, which observes the skew and warns of it at most once a minute. */
export function createClock({ log, observe, now = Date.now }: ClockOptions): Clock {
  let warned = -Infinity;
  const warn = (skew: number): void => {
    if (now() - warned < WARN_MS) return;
    warned = now();
    const remedy = "if it repeats, synchronise the clock of this machine: timedatectl set-ntp true";
    log.warn(
      { seconds: Math.round(skew), remedy },
      "a signed request is too old, or of the future",
    );
  };
  return {
    isRecent(timestamp = "") {
      if (!/^\d{1,12}$/.test(timestamp)) return false;
      const skew = now() / 1_000 - Number(timestamp);
      observe({ kind: "skew", seconds: skew });
      const isRecent = Math.abs(skew) <= MOST_SKEW_S;
      if (!isRecent) warn(skew);
      return isRecent;
    },
  };
}
