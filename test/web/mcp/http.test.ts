import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import type { Grant, Shelf } from "../../../src/programs/grant.ts";
import type { Tokens } from "../../../src/programs/tokens.ts";
import { type ApiServerOptions, createApiServer, serveApi } from "../../../src/web/api/server.ts";
import { connectTo, ERAS, type Era, shelfOf, shelfWith, textOf } from "../../support/agent.ts";
import { keptLog } from "../../support/kept-log.ts";
import { HARBOUR, TOWER } from "../../support/library.ts";
import { memoryLibrary } from "../../support/memory-library.ts";

const QUESTION = "When does the harbour open in the morning?";
const GRANTS: Readonly<Record<string, Grant>> = {
  port: { name: "port", collections: ["port"] },
  both: { name: "both", collections: ["port", "pier"] },
};
const tokens: Tokens = { grantOf: async (token) => GRANTS[token] };

const optionsOf = (shelf: Shelf, given: Partial<ApiServerOptions> = {}): ApiServerOptions => ({
  settings: { port: 0, host: "127.0.0.1", tokenFile: "tokens.yaml", origins: [] },
  publicUrl: undefined,
  shelf,
  tokens,
  log: createLog("silent"),
  ...given,
});

const twoCollections = () => shelfOf({ port: { "h.md": HARBOUR }, pier: { "t.md": TOWER } });

type App = ReturnType<typeof createApiServer>;
const appOf = async (given?: Partial<ApiServerOptions>): Promise<App> =>
  createApiServer(optionsOf(await twoCollections(), given));

function transportTo(app: App, token: string): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), {
    fetch: async (url, init) => app.request(url.toString(), init),
    requestInit: { headers: { Authorization: `Bearer ${token}` } },
  });
}

const connect = async (app: App, token: string, era: Era) =>
  connectTo(transportTo(app, token), era);

describe.each(ERAS)("MCP over HTTP, for a client of the %s protocol,", (era) => {
  it("serves the collections of the grant of each token", async () => {
    const app = await appOf();
    const port = await connect(app, "port", era);
    const asked = await port.callTool({ name: "ask", arguments: { question: QUESTION } });
    expect(textOf(asked)).toContain("The harbour opens at six");
    const both = await connect(app, "both", era);
    const listed = await both.callTool({ name: "documents", arguments: { collection: "pier" } });
    expect(textOf(listed)).toContain('"The tower"');
    const uris = async (agent: typeof port) =>
      (await agent.listResources()).resources.map(({ uri }) => uri);
    expect(await uris(port)).toEqual(["footnote://port/h.md"]);
    expect(await uris(both)).toEqual(["footnote://port/h.md", "footnote://pier/t.md"]);
  });

  it("gives the address of the page of a passage, where its collection has pages", async () => {
    const library = await memoryLibrary({ "h.md": HARBOUR });
    const all: Tokens = { grantOf: async () => ({ name: "all", collections: [library.id] }) };
    const publicUrl = "https://quotes.example";
    const asked = async (hasPages: boolean) => {
      const shelf = await shelfWith([library], { hasPages });
      const app = createApiServer(optionsOf(shelf, { tokens: all, publicUrl }));
      const agent = await connect(app, "any", era);
      return textOf(await agent.callTool({ name: "ask", arguments: { question: QUESTION } }));
    };
    expect(await asked(true)).toMatch(
      /shown in its document at https:\/\/quotes\.example\/p\/[a-z2-7]{12}\./,
    );
    expect(await asked(false)).not.toContain("quotes.example");
  });

  it("works through a socket", async () => {
    const shelf = await twoCollections();
    const server = await serveApi(optionsOf(shelf));
    onTestFinished(() => server.close());
    server.serves(shelf);
    const transport = new StreamableHTTPClientTransport(
      new URL(`http://127.0.0.1:${server.port}/mcp`),
      { requestInit: { headers: { Authorization: "Bearer port" } } },
    );
    const agent = await connectTo(transport, era);
    const asked = await agent.callTool({ name: "ask", arguments: { question: QUESTION } });
    expect(textOf(asked)).toContain("The harbour opens at six");
  });
});

const CALL = { jsonrpc: "2.0", id: 7, method: "tools/call" };
const HEADERS = {
  Authorization: "Bearer port",
  "Content-Type": "application/json",
  Accept: "application/json, text/event-stream",
};

const post = (app: App, body: string, headers: Readonly<Record<string, string>> = {}) =>
  app.request("http://127.0.0.1/mcp", {
    method: "POST",
    body,
    headers: { ...HEADERS, ...headers },
  });

describe("MCP over HTTP", () => {
  it("responds with one JSON document and without a session", async () => {
    const params = { name: "ask", arguments: { question: QUESTION } };
    const response = await post(await appOf(), JSON.stringify({ ...CALL, params }));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("mcp-session-id")).toBeNull();
    expect(await response.json()).toMatchObject({ id: 7, result: { structuredContent: {} } });
  });

  it.each(["", "Bearer", "Bearer other", "Basic port"])(
    "lets nobody in without a valid token: %j",
    async (authorization) => {
      const response = await post(await appOf(), "{}", { Authorization: authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    },
  );

  it.each(["GET", "DELETE", "PUT"])("has no sessions for %s", async (method) => {
    const response = await (
      await appOf()
    ).request("http://127.0.0.1/mcp", {
      method,
      headers: { Authorization: HEADERS.Authorization, Accept: "text/event-stream" },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  const LISTEN = {
    jsonrpc: "2.0",
    id: 1,
    method: "subscriptions/listen",
    params: {
      notifications: { resourcesListChanged: true },
      _meta: {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "x", version: "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
      },
    },
  };
  it.each<[string, string, Readonly<Record<string, string>>, number, number]>([
    ["no JSON", "{", {}, 400, -32700],
    ["nothing", "", {}, 400, -32700],
    ["a scalar", "1", {}, 400, -32600],
    ["a batch", JSON.stringify([CALL, CALL]), {}, 400, -32600],
    ["another type", "{}", { "Content-Type": "text/plain" }, 415, -32600],
    ["too much", JSON.stringify({ ...CALL, x: "x".repeat(100_000) }), {}, 413, -32600],
    ["no message", "{}", {}, 400, -32600],
    ["an unknown method", JSON.stringify({ ...CALL, method: "tools/run" }), {}, 200, -32601],
    [
      "a version of the future",
      JSON.stringify(CALL),
      { "MCP-Protocol-Version": "2199-01-01" },
      400,
      -32602,
    ],
    [
      "a subscription",
      JSON.stringify(LISTEN),
      { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "subscriptions/listen" },
      200,
      -32603,
    ],
  ])("refuses %s by an error of JSON-RPC", async (_what, body, headers, status, code) => {
    const response = await post(await appOf(), body, headers);
    expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }]);
  });

  it("accepts a notification", async () => {
    const message = { jsonrpc: "2.0", method: "notifications/initialized" };
    expect((await post(await appOf(), JSON.stringify(message))).status).toBe(202);
  });

  it("writes no question to the log", async () => {
    const { log, text } = keptLog();
    const app = await appOf({ log });
    for (const body of [
      JSON.stringify({ ...CALL, params: { name: "ask", arguments: { question: 5, harbour: 1 } } }),
      JSON.stringify({ ...CALL, params: { name: "harbour" } }),
      '{"harbour',
      JSON.stringify({ ...CALL, method: "harbour" }),
    ])
      await post(app, body);
    expect(text()).not.toContain("harbour");
  });
});
