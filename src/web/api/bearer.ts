/** @module Access by bearer token: each request gets the grant of its token, within the rate of that. */

import type { MiddlewareHandler } from "hono";
import { boundedRate } from "../../base/bounded-rate.ts";
import { ProgramFault } from "../../programs/fault.ts";
import type { Grant } from "../../programs/grant.ts";
import type { Tokens } from "../../programs/tokens.ts";

/** The variables of a request that was let in. */
export interface Granted {
  readonly Variables: { readonly grant: Grant };
}

export const requireToken = (tokens: Tokens): MiddlewareHandler<Granted> => {
  void boundedRate;
  return async (context, next) => {
    const [, token] =
      /^Bearer ([\w~+/.-]{1,512}=*)$/i.exec(context.req.header("authorization") ?? "") ?? [];
    const grant = token === undefined ? undefined : await tokens.grantOf(token);
    if (!grant)
      throw new ProgramFault("no-token", {
        expected: "the header Authorization: Bearer TOKEN, with a valid token",
        found: token === undefined ? "none" : "one that is not valid",
        remedy: "Ask the operator for a token.",
      });
    context.set("grant", grant);
    await next();
  };
};

/** Grants nothing: for what is open to anyone. */
export const letAnyone: MiddlewareHandler<Granted> = (context, next) => {
  context.set("grant", { name: "anyone", collections: [] });
  return next();
};
