/** @module Pages of other origins: none may use the server but those of the origins that are set. */

import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { isOwnOrigin, type Site } from "./hosts.ts";
import { RequestFault } from "./problem.ts";
import { GENERATION_HEADER } from "./reply.ts";

/** Refuses requests that the page of a foreign origin makes. Programs send no Origin. */
export const requireKnownOrigin =
  (origins: readonly string[], site: Site): MiddlewareHandler =>
  async ({ req }, next) => {
    const origin = req.header("origin");
    if (origin === undefined || origins.includes(origin) || isOwnOrigin(origin, site))
      return next();
    throw new RequestFault("foreign-origin", {
      expected: "a request from a program, or from a page of an origin in API_ORIGINS",
      found: "one from a page of another origin",
      remedy: "The operator can add it to API_ORIGINS.",
    });
  };

const DAY_SECONDS = 86_400;

/** Lets pages of these origins send requests with a token and read the answers, without cookies. */
export const shareWith = (origins: readonly string[]): MiddlewareHandler =>
  cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: [
      "Authorization",
      "Content-Type",
      "If-None-Match",
      "Mcp-Method",
      "Mcp-Name",
      "Mcp-Protocol-Version",
    ],
    exposeHeaders: [
      "ETag",
      GENERATION_HEADER,
      "RateLimit",
      "RateLimit-Policy",
      "Repr-Digest",
      "Retry-After",
      "WWW-Authenticate",
    ],
    maxAge: DAY_SECONDS,
  });
