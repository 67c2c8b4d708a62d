/** @module Faults of requests as problem details (RFC 9457). */

import type { Context } from "hono";
import { z } from "zod";
import { UserError } from "../../base/errors.ts";
import { type Log, redact } from "../../base/log.ts";
import { apologyFor, type FaultKind, ProgramFault } from "../../programs/fault.ts";
import { DatabaseFault } from "../../storage/database-fault.ts";
import { GoneForm } from "../../programs/forms/source.ts";

/** The faults of a request that only HTTP has. */
type RequestFaultKind = "no-route" | "bad-method" | "has-body" | "wrong-host" | "foreign-origin";

export type ProblemKind = FaultKind | RequestFaultKind | "internal";

/** The status and the title of each kind of problem. */
export const PROBLEMS = {
  "bad-request": [400, "The parameters have faults"],
  "collection-needed": [400, "A collection must be named"],
  "has-body": [400, "The request has a body"],
  "no-token": [401, "A valid bearer token is needed"],
  "wrong-host": [403, "Not under this name"],
  "foreign-origin": [403, "Not from this origin"],
  "no-route": [404, "No such address"],
  "no-collection": [404, "No such collection"],
  "no-passage": [404, "No such passage"],
  "no-document": [404, "No such document"],
  "bad-method": [405, "Only GET and HEAD are allowed"],
  "gone-passage": [410, "The passage is gone"],
  limited: [429, "Too many requests"],
  internal: [500, "Internal error"],
  "not-ready": [503, "Not ready yet"],
  crowded: [503, "Too many requests at once"],
} as const satisfies Record<ProblemKind, readonly [status: number, title: string]>;

const typeOf = (kind: string): string => `urn:footnote:problem:${kind}`;

/** The type of the problems in src/web/wire.ts. */
const UNTYPED = "about:blank";

export const ProblemForm = z
  .object({
    type: z
      .enum([...Object.keys(PROBLEMS).map(typeOf), UNTYPED])
      .describe("`about:blank`: the message was refused before it was read as a request."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What was expected, what was found, and what to do."),
    errors: z
      .array(z.object({ parameter: z.string(), expected: z.string() }))
      .optional()
      .describe("Every fault of the parameters."),
    last: GoneForm.optional(),
  })
  .meta({ id: "Problem", description: "A problem (RFC 9457)." });

/** A fault of a request that no other door than HTTP has. */
export class RequestFault extends UserError {
  readonly kind: RequestFaultKind;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    kind: RequestFaultKind,
    complaint: ConstructorParameters<typeof UserError>[0],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(complaint);
    this.kind = kind;
    this.headers = headers;
  }

  override get name(): string {
    return "RequestFault";
  }
}

/** Returns the response to a failed request; only a fault that the program can mend is described. */
export function problemOf(error: unknown, context: Context, log: Log): Response {
  if (error instanceof RequestFault)
    return respond(context, error.kind, { detail: error.message }, error.headers);
  if (error instanceof ProgramFault) return faultResponse(error, context);
  log.error({ err: error }, "a request of a program failed");
  const detail = apologyFor(error);
  if (error instanceof DatabaseFault)
    return respond(context, "not-ready", { detail }, { "Retry-After": RETRY_AFTER });
  return respond(context, "internal", { detail });
}

/** The seconds after which a database that can't be reached is asked again. */
const RETRY_AFTER = "10";

function faultResponse({ kind, message, details }: ProgramFault, context: Context): Response {
  const { retryAfter, hasToken, last, errors } = details;
  return respond(
    context,
    kind,
    { detail: message, last, errors },
    {
      ...(retryAfter === undefined ? {} : { "Retry-After": String(Math.ceil(retryAfter)) }),
      ...(kind === "no-token" ? { "WWW-Authenticate": challenge(hasToken) } : {}),
    },
  );
}

/** The challenge of RFC 6750, which names an error only where a token was sent. */
const challenge = (hasToken = false): string =>
  `Bearer realm="footnote"${hasToken ? ', error="invalid_token"' : ""}`;

/** Redacts tokens, which a program may have put into a parameter by mistake. */
function respond(
  context: Context,
  kind: ProblemKind,
  details: Partial<Record<keyof z.input<typeof ProblemForm>, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const [status, title] = PROBLEMS[kind];
  const body = ProblemForm.parse({ type: typeOf(kind), title, status, ...details });
  return context.body(redact(JSON.stringify(body)), status, {
    ...headers,
    "Cache-Control": "no-store",
    "Content-Type": "application/problem+json",
  });
}
