/** @module Waits between attempts to reach Discord. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../base/log.ts";
import { backOffMs, type Timing } from "./timing.ts";

const DAY_MS = 86_400_000;

/** The end of an attempt. */
export interface Attempt {
  readonly why: string;
  readonly wasConnected: boolean;
  /** The wait that Discord asks for, if it does. */
  readonly waitMs?: number;
}

/** Returns a wait, exponentially longer after each failure in a row; `resumes`: the next attempt resumes a session. */
export function createWait(
  timing: Pick<Timing, "resume" | "backOff">,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): (attempt: Attempt, resumes?: boolean) => Promise<void> {
  let failures = 0;
  return async ({ why, wasConnected, waitMs = 0 }, resumes = false) => {
    failures = wasConnected ? 0 : failures + 1;
    const wait = resumes
      ? timing.resume
      : Math.max(backOffMs(failures, timing.backOff), Math.min(waitMs, DAY_MS));
    const seconds = Math.ceil(wait / 1000);
    log[resumes ? "info" : "warn"]({ why, seconds }, "no connection to Discord; trying again");
    await sleep(wait, undefined, { signal }).catch(() => {});
  };
}
