/** @module The HTTP API as Hono serves it: its routes, and the refusal of every other request. */

import { type Handler, Hono, type MiddlewareHandler } from "hono";
import { type Quoting, quotingFor } from "../../programs/quoting.ts";
import type { Granted } from "./bearer.ts";
import { ALL_ROUTES } from "./openapi.ts";
import { RequestFault } from "./problem.ts";
import { readValues } from "./query.ts";
import { conditional, reply } from "./reply.ts";
import type { Access } from "./route.ts";

/** Sets the grant of a request, or refuses it, for each kind of route. */
export type Admission = Readonly<Record<Access, MiddlewareHandler<Granted>>>;

/** Creates all addresses below `/v1`. */
export function createApi(quoting: Quoting, admission: Admission): Hono<Granted> {
  const app = new Hono<Granted>();
  for (const { path, access, answer } of ALL_ROUTES) {
    const pattern = path.replace(/\{(\w+)\}/g, ":$1");
    app.get(pattern, refuseBody, admission[access], conditional, async (context) => {
      const values = readValues(context.req.url, context.req.param());
      const own = quotingFor(context.req.raw.signal, quoting);
      return reply(context, await answer(own, context.get("grant"), values));
    });
    app.all(pattern, refuseMethod);
  }
  app.all("/v1/*", refuseAddress);
  return app;
}

const refuseBody: MiddlewareHandler = async ({ req }, next) => {
  const length = req.header("content-length") ?? "0";
  if (length === "0" && req.header("transfer-encoding") === undefined) return next();
  throw new RequestFault("has-body", {
    expected: "a request without a body",
    found: "one with a body",
    remedy: "Put the parameters into the query.",
  });
};

const refuseMethod: Handler = ({ req }) => {
  const complaint = {
    expected: "GET or HEAD",
    found: req.method.slice(0, 20),
    remedy: "The API only reads.",
  };
  throw new RequestFault("bad-method", complaint, { Allow: "GET, HEAD" });
};

/** Refuses a request to an address that does not exist. */
export const refuseAddress: Handler = () => {
  throw new RequestFault("no-route", {
    expected: "an address that /v1/openapi.json describes",
    found: "another",
    remedy: "Correct the path.",
  });
};
