/** @module The server for programs: its names, origins, headers, faults and observations, without a network. */

import { describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import type { Observation } from "../../../src/base/observation.ts";
import type { Library } from "../../../src/collection/library.ts";
import { ProblemForm } from "../../../src/web/api/problem.ts";
import { type ApiServerOptions, createApiServer } from "../../../src/web/api/server.ts";
import { shelfOf, TOKEN } from "../../support/api.ts";
import { HARBOUR } from "../../support/library.ts";
import { memoryLibrary } from "../../support/memory-library.ts";

const PUBLIC_URL = "https://quotes.example.org";
const HELP = "https://help.example.org";
const OWN = "127.0.0.1:8080";
const ASK = "/v1/ask?q=When+does+the+harbour+open%3F";
const OPENAPI = "/v1/openapi.json";
const BEARER = { authorization: `Bearer ${TOKEN}` };

interface Setting extends Partial<Pick<ApiServerOptions, "publicUrl" | "observe">> {
  readonly host?: string;
  readonly origins?: readonly string[];
  readonly change?: (library: Library) => Library;
}

/** The server at port 8080 over one library. */
async function started({ host = "127.0.0.1", origins = [], change, ...given }: Setting = {}) {
  const logged: string[] = [];
  const library = await memoryLibrary({ "a.md": HARBOUR });
  const shelf = shelfOf(change ? change(library) : library);
  const app = createApiServer({
    settings: { port: 8080, host, tokenFile: "tokens.yaml", origins },
    publicUrl: undefined,
    port: () => 8080,
    shelf,
    tokens: {
      grantOf: async (token) =>
        token === TOKEN ? { name: "desk", collections: ["default"] } : undefined,
    },
    log: createLog("debug", [], (line) => logged.push(line)),
    ...given,
  });
  const send = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    app.request(`http://${OWN}${path}`, { method, headers: { host: OWN, ...headers } });
  return { send, logged };
}

const kindOf = async (response: Response): Promise<string> => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { type, status } = ProblemForm.parse(await response.json());
  expect(status).toBe(response.status);
  return type.replace("urn:footnote:problem:", "");
};

describe("the server for programs answers under", () => {
  it.each([OWN, "localhost:8080", "[::1]:8080", "LocalHost:8080"])(
    "its own name %s",
    async (host) => {
      const { send } = await started({ publicUrl: PUBLIC_URL });
      expect((await send(OPENAPI, { host })).status).toBe(200);
    },
  );

  it.each([
    [PUBLIC_URL, "quotes.example.org"],
    [PUBLIC_URL, "quotes.example.org:443"],
    [PUBLIC_URL, "Quotes.Example.Org"],
    ["https://quotes.example.org:8443", "quotes.example.org:8443"],
    ["http://quotes.example.org", "quotes.example.org:80"],
    ["http://192.0.2.7:8080", "192.0.2.7:8080"],
    ["http://[2001:db8::7]:8080", "[2001:db8::7]:8080"],
  ])("the name in %s: %s", async (publicUrl, host) => {
    const { send } = await started({ publicUrl });
    expect((await send(OPENAPI, { host })).status).toBe(200);
  });

  it.each([
    ["192.0.2.7", "192.0.2.7:8080"],
    ["2001:db8::7", "[2001:db8::7]:8080"],
    ["127.0.0.5", "127.0.0.5:8080"],
  ])("the address that it listens on: %s", async (listening, host) => {
    const { send } = await started({ host: listening, publicUrl: PUBLIC_URL });
    expect((await send(OPENAPI, { host })).status).toBe(200);
  });
});

