/** @module The limit of requests that are worked on at the same time. */

import type { MiddlewareHandler } from "hono";
import { ProgramFault } from "../../programs/fault.ts";

/** More than the 200 questions that may wait, so that these do not keep out other requests. */
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
