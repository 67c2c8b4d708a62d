/** @module Requests of programs as the operator sees them: counted, and at debug in the log, without their texts. */

import type { MiddlewareHandler } from "hono";
import type { Log } from "../../base/log.ts";
import type { Door, Observe, RequestResult } from "../../base/observation.ts";
import type { Granted } from "./bearer.ts";

/** Counts each request, and logs neither its address, which may hold a question, nor its token. */
export const watch =
  (observe: Observe, log: Log): MiddlewareHandler<{ Variables: Partial<Granted["Variables"]> }> =>
  async (context, next) => {
    const began = performance.now();
    await next();
    const { req, res } = context;
    const door = doorOf(req.path);
    if (!door) return;
    const seconds = (performance.now() - began) / 1_000;
    observe({ kind: "request", door, result: resultOf(req.raw.signal, res.status), seconds });
    const program = context.get("grant")?.name;
    log.debug({ door, method: req.method, status: res.status, seconds, program }, "answered");
  };

function doorOf(path: string): Door | undefined {
  const [, first] = path.split("/", 2);
  if (first === "v1") return "api";
  if (first === "mcp") return "mcp";
  return first === "p" ? "page" : undefined;
}

function resultOf({ aborted }: AbortSignal, status: number): RequestResult {
  if (aborted) return "aborted";
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  return status >= 300 ? "3xx" : "2xx";
}
