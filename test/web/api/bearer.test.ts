/** @module Access to the HTTP API: by a token in the header, within its rate; and of visitors, by their address. */

import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";
import fc from "fast-check";
import { Hono, type MiddlewareHandler } from "hono";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createApiToken } from "../../../src/base/api-token.ts";
import { ProgramFault } from "../../../src/programs/fault.ts";
import type { Grant } from "../../../src/programs/grant.ts";
import { openTokens, type Tokens } from "../../../src/programs/tokens.ts";
import { type Granted, requireToken, tokenOrPages } from "../../../src/web/api/bearer.ts";
import { problemOf } from "../../../src/web/api/problem.ts";
import { createApiServer } from "../../../src/web/api/server.ts";
import { limitVisitors } from "../../../src/web/api/visitors.ts";
import { keptLog } from "../../support/kept-log.ts";
import { HARBOUR } from "../../support/library.ts";
import { shelfOf } from "../../support/passage-pages.ts";
import { privateFile, tokensText } from "../../support/tokens.ts";
import { runs } from "../../support/runs.ts";

const GRANTS: Readonly<Record<string, Grant>> = {
  one: { name: "site", collections: ["rules"], rate: { times: 2, seconds: 10 } },
  other: { name: "desk", collections: ["rules"], rate: { times: 2, seconds: 10 } },
  slow: { name: "slow", collections: ["rules"], rate: { times: 1, seconds: 600 } },
  free: { name: "free", collections: "all" },
};
const KNOWN: Tokens = { grantOf: async (token) => GRANTS[token] };

/** A server with two routes behind one guard, and one that can't serve for now. */
function serverWith(guard: MiddlewareHandler<Granted>) {
  const app = new Hono<Granted>();
  app.use(guard);
  app.get("/v1/name", (context) => context.text(context.get("grant")?.name ?? "visitor"));
  app.get("/grant", (context) => context.json(context.get("grant")));
  app.get("/mcp", (context) => context.text("mcp"));
  app.get("/crowded", () => {
    throw new ProgramFault("crowded", "Too many.", { retryAfter: 1 });
  });
  app.onError((error, context) => problemOf(error, context, keptLog().log));
  return app;
}

const asks = async (app: Hono<Granted>, authorization?: string, path = "/v1/name") =>
  app.request(path, authorization === undefined ? {} : { headers: { authorization } });

const statusesOf = async (responses: readonly Promise<Response>[]) =>
  (await Promise.all(responses)).map(({ status }) => status);

afterEach(() => void vi.useRealTimers());

describe("a request with a token", () => {
  it.each(["Bearer one", "bearer one", "BEARER one", "Bearer   one "])(
    "gets the grant of the token: %j",
    async (authorization) => {
      const response = await asks(serverWith(requireToken(KNOWN)), authorization);
      expect([response.status, await response.text()]).toEqual([200, "site"]);
    },
  );

  it.each([
    [undefined, 'Bearer realm="footnote"'],
    ["", 'Bearer realm="footnote"'],
    ["Basic b25lOm9uZQ==", 'Bearer realm="footnote"'],
    ["one", 'Bearer realm="footnote"'],
    ["Bearer unknown", 'Bearer realm="footnote", error="invalid_token"'],
    ["Bearer one two", 'Bearer realm="footnote", error="invalid_token"'],
    ["Bearer one, Bearer one", 'Bearer realm="footnote", error="invalid_token"'],
  ])("%j gets none, with the challenge %s", async (authorization, challenge) => {
    const response = await asks(serverWith(requireToken(KNOWN)), authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe(challenge);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ type: "urn:footnote:problem:no-token" });
  });

  it.each(["access_token", "token", "authorization"])("gets none by the query %s", async (name) => {
    const path = `/v1/name?${name}=one`;
    expect((await asks(serverWith(requireToken(KNOWN)), undefined, path)).status).toBe(401);
  });

  it("is refused for now while the tokens can't be read", async () => {
    const { log } = keptLog();
    const tokens = openTokens({ file: await privateFile(""), collections: ["default"], log });
    const response = await asks(serverWith(requireToken(tokens)), "Bearer one");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
  });
});

