/** @module Health and metrics over HTTP: what is answered, to whom, and what is not. */

import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { type HealthOptions, serveHealth } from "../../../src/web/health/health.ts";
import { faultOf } from "../../support/fault.ts";
import { get } from "../../support/loopback.ts";

async function started(change: Partial<HealthOptions> = {}) {
  const server = await serveHealth({
    port: 0,
    missing: () => [],
    stale: () => undefined,
    metrics: { contentType: "text/plain; version=0.0.4", text: async () => "a 1\n" },
    log: createLog("silent"),
    ...change,
  });
  onTestFinished(() => server.close());
  return server;
}

test("it says that it lives, that it is ready, and what it counted", async () => {
  const { port } = await started();
  expect(await get(port, "/livez")).toMatchObject({ status: 200, body: '{"live":true}\n' });
  expect(await get(port, "/readyz")).toMatchObject({
    status: 200,
    body: '{"ready":true,"missing":[]}\n',
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });
  expect(await get(port, "/metrics?x=y")).toMatchObject({ status: 200, body: "a 1\n" });
});

test("not ready, it answers 503 with what is missing, and lives all the same", async () => {
  const { port } = await started({ missing: () => ["shard 1: not connected"] });
  const { status, body } = await get(port, "/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(body)).toEqual({ ready: false, missing: ["shard 1: not connected"] });
  expect((await get(port, "/livez")).status).toBe(200);
});

test("with a stale index it is ready, as another one answers, and says why it is stale", async () => {
  const stale = { stale: () => "terms.bin: no such file" };
  const { port } = await started(stale);
  const { status, body } = await get(port, "/readyz");
  expect(status).toBe(200);
  const told = { stale: true, reason: "terms.bin: no such file" };
  expect(JSON.parse(body)).toEqual({ ready: true, missing: [], ...told });
  const other = await started({ ...stale, missing: () => ["discord: not joined yet"] });
  const unready = await get(other.port, "/readyz");
  expect(unready.status).toBe(503);
  expect(JSON.parse(unready.body)).toMatchObject({ ready: false, ...told });
});

test.each([
  ["/", {}, 404],
  ["/livez/..", {}, 400],
  ["/readyz", { method: "POST" }, 405],
  ["/metrics", { method: "DELETE" }, 405],
  ["/metrics", { host: "attacker.example" }, 403],
  ["/metrics", { host: "127.0.0.1.attacker.example" }, 403],
  ["/metrics", { host: "localhost" }, 200],
  ["/livez", { method: "HEAD" }, 200],
])("%s with %j is answered by %i", async (path, options, status) => {
  const { port } = await started();
  expect((await get(port, path, options)).status).toBe(status);
});

test("what breaks is told to the log, not to who asks", async () => {
  const broken = { contentType: "text/plain", text: () => Promise.reject(new Error("secret")) };
  const { port } = await started({ metrics: broken });
  const { status, body } = await get(port, "/metrics");
  expect(status).toBe(500);
  expect(body).not.toContain("secret");
});

test("a port that is taken is a clear error", async () => {
  const { port } = await started();
  expect(await faultOf(() => started({ port }))).toMatch(
    /found it taken.*Give HEALTH_PORT another/,
  );
});

/** Were it bound to every interface, it would answer there too. */
test("it is to be reached under one address of this machine alone", async () => {
  const { port } = await started();
  const reached = new Promise((resolve) => {
    const socket = connect(port, "127.0.0.2");
    socket.on("connect", () => resolve("connected")).on("error", () => resolve("refused"));
    onTestFinished(() => void socket.destroy());
  });
  expect(await reached).toBe("refused");
});