describe("the server for programs refuses", () => {
  it.each([
    "evil.example",
    "evil.example:8080",
    "127.0.0.1",
    "127.0.0.1:8081",
    "localhost",
    "localhost.evil.example:8080",
    "127.0.0.1.evil.example:8080",
    "127.1:8080",
    "2130706433:8080",
    "0.0.0.0:8080",
    "quotes.example.org:8080",
    "quotes.example.org:80",
    "quotes.example.org.",
    "a.quotes.example.org",
    "quotes.example.org.evil.example",
    "quotes.example.org@evil.example",
    "",
  ])("the name %j, at every path", async (host) => {
    const { send } = await started({ publicUrl: PUBLIC_URL });
    for (const path of [ASK, OPENAPI, "/mcp", "/p/aaaaaaaaaaaa", "/"]) {
      const response = await send(path, { ...BEARER, host });
      expect([path, response.status, await kindOf(response)]).toEqual([path, 403, "wrong-host"]);
    }
  });

  it("a name that only a header of a proxy has", async () => {
    const { send } = await started({ publicUrl: PUBLIC_URL });
    const forwarded = {
      "x-forwarded-host": "quotes.example.org",
      forwarded: "host=quotes.example.org",
    };
    expect((await send(OPENAPI, { ...forwarded, host: "evil.example" })).status).toBe(403);
    const evil = { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
    const { headers } = await send(OPENAPI, evil);
    expect(JSON.stringify(Object.fromEntries(headers))).not.toContain("evil");
  });

  it.each([
    ["another site", "https://evil.example"],
    ["a sandbox", "null"],
    ["another port of this machine", "http://127.0.0.1:8081"],
    ["another scheme", "http://quotes.example.org"],
    ["an allowed name within another", "https://help.example.org.evil.example"],
    ["an allowed name at another port", "https://help.example.org:444"],
    ["an allowed origin with more", "https://help.example.org/"],
    ["two origins", `${HELP}, https://evil.example`],
    ["nothing that is an origin", "help.example.org"],
    ["its own address with a path", `http://${OWN}/v1`],
  ])("pages of %s, before it reads a token", async (_name, origin) => {
    const refuses = (library: Library): Library => ({
      ...library,
      ask: () => Promise.reject(new Error("asked")),
    });
    const { send } = await started({ publicUrl: PUBLIC_URL, origins: [HELP], change: refuses });
    for (const [path, method] of [
      [ASK, "GET"],
      [OPENAPI, "GET"],
      [ASK, "OPTIONS"],
      ["/mcp", "POST"],
      ["/mcp", "OPTIONS"],
    ] as const) {
      const response = await send(path, { ...BEARER, origin }, method);
      expect([path, response.status, await kindOf(response)]).toEqual([
        path,
        403,
        "foreign-origin",
      ]);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("pages of other origins", () => {
  it.each([`http://${OWN}`, "http://localhost:8080", PUBLIC_URL])(
    "may use their own server: %s",
    async (origin) => {
      const { send } = await started({ publicUrl: PUBLIC_URL });
      const response = await send(ASK, { ...BEARER, origin });
      expect(response.status).toBe(200);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it("may read answers and problems where they are allowed, without cookies", async () => {
    const { send } = await started({ origins: [HELP] });
    const answered = await send(ASK, { ...BEARER, origin: HELP });
    const etag = answered.headers.get("etag") ?? "";
    const responses = [
      answered,
      await send(ASK, { ...BEARER, origin: HELP, "if-none-match": etag }),
      await send(ASK, { origin: HELP }),
      await send("/v1/nowhere", { origin: HELP }),
      await send("/mcp", { origin: HELP }, "POST"),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 304, 401, 404, 401]);
    for (const { headers } of responses) {
      expect(headers.get("access-control-allow-origin")).toBe(HELP);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      expect(headers.get("vary")).toContain("Origin");
      expect(headers.get("access-control-expose-headers")?.split(",")).toEqual(
        expect.arrayContaining(["ETag", "Footnote-Generation", "RateLimit", "Retry-After"]),
      );
    }
  });

  it("may send a token where they are allowed: the preflight needs none", async () => {
    const { send } = await started({ origins: [HELP] });
    for (const path of [ASK, "/mcp"]) {
      const preflight = { origin: HELP, "access-control-request-headers": "authorization" };
      const { status, headers } = await send(path, preflight, "OPTIONS");
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(HELP);
      expect(headers.get("access-control-allow-headers")).toContain("Authorization");
      expect(headers.get("access-control-allow-methods")).toBe("GET,HEAD,POST");
    }
  });

  it("change no cache of the answers to others", async () => {
    const { send } = await started({ origins: [HELP] });
    const { headers } = await send(ASK, BEARER);
    expect(headers.get("vary")).toContain("Origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it("get nothing to read where none are allowed", async () => {
    const { send } = await started();
    for (const { headers } of [await send(ASK, BEARER), await send(ASK, {}, "OPTIONS")])
      expect(Array.from(headers.keys()).filter((name) => name.includes("allow-"))).toEqual([]);
  });

  it("may link to the page of a passage", async () => {
    const { send } = await started();
    expect((await send("/p/aaaaaaaaaaaa", { origin: "https://evil.example" })).status).toBe(404);
  });
});

describe("every answer to a program", () => {
  const failing = (library: Library): Library => ({
    ...library,
    ask: () => Promise.reject(new Error("a secret of the machine")),
  });

  it.each([
    [OPENAPI, BEARER, 200],
    ["/v1/documents", BEARER, 200],
    ["/v1/documents", {}, 401],
    ["/v1/documents", { host: "evil.example" }, 403],
    ["/v1/documents", { origin: "https://evil.example" }, 403],
    ["/v1/nowhere", BEARER, 404],
    ["/", {}, 404],
    ["/mcp", BEARER, 405],
    [ASK, BEARER, 500],
  ])("keeps the browser strict: %s with %j", async (path, headers, status) => {
    const { send } = await started({ change: failing });
    const response = await send(path, headers);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-security-policy":
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  it.each([
    "/p",
    "/p/",
    "/p/a/b/c",
    "/%70/aaaaaaaaaaaa",
    "/P/a",
    "//v1/ask",
    "/mcp/",
    "/%6dcp",
    "/v1",
    "/a/../v1/ask",
  ])("keeps the browser strict at any path: %s", async (path) => {
    const { send } = await started();
    for (const method of ["GET", "POST"]) {
      const { headers, status } = await send(path, {}, method);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; /);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("has no text of an error of ours, which is in the log", async () => {
    const { send, logged } = await started({ change: failing });
    const response = await send(ASK, BEARER);
    expect(await response.text()).not.toContain("secret");
    expect(logged.join("")).toContain("a secret of the machine");
  });

  it("is the same for HEAD but for the body", async () => {
    const { send } = await started();
    const [read, head] = [await send(ASK, BEARER), await send(ASK, BEARER, "HEAD")];
    expect(head.status).toBe(200);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(read.headers));
    expect(await head.text()).toBe("");
  });

  it.each(["OPTIONS", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "QUERY"])(
    "names the methods where %s is none of them",
    async (method) => {
      const { send } = await started();
      const response = await send(ASK, BEARER, method);
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    },
  );
});

describe("the operator", () => {
  it("sees each request by door and status, and questions as those of members", async () => {
    const seen: Observation[] = [];
    const { send } = await started({ observe: (one) => seen.push(one) });
    await send(ASK, BEARER);
    await send(ASK);
    await send("/v1/ask?q=%3F", BEARER);
    await send("/mcp", BEARER);
    await send("/p/aaaaaaaaaaaa");
    await send("/favicon.ico");
    const requests = seen.flatMap((one) => (one.kind === "request" ? [one] : []));
    expect(requests.map(({ door, result }) => `${door} ${result}`)).toEqual([
      "api 2xx",
      "api 4xx",
      "api 4xx",
      "mcp 4xx",
      "page 4xx",
    ]);
    expect(seen.flatMap((one) => (one.kind === "question" ? [one.result] : []))).toEqual(["found"]);
    expect(seen.flatMap((one) => (one.kind === "time" ? [one.of] : []))).toEqual(["ask"]);
  });

  it("reads who asked in the log at debug, but no question, token or address", async () => {
    const { send, logged } = await started();
    await send(ASK, BEARER);
    await send("/v1/When-does-the-harbour-open", { authorization: "Bearer of-no-use" });
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { level: 20, door: "api", method: "GET", status: 200, program: "desk", msg: "answered" },
      { level: 20, door: "api", method: "GET", status: 404 },
    ]);
    expect(logged.join("")).not.toMatch(new RegExp(`harbour|${TOKEN}|no-use`, "i"));
  });
});
