/** @module The routes of the HTTP API. */

import { Hono } from "hono";
import type { Quoting } from "../../programs/quoting.ts";
import type { Granted } from "./bearer.ts";

/** Creates the routes below `/v1`, for requests that have a grant. */
export function createApi(quoting: Quoting): Hono<Granted> {
  const app = new Hono<Granted>();
  app.get("/ask", async (context) => {
    const { q = "", collection } = context.req.query();
    const asked = { question: q, top: 3, collection };
    const { value } = await quoting.ask(context.get("grant"), asked);
    return context.json(value);
  });
  return app;
}
