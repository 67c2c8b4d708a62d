/** @module HTTP servers, for this machine only unless a host is given: limits of clients, and an orderly end. */

import { once } from "node:events";
import { createServer, type Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  getRequestListener,
  type Http2Bindings,
  type HttpBindings,
  RequestError,
} from "@hono/node-server";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { giveTurns } from "../base/turns.ts";
import { type Connections, countConnections } from "./connections.ts";
import {
  BROKEN,
  dropInput,
  endWith,
  faultResponse,
  FULL,
  isAddressedHere,
  MISADDRESSED,
  parseFault,
  refuse,
  STOPPING,
  NO_PROXY,
  UNKNOWN_EXPECTATION,
} from "./wire.ts";

export interface Listening {
  readonly port: number;
  /** Refuses new requests, and ends all connections once those under way are answered or their time is over. */
  readonly close: () => Promise<void>;
}

export interface ListenOptions {
  /** The first port that is tried; 0 for any free one. */
  readonly port: number;
  /** An IP address of this machine; 127.0.0.1 by default. */
  readonly host?: string;
  /** The number of ports that are tried, in ascending order, while they are taken. */
  readonly tries: number;
  /** The service, for an error: `health checks`. */
  readonly what: string;
  readonly remedy: string;
  readonly limits?: Partial<ServerLimits>;
}

/** Times are in milliseconds. */
export interface ServerLimits {
  readonly connections: number;
  /** Until an idle connection ends. */
  readonly idle: number;
  /** For the headers of a request, from the connection or the last answer on. */
  readonly headers: number;
  /** For a whole request. */
  readonly request: number;
  /** Until a client that takes nothing of its answer is cut. */
  readonly stall: number;
  /** Bytes of answers that are held for all slow clients together. */
  readonly unsent: number;
  /** For the requests under way at the end. */
  readonly drain: number;
}

/** @param env Node's own request and response. */
type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

const LOOPBACK = "127.0.0.1";
/** Connections that wait while many come in one instant. */
const BACKLOG = 2_000;

/** The request may take longer than the body of a webhook, whose own limit is 10 s. */
const LIMITS: ServerLimits = {
  connections: 100,
  idle: 5_000,
  headers: 5_000,
  request: 15_000,
  stall: 20_000,
  unsent: 64_000_000,
  drain: 0,
};

/**
 * Listens on the host.
 * @throws UserError if no port is available.
 */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listening> {
  const limits = { ...LIMITS, ...options.limits };
  const connections = countConnections({ most: limits.connections, mostBytes: limits.unsent });
  const state = { isClosing: false };
  const server = createLimited(limits, answering(fetch, connections, state));
  keepBounded(server, connections);
  await bind(server, options, options.port);
  // A connection that can't be accepted is no reason to end.
  server.on("error", () => {});
  const end = async (): Promise<void> => {
    state.isClosing = true;
    const drained = sleep(limits.drain, undefined, { ref: false });
    // Requests that were sent before the end, but not read, are refused; closing now would reset them.
    await Promise.race([giveTurns(BACKLOG), drained]);
    const closed = once(server, "close");
    server.close();
    connections.endIdle();
    await Promise.race([closed, drained]);
    server.closeAllConnections();
    await closed;
  };
  let ended: Promise<void> | undefined;
  return { port: portOf(server), close: () => (ended ??= end()) };
}

type Listener = Parameters<typeof createServer>[1];

function createLimited(limits: ServerLimits, listener: Listener): Server {
  const server = createServer(
    {
      insecureHTTPParser: false,
      // It is refused with all other wrong hosts.
      requireHostHeader: false,
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      connectionsCheckingInterval: Math.min(1_000, limits.headers),
      keepAliveTimeout: limits.idle,
    },
    listener,
  );
  // Some more, which are refused with an answer.
  server.maxConnections = Math.ceil(limits.connections * 1.25);
  server.timeout = limits.stall;
  // All headers are read, as their size is limited: of 3,000, the last could be another Host.
  server.maxHeadersCount = 0;
  return server;
}

/** Answers requests to this server by its routes, and all others with a refusal. */
function answering(
  fetch: Fetch,
  connections: Connections,
  state: { readonly isClosing: boolean },
): Listener {
  const respond = getRequestListener(
    async (request, env) => {
      if (!isHttp1(env)) throw new Error("no HTTP/1");
      const response = await fetch(request, env);
      connections.relieve();
      if (state.isClosing) env.outgoing.shouldKeepAlive = false;
      return response;
    },
    {
      errorHandler: (error) => faultResponse(error instanceof RequestError ? MISADDRESSED : BROKEN),
    },
  );
  return (request, response) => {
    connections.answer(request.socket, response);
    if (!isAddressedHere(request)) refuse(response, MISADDRESSED);
    else if (state.isClosing) refuse(response, STOPPING);
    else void respond(request, response);
  };
}

const isHttp1 = (env: HttpBindings | Http2Bindings): env is HttpBindings =>
  env.outgoing instanceof ServerResponse;

function keepBounded(server: Server, connections: Connections): void {
  server.on("connection", (socket) => {
    if (!connections.enter(socket)) endWith(socket, FULL);
  });
  // Also the end of the time for an idle connection. A request under way takes as long as it takes.
  server.on("timeout", (socket) => {
    if (connections.isIdle(socket) || socket.writableLength > 0) socket.destroy();
  });
  server.on("connect", (_request, socket) => endWith(socket, NO_PROXY));
  server.on("checkExpectation", (_request, response) => refuse(response, UNKNOWN_EXPECTATION));
  server.on("clientError", (error, socket) => {
    const answers = connections.answersTo(socket);
    const fault = parseFault(error);
    const isHalfSent = answers.some(({ headersSent, req }) => headersSent && !req.complete);
    if (!fault || isHalfSent) return void socket.destroy();
    dropInput(socket);
    const owed = answers.findLast(({ req }) => req.complete);
    if (owed) owed.once("close", () => endWith(socket, fault));
    else endWith(socket, fault);
  });
}

/** @param first the port that was tried first. */
async function bind(server: Server, options: ListenOptions, first: number): Promise<void> {
  const { port, host = LOOPBACK, tries, what, remedy } = options;
  try {
    server.listen({ port, host, backlog: BACKLOG });
    await once(server, "listening");
  } catch (error) {
    const isTaken = systemCode(error) === "EADDRINUSE" && port < 65_535;
    if (isTaken && tries > 1)
      return bind(server, { ...options, port: port + 1, tries: tries - 1 }, first);
    const tried = first === port ? `port ${port}` : `a port from ${first} to ${port}`;
    throw new UserError(
      {
        expected: `to listen on ${tried} of ${host === LOOPBACK ? "this machine" : host} for ${what}`,
        found: describe(error, first === port),
        remedy,
      },
      { cause: error },
    );
  }
}

function describe(error: unknown, isOne: boolean): string {
  if (systemCode(error) === "EADDRINUSE") return isOne ? "it taken" : "all of them taken";
  if (systemCode(error) === "EADDRNOTAVAIL") return "that this machine does not have that address";
  return systemCode(error) ?? messageOf(error);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
