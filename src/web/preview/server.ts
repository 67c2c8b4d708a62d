/** @module Listening on this machine alone, on the port that is wished for or the next that is free. */

import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { messageOf, systemCode, UserError } from "../../base/errors.ts";

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const LOOPBACK = "127.0.0.1";
/** Somebody who has so many ports in use has another problem. */
const TRIES = 20;

/**
 * Listens on 127.0.0.1.
 * @param wished the port; 0 for any. Where it is taken, the next one is tried.
 * @throws UserError if none can be had.
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  wished: number,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  if (!(server instanceof Server)) throw new Error("no HTTP/1 server");
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 100;
  await bind(server, wished, TRIES);
  return { port: portOf(server), close: () => close(server) };
}

async function bind(server: Server, port: number, tries: number): Promise<void> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, "listening");
  } catch (error) {
    const isTaken = systemCode(error) === "EADDRINUSE" && port < 65_535;
    if (isTaken && tries > 1) return bind(server, port + 1, tries - 1);
    throw new UserError(
      {
        expected: `to listen on port ${port} of this machine for the local page`,
        found: systemCode(error) ?? messageOf(error),
        remedy: "Give ROOM_PORT another port, or off.",
      },
      { cause: error },
    );
  }
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
