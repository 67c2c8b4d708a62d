/** @module Queues of requests: so many at once, so many in all, and a refusal for the rest. */

import { createLimit, type Limit } from "../base/single-flight.ts";
import { ProgramFault } from "./fault.ts";

interface QueueLimits {
  readonly atOnce: number;
  /** Those under way and those that wait. */
  readonly inAll: number;
}

/** Creates a queue. Its works throw ProgramFault (`crowded`) while it is full. */
export function createQueue({ atOnce, inAll }: QueueLimits): Limit {
  const limit = createLimit(atOnce);
  let held = 0;
  return async (work) => {
    if (held >= inAll) throw crowded();
    held += 1;
    return limit(work).finally(() => (held -= 1));
  };
}

const crowded = (): ProgramFault =>
  new ProgramFault("crowded", "Too many requests at once. Try again later.", { retryAfter: 1 });
