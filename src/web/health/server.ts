/** @module Health and metrics over HTTP, to this machine alone. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { messageOf, systemCode, UserError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Metrics } from "./metrics.ts";

export interface ServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** What is missing for the bot to answer. */
  readonly missing: () => readonly string[];
  /** Why the active generation cannot be opened, where another one serves. */
  readonly stale: () => string | undefined;
  readonly metrics: Pick<Metrics, "contentType" | "text">;
  readonly log: Log;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const LOOPBACK = "127.0.0.1";
/** A page in a browser on this machine may be told that its own name is here: then it says so in its requests. */
const HERE = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/**
 * Listens on 127.0.0.1. `/livez` answers while the event loop turns, `/readyz` with 200 or 503 and what is missing,
 * `/metrics` for Prometheus. A stale index answers, so it is ready, and says that it is stale.
 * @throws UserError if the port is taken or not allowed.
 */
export async function startServer(options: ServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => void answer(options, request, response));
  server.requestTimeout = 5_000;
  server.maxConnections = 20;
  await listen(server, options.port);
  const address = server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, "listening");
  } catch (error) {
    throw new UserError(
      {
        expected: `to listen on port ${port} of this machine for health checks`,
        found: systemCode(error) ?? messageOf(error),
        remedy: "Give HEALTH_PORT another port, or leave it empty.",
      },
      { cause: error },
    );
  }
}

async function answer(
  options: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, type, body } = await replyTo(options, request).catch((error: unknown) => {
    options.log.error({ err: error }, "a request for health or metrics failed");
    return text(500, "It failed; see the log.");
  });
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}

async function replyTo(
  { missing, stale, metrics }: ServerOptions,
  { method, url, headers }: IncomingMessage,
): Promise<Reply> {
  if (!HERE.test(headers.host ?? ""))
    return text(403, "Only for this machine, under its own name.");
  if (method !== "GET" && method !== "HEAD") return text(405, "Only GET.");
  switch (url?.split("?")[0]) {
    case "/livez":
      return json(200, { live: true });
    case "/readyz":
      return readiness(missing(), stale());
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.text() };
    default:
      return text(404, "There are /livez, /readyz and /metrics.");
  }
}

const readiness = (missing: readonly string[], reason: string | undefined): Reply =>
  json(missing.length === 0 ? 200 : 503, {
    ready: missing.length === 0,
    missing,
    ...(reason === undefined ? {} : { stale: true, reason }),
  });

const json = (status: number, value: unknown): Reply => ({
  status,
  type: "application/json",
  body: `${JSON.stringify(value)}\n`,
});
const text = (status: number, line: string): Reply => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${line}\n`,
});
