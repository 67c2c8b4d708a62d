/** @module Refusals below the routes: of messages that are no request, and of connections. */

import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { systemCode } from "../base/errors.ts";

export interface WireFault {
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const SOON = { "Retry-After": "1" };

export const MISADDRESSED: WireFault = {
  status: 400,
  detail: "Expected a path, such as /v1/ask, and the name of this server in one header Host.",
};
export const NO_PROXY: WireFault = { status: 405, detail: "This server is no proxy." };
export const UNKNOWN_EXPECTATION: WireFault = {
  status: 417,
  detail: "Of the header Expect only 100-continue is known.",
};
export const BROKEN: WireFault = {
  status: 500,
  detail: "Something went wrong on this side.",
};
export const STOPPING: WireFault = {
  status: 503,
  detail: "The server is stopping.",
  headers: SOON,
};
export const FULL: WireFault = {
  status: 503,
  detail: "Too many connections. Try again later.",
  headers: SOON,
};

/** Returns the fault of a message that can't be parsed; undefined if its connection is gone. */
export function parseFault(error: Error): WireFault | undefined {
  const code = systemCode(error);
  if (code === "HPE_HEADER_OVERFLOW")
    return { status: 431, detail: "The address and the headers are too long: at most 16 kB." };
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW")
    return { status: 413, detail: "The chunk extensions are too long." };
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return { status: 408, detail: "The request took too long." };
  return code?.startsWith("HPE_") ? { status: 400, detail: "This is no valid HTTP." } : undefined;
}

/** Returns a problem (RFC 9457) as the headers and the body of an answer after which the connection ends. */
const problem = ({ status, detail, headers }: WireFault) => {
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: "about:blank", title, detail, status });
  return {
    body,
    headers: {
      "Content-Type": "application/problem+json",
      "Content-Length": String(Buffer.byteLength(body)),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      Connection: "close",
      ...headers,
    },
  };
};

/** Returns the response for a request whose target or host can't be parsed. */
export function faultResponse(fault: WireFault): Response {
  const { body, headers } = problem(fault);
  return new Response(body, { status: fault.status, headers });
}

/** Answers a request without the routes. */
export function refuse(response: ServerResponse, fault: WireFault): void {
  const { body, headers } = problem(fault);
  response.writeHead(fault.status, headers).end(body);
}

/** Time for a client to read the last answer while the rest that it sends is dropped. */
const FAREWELL_MS = 2_000;

/**
 * Ends a connection with an answer to a message that was not parsed. What still comes is read and dropped for a while:
 * closing before that resets the connection, and the client may lose the answer.
 */
export function endWith(socket: Duplex, fault: WireFault): void {
  if (!socket.writable) return void socket.destroy();
  const { body, headers } = problem(fault);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}\r\n${lines.join("")}\r\n${body}`,
  );
  dropInput(socket);
  const timer = setTimeout(() => socket.destroy(), FAREWELL_MS);
  socket.once("close", () => clearTimeout(timer));
}

/** Takes a connection from the parser, and drops what still comes. */
export function dropInput(socket: Duplex): void {
  socket.on("data", () => {}).removeAllListeners("data");
  socket.on("error", () => {}).resume();
}

/** A part of a path that leads to another one: what a proxy lets through must be what is served. */
const DOT_PART = /^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#\\]|$)/i;

/** Whether a request names a path of this server as it is, and one host. */
export function isAddressedHere({ url = "", rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  return url.startsWith("/") && !DOT_PART.test(url) && hosts.length === 1;
}
