/** @module Rates of requests: counted by key in fixed windows, and shown in the fields of RateLimit. */

import type { Context, Next } from "hono";
import { type BoundedRate, boundedRate, type RateState } from "../../base/bounded-rate.ts";
import { type Rate, rateText } from "../../base/config/rate.ts";
import { ProgramFault } from "../../programs/fault.ts";

/** The one whose requests are counted, and the rate that it has. */
export interface Counted {
  readonly key: string;
  readonly rate: Rate;
}

/**
 * Creates a function that answers a request within the rate of its key. A request is not counted if it is refused by the
 * rate, or could not be served for now.
 * @throws ProgramFault (`limited`) if the rate is reached.
 */
export function createRateLimit(): (context: Context, by: Counted, next: Next) => Promise<void> {
  const counts = new Map<string, BoundedRate>();
  const countsOf = (rate: Rate): BoundedRate => {
    const name = rateText(rate);
    const found = counts.get(name) ?? boundedRate(rate);
    counts.set(name, found);
    return found;
  };
  return async (context, { key, rate }, next) => {
    const count = countsOf(rate);
    const wait = (await count.waitOf(key)) || (await count.take(key));
    setFields(context, rate, await count.stateOf(key));
    if (wait > 0) throw limited(rate, wait);
    await next();
    if (isUnserved(context.error)) await count.giveBack(key);
  };
}

/** Sets the fields of draft-ietf-httpapi-ratelimit-headers-10. */
function setFields(context: Context, { times, seconds }: Rate, { left, endsIn }: RateState): void {
  context.header("RateLimit-Policy", `"requests";q=${times};w=${seconds}`);
  context.header("RateLimit", `"requests";r=${left};t=${Math.ceil(endsIn / 1000)}`);
}

const limited = ({ times, seconds }: Rate, waitMs: number): ProgramFault =>
  new ProgramFault(
    "limited",
    {
      expected: `at most ${times} requests in ${seconds} s`,
      found: "more",
      remedy: "Try again after the time that Retry-After gives.",
    },
    { retryAfter: waitMs / 1000 },
  );

const isUnserved = (error: unknown): boolean =>
  error instanceof ProgramFault && (error.kind === "crowded" || error.kind === "not-ready");
