/** @module The server for other programs: the HTTP API, MCP, and the pages of passages. */

import { type Context, Hono } from "hono";
import { except } from "hono/combine";
import type { ApiSettings } from "../../base/config/api.ts";
import type { Log } from "../../base/log.ts";
import type { Observe } from "../../base/observation.ts";
import { ProgramFault } from "../../programs/fault.ts";
import type { Shelf } from "../../programs/grant.ts";
import { openQuoting } from "../../programs/quoting.ts";
import type { Tokens } from "../../programs/tokens.ts";
import { dataHeaders } from "../guard.ts";
import { createMcpRoute } from "../mcp/http.ts";
import { createPassagePages } from "../passage/pages.tsx";
import { listen, type ServerLimits } from "../server.ts";
import { createApi, refuseAddress } from "./api.ts";
import { letAnyone, requireToken, tokenOrPages } from "./bearer.ts";
import { requireKnownOrigin, shareWith } from "./cors.ts";
import { limitRequests } from "./crowd.ts";
import { requireOwnHost, type Site } from "./hosts.ts";
import { problemOf } from "./problem.ts";
import { limitVisitors } from "./visitors.ts";
import { watch } from "./watch.ts";

export interface ApiServerOptions {
  readonly settings: ApiSettings;
  /** The address under which others reach the server. */
  readonly publicUrl: string | undefined;
  readonly shelf: Shelf;
  /** Undefined where only pages are served. */
  readonly tokens: Tokens | undefined;
  readonly log: Log;
  readonly observe?: Observe;
  /** The port in its own addresses; undefined in tests without a network. */
  readonly port?: () => number;
}

export interface ApiServer {
  readonly port: number;
  /** Answers from these collections from now on; before that, as not ready. */
  readonly serves: (shelf: Shelf) => void;
  /** Ends the requests under way within some seconds, and refuses new ones. */
  readonly close: () => Promise<void>;
}

/**
 * For each of 1,000 programs at once, and some that stay connected. A proxy in front closes idle connections earlier than
 * this server, within a minute, so that it never sends a request into one that ends.
 */
const LIMITS: Partial<ServerLimits> = { connections: 1_500, idle: 65_000, drain: 8_000 };

/**
 * Listens before the collections are open.
 * @throws UserError if the port is not available.
 */
export async function serveApi(options: Omit<ApiServerOptions, "shelf">): Promise<ApiServer> {
  const { settings, publicUrl, log } = options;
  let open: Shelf | undefined;
  const shelf: Shelf = {
    get: async (id) => (open ?? starting()).get(id),
    list: async () => (open ?? starting()).list(),
  };
  let port = settings.port;
  const app = createApiServer({ ...options, shelf, port: () => port });
  const listening = await listen(async (request, env) => app.fetch(request, env), {
    port,
    host: settings.host,
    tries: 1,
    what: "the HTTP API",
    remedy: "Give API_PORT another port, or leave it empty.",
    limits: LIMITS,
  });
  port = listening.port;
  log.info({ host: settings.host, port, publicUrl }, "the server for programs is here");
  return {
    port,
    serves: (collections) => void (open = collections),
    close: listening.close,
  };
}

const starting = (): never => {
  throw new ProgramFault("not-ready", "Footnote is starting. Try again later.", { retryAfter: 5 });
};

/** Creates all routes. */
export function createApiServer(options: ApiServerOptions): Hono {
  const { shelf, tokens, settings, publicUrl, log, observe = () => {} } = options;
  const { host, origins } = settings;
  const site: Site = { host, publicUrl, port: options.port ?? (() => undefined) };
  const app = new Hono();
  app.use(watch(observe, log), except("/p/*", dataHeaders), requireOwnHost(site));
  for (const path of ["/v1/*", "/mcp"]) {
    app.use(path, requireKnownOrigin(origins, site));
    if (origins.length > 0) app.use(path, shareWith(origins));
  }
  app.use(limitRequests());
  const visitor = limitVisitors({ publicUrl });
  if (tokens) {
    const quoting = openQuoting(shelf, observe);
    const token = requireToken(tokens);
    const open = tokenOrPages({ token, visitor, shelf });
    const admission = { token, "token-or-pages": open, anyone: letAnyone };
    app.route("/", createApi(quoting, admission));
    app.use("/mcp", token);
    app.route("/mcp", createMcpRoute({ quoting, shelf, publicUrl, log }));
  }
  const verifies = tokens !== undefined;
  app.route("/p", createPassagePages({ shelf, publicUrl, verifies, limit: visitor, log }));
  app.all("*", refuseAddress);
  app.onError((error, context) => answerFault(error, context, log));
  return app;
}

/** The status of an answer that nobody reads. */
const ABANDONED = 499;

function answerFault(error: unknown, context: Context, log: Log): Response {
  const { aborted } = context.req.raw.signal;
  return aborted ? new Response(null, { status: ABANDONED }) : problemOf(error, context, log);
}