describe("the rate of a token", () => {
  it("counts all routes together, shows what is left, and says when to try again", async () => {
    vi.useFakeTimers();
    const app = serverWith(requireToken(KNOWN));
    const first = await asks(app, "Bearer one");
    expect(first.headers.get("ratelimit-policy")).toBe('"requests";q=2;w=10');
    expect(first.headers.get("ratelimit")).toBe('"requests";r=1;t=10');
    vi.advanceTimersByTime(3_500);
    const second = await asks(app, "Bearer one", "/mcp");
    expect([second.status, second.headers.get("ratelimit")]).toEqual([200, '"requests";r=0;t=7']);
    const third = await asks(app, "Bearer one");
    expect([third.status, third.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(third.headers.get("ratelimit")).toBe('"requests";r=0;t=7');
    expect((await asks(app, "Bearer other")).status).toBe(200);
    vi.advanceTimersByTime(6_500);
    expect((await asks(app, "Bearer one")).status).toBe(200);
  });

  it("counts no request that it refuses, or that can't be served for now", async () => {
    vi.useFakeTimers();
    const app = serverWith(requireToken(KNOWN));
    for (let turn = 0; turn < 5; turn += 1)
      expect((await asks(app, "Bearer one", "/crowded")).status).toBe(503);
    expect(await statusesOf([1, 2, 3].map(() => asks(app, "Bearer one")))).toEqual([200, 200, 429]);
    vi.advanceTimersByTime(9_000);
    expect((await asks(app, "Bearer one")).headers.get("retry-after")).toBe("1");
  });

  it("counts a request to an address that is not there", async () => {
    const app = serverWith(requireToken(KNOWN));
    expect((await asks(app, "Bearer slow", "/nowhere")).status).toBe(404);
    expect((await asks(app, "Bearer slow")).status).toBe(429);
  });

  it("is not that of a token without one", async () => {
    const app = serverWith(requireToken(KNOWN));
    const statuses = await statusesOf(Array.from({ length: 200 }, () => asks(app, "Bearer free")));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it("admits no more than it says, in any order of tokens (property)", async () => {
    const asking = fc.array(fc.constantFrom("one", "other", "slow"), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(asking, async (tokens) => {
        const app = serverWith(requireToken(KNOWN));
        const statuses = await statusesOf(tokens.map((token) => asks(app, `Bearer ${token}`)));
        for (const [token, { rate }] of Object.entries(GRANTS)) {
          const own = statuses.filter((_, at) => tokens[at] === token);
          const letIn = own.filter((status) => status === 200).length;
          expect(letIn).toBe(Math.min(own.length, rate?.times ?? Infinity));
        }
      }),
    );
  });

  it("that is changed in the file counts from then on", async () => {
    const token = createApiToken();
    const grant = { rate: { times: 1, seconds: 60 } };
    const app = serverWith(
      requireToken({ grantOf: async () => ({ name: "site", collections: [], ...grant }) }),
    );
    expect(await statusesOf([asks(app, `Bearer ${token}`), asks(app, `Bearer ${token}`)])).toEqual([
      200, 429,
    ]);
    grant.rate = { times: 2, seconds: 60 };
    expect((await asks(app, `Bearer ${token}`)).status).toBe(200);
  });
});

describe("a visitor without a token", () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const visit = async (app: Hono<Granted>, peer: string, forwarded?: string) =>
    app.request(
      "/v1/name",
      forwarded === undefined ? {} : { headers: { "x-forwarded-for": forwarded } },
      from(peer),
    );
  const ONCE = { times: 1, seconds: 60 };

  it("has a rate by address", async () => {
    const app = serverWith(limitVisitors({ publicUrl: undefined, rate: ONCE }));
    const peers = ["192.0.2.1", "192.0.2.1", "192.0.2.2", "::ffff:192.0.2.1"];
    expect(await statusesOf(peers.map((peer) => visit(app, peer)))).toEqual([200, 429, 200, 429]);
  });

  it("is known by the address of its connection", async () => {
    const app = serverWith(limitVisitors({ publicUrl: "https://a.example", rate: ONCE }));
    const server = createAdaptorServer({ fetch: app.fetch }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1/name`;
    const visits = ["192.0.2.1", "192.0.2.2", "192.0.2.1"].map((named) =>
      fetch(url, { headers: { "x-forwarded-for": named } }),
    );
    const statuses = await statusesOf(visits);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it("has 60 requests a minute unless another rate is set", async () => {
    const app = serverWith(limitVisitors({ publicUrl: undefined }));
    const statuses = await statusesOf(Array.from({ length: 70 }, () => visit(app, "192.0.2.1")));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  });

  it("is named by a proxy on this machine only where there is one", async () => {
    const bare = serverWith(limitVisitors({ publicUrl: undefined, rate: ONCE }));
    expect(
      await statusesOf(["192.0.2.1", "192.0.2.2"].map((named) => visit(bare, "127.0.0.1", named))),
    ).toEqual([200, 429]);
    const publicUrl = "https://quotes.example.org";
    const behind = serverWith(limitVisitors({ publicUrl, rate: ONCE }));
    const named = ["192.0.2.1", "192.0.2.2", "192.0.2.1"];
    expect(await statusesOf(named.map((one) => visit(behind, "::1", one)))).toEqual([
      200, 200, 429,
    ]);
  });
});

describe("what is open where passages have pages", () => {
  const openTo = async (specs: Readonly<Record<string, boolean>>) => {
    const shelf = await shelfOf(
      Object.fromEntries(
        Object.entries(specs).map(([id, hasPages]) => [
          id,
          { hasPages, files: { "a.md": HARBOUR } },
        ]),
      ),
    );
    const visitor = limitVisitors({ publicUrl: undefined, rate: { times: 2, seconds: 60 } });
    return serverWith(tokenOrPages({ token: requireToken(KNOWN), visitor, shelf }));
  };

  it("is those collections to anyone, within the rate of visitors", async () => {
    const app = await openTo({ rules: true, staff: false, news: true });
    const responses = await Promise.all([1, 2, 3].map(() => asks(app, undefined, "/grant")));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(await responses[0]?.json()).toEqual({ name: "visitor", collections: ["rules", "news"] });
  });

  it("is its own collections to a token, in its own rate", async () => {
    const app = await openTo({ rules: true });
    for (let turn = 0; turn < 5; turn += 1)
      expect(await (await asks(app, "Bearer free", "/grant")).json()).toEqual(GRANTS["free"]);
    expect((await asks(app, "Bearer unknown")).status).toBe(401);
    expect((await asks(app, "Basic x")).status).toBe(401);
  });

  it("is nothing where no collection has pages", async () => {
    const response = await asks(await openTo({ staff: false }));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="footnote"');
  });
});

describe("a token is in no response and in no line of the log", () => {
  const token = createApiToken();
  /** Where a program may put it, by right or by mistake. */
  const requests = fc.record({
    path: fc.constantFrom(
      "/v1/ask",
      `/v1/${token}`,
      `/v1/source/${token}`,
      `/v1/ask?q=${token}`,
      `/v1/ask?collection=${token}`,
      `/v1/ask?${token}=1`,
      `/v1/documents/text?path=${token}`,
      `/v1/verify?id=${token}&sha256=${token}`,
      `/${token}`,
      "/boom",
    ),
    authorization: fc.option(
      fc
        .tuple(
          fc.constantFrom("Bearer ", "bearer  ", "Basic ", "", "Token "),
          fc.constantFrom("", "x", " ", '"'),
          fc.constantFrom("", "x", " ", '"', ", Bearer x"),
        )
        .map(([scheme, before, after]) => `${scheme}${before}${token}${after}`),
      { nil: undefined },
    ),
    isKnown: fc.boolean(),
  });

  it("whatever is asked, and whatever fails (property)", async () => {
    const files = [
      await privateFile(tokensText({ site: [token] })),
      await privateFile(`tokens: { site: { sha256: ${token}, ${token}: 1 }, ${token}: [`),
    ];
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(requests, async ({ path, authorization, isKnown }) => {
        const { log, text } = keptLog();
        const tokens = openTokens({
          file: files[isKnown ? 0 : 1] ?? "",
          collections: ["default"],
          log,
        });
        const app = createApiServer({
          settings: { port: 1, host: "127.0.0.1", tokenFile: undefined, origins: [] },
          publicUrl: undefined,
          shelf: {
            get: async () => undefined,
            list: async () => {
              throw new Error(`${path} ${authorization}`, { cause: { token } });
            },
          },
          tokens,
          log,
        });
        const response = await app.request(
          `http://127.0.0.1${path}`,
          authorization === undefined ? {} : { headers: { authorization } },
        );
        statuses.add(response.status);
        const sent = [...response.headers].flat().join("\n") + (await response.text());
        expect(sent).not.toContain(token);
        expect(text()).not.toContain(token);
      }),
      { numRuns: runs(1_000) },
    );
    for (const status of [400, 401, 404, 500, 503]) expect(statuses).toContain(status);
  });
});
