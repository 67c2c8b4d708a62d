/** @module The HTTP server of the preview page and of health, for this machine only. */

import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { messageOf, systemCode, UserError } from "../base/errors.ts";

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface ListenOptions {
  /** The first port that is tried; 0 for any free one. */
  readonly port: number;
  /** The number of ports that are tried, in ascending order, while they are taken. */
  readonly tries: number;
  /** The service, for an error: `health checks`. */
  readonly what: string;
  readonly remedy: string;
}

type Fetch = (request: Request) => Response | Promise<Response>;

const LOOPBACK = "127.0.0.1";

/**
 * Listens on 127.0.0.1.
 * @throws UserError if no port is available.
 */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  if (!(server instanceof Server)) throw new Error("no HTTP/1 server");
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  server.maxConnections = 100;
  await bind(server, options, options.port);
  return { port: portOf(server), close: () => close(server) };
}

/** @param first the port that was tried first. */
async function bind(server: Server, options: ListenOptions, first: number): Promise<void> {
  const { port, tries, what, remedy } = options;
  try {
    server.listen(port, LOOPBACK);
    await once(server, "listening");
  } catch (error) {
    const isTaken = systemCode(error) === "EADDRINUSE" && port < 65_535;
    if (isTaken && tries > 1)
      return bind(server, { ...options, port: port + 1, tries: tries - 1 }, first);
    const tried = first === port ? `port ${port}` : `a port from ${first} to ${port}`;
    throw new UserError(
      {
        expected: `to listen on ${tried} of this machine for ${what}`,
        found: describe(error, first === port),
        remedy,
      },
      { cause: error },
    );
  }
}

function describe(error: unknown, isOne: boolean): string {
  if (systemCode(error) === "EADDRINUSE") return isOne ? "it taken" : "all of them taken";
  return systemCode(error) ?? messageOf(error);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
