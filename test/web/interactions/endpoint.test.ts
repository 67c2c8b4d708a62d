/** @module Requests to the endpoint: signed and unsigned, old, malformed, too large and slow. */

import { describe, expect, it, onTestFinished } from "vitest";
import type { Observation } from "../../../src/base/observation.ts";
import { proofOf } from "../../../src/discord/endpoint-proof.ts";
import { createEndpoint } from "../../../src/web/interactions/endpoint.ts";
import { listen } from "../../../src/web/server.ts";
import { createSigner } from "../../fake-discord/endpoint.ts";
import { snowflake, TOKEN } from "../../fake-discord/ids.ts";
import { keptLog } from "../../support/kept-log.ts";
import { get, type Got } from "../../support/loopback.ts";
import { exchange, requestText } from "../../support/raw-http.ts";

const signer = createSigner();
const ID = snowflake();
const INTERACTION = JSON.stringify({ id: ID, token: "aW50ZXJhY3Rpb24", type: 2, locale: "en-US" });
const PING = `{"type":1}`;
const now = (): number => Math.floor(Date.now() / 1_000);

type Headers = Readonly<Record<string, string>>;

/** An endpoint that answers all interactions alike. */
async function started({ missing = [] as readonly string[], request = 5_000 } = {}) {
  const received: string[] = [];
  const seen: Observation[] = [];
  const { log, text } = keptLog();
  const app = createEndpoint({
    publicKeys: [signer.publicKey],
    token: TOKEN,
    receive({ address }) {
      const isNew = !received.includes(address.id);
      received.push(address.id);
      return { isNew, response: Promise.resolve(() => Response.json({ type: 5 })) };
    },
    missing: () => missing,
    log,
    observe: (one) => void seen.push(one),
  });
  const server = await listen(async (asked, env) => app.fetch(asked, env), {
    port: 0,
    tries: 1,
    what: "a test",
    remedy: "",
    limits: { request, headers: request },
  });
  onTestFinished(() => server.close());
  const post = (body: string | Uint8Array, headers: Headers): Promise<Got> =>
    get(server.port, "/interactions", { method: "POST", body, headers });
  const results = () => seen.flatMap((one) => (one.kind === "delivery" ? [one.result] : []));
  const skews = () => seen.flatMap((one) => (one.kind === "skew" ? [one.seconds] : []));
  return { port: server.port, post, received, results, skews, text };
}

describe("a signed request", () => {
  it("is answered: a PING by a PONG, an interaction by its acknowledgement", async () => {
    const { post, results, received } = await started();
    const pong = await post(PING, signer.headers(PING));
    expect(pong).toMatchObject({ status: 200, body: `{"type":1}` });
    expect(pong.headers["content-type"]).toBe("application/json");
    const first = await post(INTERACTION, signer.headers(INTERACTION));
    expect(first).toMatchObject({ status: 200, body: `{"type":5}` });
    expect(received).toEqual([ID]);
    expect(results()).toEqual(["accepted"]);
  });

  it("that is replayed is answered alike, and counted as repeated", async () => {
    const { post, results } = await started();
    const headers = signer.headers(INTERACTION);
    const [first, second] = [await post(INTERACTION, headers), await post(INTERACTION, headers)];
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(results()).toEqual(["accepted", "repeated"]);
  });

  it.each([
    ["of 50 seconds ago", -50, 200],
    ["of 50 seconds ahead", 50, 200],
    ["of 70 seconds ago", -70, 401],
    ["of 70 seconds ahead", 70, 401],
    ["of another day", -86_400, 401],
    ["of the year 33658", 1e12, 401],
  ])("%s has the status it should, and its skew is measured", async (_, seconds, status) => {
    const { post, skews, received, text } = await started();
    const at = now() + seconds;
    expect((await post(INTERACTION, signer.headers(INTERACTION, at))).status).toBe(status);
    expect(received).toHaveLength(status === 200 ? 1 : 0);
    if (seconds < 1e10) expect(skews()[0]).toBeCloseTo(-seconds, -1);
    if (status === 401 && seconds < 1e10) expect(text()).toContain("synchronise the clock");
  });

  it.each([
    ["no JSON", "{", 400],
    ["JSON that is no interaction", "[]", 400],
    ["one byte", "1", 400],
    ["nothing", "", 400],
    ["an interaction without a token", JSON.stringify({ id: ID, type: 2 }), 400],
    ["a token that leads to another path", JSON.stringify({ id: ID, token: "../x", type: 2 }), 400],
  ])("whose body is %s is refused, and nothing runs", async (_, body, status) => {
    const { post, received } = await started();
    expect((await post(body, signer.headers(body))).status).toBe(status);
    expect(received).toEqual([]);
  });

  it("of another content type is refused after its signature", async () => {
    const { post } = await started();
    const other = { ...signer.headers(PING), "content-type": "text/plain" };
    expect((await post(PING, other)).status).toBe(415);
    expect((await post(PING, { "content-type": "text/plain" })).status).toBe(401);
  });
});

