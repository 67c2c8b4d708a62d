/** @module The limit of requests that are worked on at the same time. */

import type { MiddlewareHandler } from "hono";
import { createQueue } from "../../programs/queue.ts";

/** More than the 200 questions that may wait, so that these do not keep out other requests. */
const MOST_AT_ONCE = 256;

/** Refuses requests while too many are under way. */
export function limitRequests(most = MOST_AT_ONCE): MiddlewareHandler {
  const queue = createQueue({ atOnce: most, inAll: most });
  return (_context, next) => queue(next);
}
