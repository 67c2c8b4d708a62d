/** @module Access by bearer token (RFC 6750): each request gets the grant of its token, within the rate of that. */

import type { MiddlewareHandler } from "hono";
import { ProgramFault } from "../../programs/fault.ts";
import { type Grant, hasOpenPages, type Shelf } from "../../programs/grant.ts";
import type { Tokens } from "../../programs/tokens.ts";
import { createRateLimit } from "./rate.ts";

/** The variables of an admitted request. */
export interface Granted {
  readonly Variables: { readonly grant: Grant };
}

/**
 * Creates a middleware that sets the grant of a request's token, which is in the header alone: an address is kept in logs. Its
 * requests are counted together, by the name of the grant, wherever it is used.
 */
export function requireToken(tokens: Tokens): MiddlewareHandler<Granted> {
  const limit = createRateLimit();
  return async (context, next) => {
    const token = tokenOf(context.req.header("authorization"));
    if (token === undefined) throw noToken();
    const grant = await tokens.grantOf(token);
    if (!grant) throw invalidToken();
    context.set("grant", grant);
    if (!grant.rate) return next();
    await limit(context, { key: grant.name, rate: grant.rate }, next);
  };
}

interface OpenAccess {
  /** For requests with a token. */
  readonly token: MiddlewareHandler<Granted>;
  /** For requests without one. */
  readonly visitor: MiddlewareHandler;
  readonly shelf: Shelf;
}

/** Creates a middleware that grants anyone the collections whose passages have pages; a token grants its own ones. */
export const tokenOrPages =
  ({ token, visitor, shelf }: OpenAccess): MiddlewareHandler<Granted> =>
  async (context, next) => {
    if (context.req.header("authorization") !== undefined) return token(context, next);
    const open = (await shelf.list()).filter(hasOpenPages);
    if (open.length === 0) throw noToken();
    context.set("grant", { name: "visitor", collections: open.map(({ id }) => id) });
    return visitor(context, next);
  };

/** Grants nothing: for what is open to anyone. */
export const letAnyone: MiddlewareHandler<Granted> = (context, next) => {
  context.set("grant", { name: "anyone", collections: [] });
  return next();
};

/** Returns the credentials of the scheme Bearer, unchecked; undefined without them. */
const tokenOf = (header = ""): string | undefined => /^bearer (.*)$/i.exec(header)?.[1]?.trim();

const noToken = (): ProgramFault =>
  new ProgramFault("no-token", {
    expected: "the header Authorization: Bearer TOKEN",
    found: "none",
    remedy: "Send the token that the operator gave you.",
  });

const invalidToken = (): ProgramFault =>
  new ProgramFault(
    "no-token",
    {
      expected: "a valid token",
      found: "one that is unknown, revoked or expired",
      remedy: "Ask the operator for another token.",
    },
    { hasToken: true },
  );
