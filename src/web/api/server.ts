/** @module The server for other programs: the HTTP API, MCP, and the pages of passages. */

import { Hono } from "hono";
import type { ApiSettings } from "../../base/config/api.ts";
import type { Log } from "../../base/log.ts";
import type { Shelf } from "../../programs/grant.ts";
import { openQuoting } from "../../programs/quoting.ts";
import type { Tokens } from "../../programs/tokens.ts";
import { createMcpRoute } from "../mcp/http.ts";
import { createPassagePages } from "../passage/pages.tsx";
import { type Listening, listen } from "../server.ts";
import { createApi } from "./api.ts";
import { letAnyone, requireToken } from "./bearer.ts";
import { problemOf } from "./problem.ts";

export interface ApiServerOptions {
  readonly settings: ApiSettings;
  /** The address under which others reach the server. */
  readonly publicUrl: string | undefined;
  readonly shelf: Shelf;
  /** Undefined where only pages are served. */
  readonly tokens: Tokens | undefined;
  readonly log: Log;
}

/** @throws UserError if the port is not available. */
export async function serveApi(options: ApiServerOptions): Promise<Listening> {
  const app = createApiServer(options);
  return listen(async (request) => app.fetch(request), {
    port: options.settings.port,
    tries: 1,
    what: "the HTTP API",
    remedy: "Give API_PORT another port, or leave it empty.",
  });
}

/** Creates all routes. */
export function createApiServer({ shelf, tokens, publicUrl, log }: ApiServerOptions): Hono {
  const app = new Hono();
  const quoting = openQuoting(shelf);
  if (tokens) {
    const token = requireToken(tokens);
    const admission = { token, "token-or-pages": token, anyone: letAnyone };
    app.route("/", createApi(quoting, admission));
    app.use("/mcp", token);
    app.route("/mcp", createMcpRoute({ quoting, shelf, publicUrl, log }));
  }
  app.route("/p", createPassagePages({ shelf, publicUrl, log }));
  app.onError((error, context) => problemOf(error, context, log));
  return app;
}
