/** @module MCP over streamable HTTP: stateless, one JSON response to each request. */

import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  type McpServer,
  ProtocolErrorCode,
  readRequestBody,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { Hono } from "hono";
import { parseJson } from "../../base/text.ts";
import { grantedOf, type Shelf } from "../../programs/grant.ts";
import { quotingFor } from "../../programs/quoting.ts";
import type { Granted } from "../api/bearer.ts";
import { pagesOf } from "../../programs/page-address.ts";
import { createMcpServer, type McpOptions } from "./server.ts";

export type McpRouteOptions = Pick<McpOptions, "quoting" | "log"> & {
  readonly shelf: Shelf;
  /** The address under which others reach the server. */
  readonly publicUrl: string | undefined;
};

/** A question has 300 characters; the rest is for what clients add. */
const MOST_BYTES = 100_000;

/** Creates the route of MCP, for requests that have a grant. */
export function createMcpRoute({ shelf, publicUrl, ...options }: McpRouteOptions): Hono<Granted> {
  const app = new Hono<Granted>();
  app.post("/", async (context) => {
    const grant = context.get("grant");
    const granted = await grantedOf(grant, shelf);
    const names = granted.map(({ id }) => id);
    const pageOf = pagesOf(publicUrl, granted);
    const quoting = quotingFor(context.req.raw.signal, options.quoting);
    return respond(context.req.raw, () =>
      createMcpServer({ ...options, quoting, grant, names, pageOf }),
    );
  });
  // There are no sessions to listen to or to end.
  app.all("/", () => refuse(405, "Expected POST."));
  return app;
}

async function respond(request: Request, createServer: () => McpServer): Promise<Response> {
  if (!isJsonContentType(request.headers.get("content-type")))
    return refuse(415, "Expected Content-Type: application/json.");
  const body = await readRequestBody(request, MOST_BYTES);
  if (body.tooLarge) return refuse(413, `Expected at most ${MOST_BYTES} bytes.`);
  const parsedBody = parseJson(body.text);
  if (parsedBody === undefined) return refuse(400, "Expected JSON.", ParseError);
  // A batch would be many requests at the rate of one; newer versions of the protocol have none.
  if (typeof parsedBody !== "object" || parsedBody === null || Array.isArray(parsedBody))
    return refuse(400, "Expected one JSON-RPC message.");
  if (await isLegacyRequest(request, parsedBody))
    return respondLegacy(request, parsedBody, createServer());
  return createMcpHandler(createServer, { legacy: "reject", maxSubscriptions: 0 }).fetch(request, {
    parsedBody,
  });
}

/** Responds to a client of a version before 2026-07-28; the handler of the SDK would open a stream for each response. */
async function respondLegacy(
  request: Request,
  parsedBody: object,
  server: McpServer,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const response = await transport.handleRequest(request, { parsedBody });
  await server.close();
  return response;
}

const { InvalidRequest, ParseError } = ProtocolErrorCode;

const refuse = (status: number, message: string, code: number = InvalidRequest): Response =>
  Response.json(
    { jsonrpc: "2.0", id: null, error: { code, message } },
    { status, ...(status === 405 ? { headers: { Allow: "POST" } } : {}) },
  );
