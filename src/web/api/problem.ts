/** @module Errors of the HTTP API as problem details (RFC 9457). */

import type { Context } from "hono";
import type { Log } from "../../base/log.ts";
import { UnverifiedQuotation } from "../../corpus/citation.ts";
import { type FaultKind, ProgramFault } from "../../programs/fault.ts";

/** The status and the title of each kind of fault. */
export const PROBLEMS = {
  "bad-request": [400, "The request has a fault"],
  "no-token": [401, "A valid bearer token is needed"],
  "collection-needed": [400, "A collection must be named"],
  "no-collection": [404, "No such collection"],
  "no-passage": [404, "No such passage"],
  "gone-passage": [410, "The passage is gone"],
  "no-document": [404, "No such document"],
  "not-ready": [503, "Not ready yet"],
  limited: [429, "Too many requests"],
  crowded: [503, "Too many requests at once"],
} as const satisfies Record<FaultKind, readonly [status: number, title: string]>;

/** Returns the response to a failed request; only a fault that the program can mend is described. */
export function problemOf(error: unknown, context: Context, log: Log): Response {
  if (error instanceof ProgramFault) return faultResponse(error, context);
  log.error({ err: error }, "a request of a program failed");
  const detail =
    error instanceof UnverifiedQuotation
      ? error.message
      : "Something went wrong on this side. The operator can see it in the log.";
  return respond(context, 500, { type: "about:blank", title: "Internal error", detail });
}

function faultResponse({ kind, message, details }: ProgramFault, context: Context): Response {
  const [status, title] = PROBLEMS[kind];
  const { retryAfter, last } = details;
  if (retryAfter !== undefined) context.header("Retry-After", String(Math.ceil(retryAfter)));
  if (status === 401) context.header("WWW-Authenticate", 'Bearer realm="footnote"');
  return respond(context, status, {
    type: `urn:footnote:problem:${kind}`,
    title,
    detail: message,
    ...(last === undefined ? {} : { last }),
  });
}

const respond = (
  context: Context,
  status: (typeof PROBLEMS)[FaultKind][0] | 500,
  body: object,
): Response =>
  context.body(JSON.stringify({ ...body, status }), status, {
    "Content-Type": "application/problem+json",
  });
