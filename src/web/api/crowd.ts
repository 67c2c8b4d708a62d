/** @module The limit of requests that are worked on at the same time. */

import type { MiddlewareHandler } from "hono";
import { ProgramFault } from "../../programs/fault.ts";

/** Questions that wait are limited to 200 by themselves; this leaves space for other requests beside them. */
const MOST_AT_ONCE = 256;

/** Refuses requests while too many are under way. */
export function limitRequests(most = MOST_AT_ONCE): MiddlewareHandler {
  let underWay = 0;
  return async (_context, next) => {
    if (underWay >= most)
      throw new ProgramFault("crowded", "Too many requests at once. Try again later.", {
        retryAfter: 1,
      });
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
  };
}