describe("a request without a valid signature is refused before anything else of it is judged", () => {
  const headers = signer.headers(INTERACTION);
  it.each<[string, string, Headers]>([
    ["no signature", INTERACTION, {}],
    ["the key of another", INTERACTION, createSigner().headers(INTERACTION)],
    ["a body with another byte", INTERACTION.replace("en-US", "en-GB"), headers],
    ["a body that is no JSON", "{", headers],
    ["one byte", "1", headers],
    ["an old timestamp", INTERACTION, { ...headers, "x-signature-timestamp": "1" }],
    ["a timestamp that is no number", INTERACTION, { ...headers, "x-signature-timestamp": "now" }],
    ["a signature that is cut", INTERACTION, { ...headers, "x-signature-ed25519": "00" }],
  ])("%s", async (_, body, wrong) => {
    const { post, results, skews, received } = await started();
    expect((await post(body, wrong)).status).toBe(401);
    expect(results()).toEqual(["unsigned"]);
    expect([skews(), received]).toEqual([[], []]);
  });

  it("a header that came twice", async () => {
    const { port } = await started();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = (twice: string) =>
      `POST /interactions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines.join("")}${twice}Content-Length: ${INTERACTION.length}\r\n\r\n${INTERACTION}`;
    expect((await exchange(port, request(""))).statuses).toEqual([200]);
    for (const name of ["x-signature-ed25519", "x-signature-timestamp"])
      expect((await exchange(port, request(`${name}: ${headers[name]}\r\n`))).statuses).toEqual([
        401,
      ]);
  });
});

describe("the server", () => {
  it("refuses a body of 1 MB, with or without its length", async () => {
    const { port, post } = await started();
    const body = "x".repeat(1_000_000);
    expect((await post(body, signer.headers(body))).status).toBe(413);
    const chunk = `${(100_000).toString(16)}\r\n${"x".repeat(100_000)}\r\n`;
    const chunked = requestText("POST /interactions", { "Transfer-Encoding": "chunked" });
    const { statuses } = await exchange(port, chunked, ...Array.from({ length: 10 }, () => chunk));
    expect(statuses).toEqual([413]);
  });

  it("ends a slow sender", async () => {
    const { port } = await started({ request: 100 });
    const slow = requestText("POST /interactions", { "Content-Length": "100" }, "{");
    expect((await exchange(port, slow)).statuses).toEqual([408]);
  });

  it.each([
    ["GET", "/interactions", 405],
    ["PUT", "/interactions", 405],
    ["OPTIONS", "/interactions", 405],
    ["POST", "/", 404],
    ["POST", "/interactions/", 404],
    ["GET", "/metrics", 404],
  ])("answers %s %s with %i", async (method, path, status) => {
    const { port } = await started();
    const headers = signer.headers(PING);
    const answer = await get(port, path, { method, headers, body: method === "GET" ? "" : PING });
    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.headers["allow"]).toBe("POST");
  });

  it("proves that it has the token, to a challenge that is long enough", async () => {
    const { port } = await started({ missing: ["index: not loaded yet"] });
    const challenge = "0".repeat(64);
    const { status, body } = await get(port, `/interactions?proof=${challenge}`);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { proof: proofOf(TOKEN, challenge), ready: false },
    ]);
    for (const wrong of ["", "0", "x".repeat(64)])
      expect((await get(port, `/interactions?proof=${wrong}`)).status).toBe(405);
  });
});
