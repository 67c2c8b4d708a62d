/** @module Intervals: `30m`, `1h`, `1d`. */

import { z } from "zod";

/** In seconds: at least five minutes, so that neither a server nor a member is asked too often. */
const SHORTEST = 300;
const LONGEST = 30 * 86_400;
const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
const AN_INTERVAL = "expected an interval from 5m to 30d, such as 30m, 1h or 1d";

/** The schema of an interval, in seconds. */
export const interval = z
  .string(AN_INTERVAL)
  .regex(/^\d{1,5}[mhd]$/, AN_INTERVAL)
  .transform((text) => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0))
  .refine((seconds) => seconds >= SHORTEST && seconds <= LONGEST, AN_INTERVAL);

/** The least time between two pings of a role, where none is set. */
export const DEFAULT_PING_SECONDS = 900;
