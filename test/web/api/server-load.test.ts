/** @module The server for programs under many requests and clients at once, over connections of this machine. */

import { once } from "node:events";
import { Agent, request } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { messageOf } from "../../../src/base/errors.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Observation } from "../../../src/base/observation.ts";
import type { Library } from "../../../src/collection/library.ts";
import { createApiToken } from "../../../src/base/api-token.ts";
import type { Grant } from "../../../src/programs/grant.ts";
import { serveApi } from "../../../src/web/api/server.ts";
import { shelfOf } from "../../support/api.ts";
import { HARBOUR } from "../../support/library.ts";
import { get } from "../../support/loopback.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { exchange, openRaw, requestText } from "../../support/raw-http.ts";

const QUESTION = "When does the harbour open?";
const ASK = `/v1/ask?q=${encodeURIComponent(QUESTION)}`;
/** The machine may be busy. */
const PATIENT = { timeout: 20_000 };
const TOKEN = createApiToken();
const HEADERS = { authorization: `Bearer ${TOKEN}` };

/** The server, on a port, of a library whose questions are noted. */
async function started({ rate }: Pick<Grant, "rate"> = {}) {
  const logged: string[] = [];
  const seen: Observation[] = [];
  const library = await memoryLibrary({ "a.md": HARBOUR });
  onTestFinished(() => library.close());
  const asking = { now: 0, most: 0, all: 0 };
  /** Resolves once the questions of programs may be answered. */
  let gate: Promise<unknown> = Promise.resolve();
  const answer = await library.ask(QUESTION, { top: 3 });
  const noted: Library = {
    ...library,
    async ask() {
      asking.now += 1;
      asking.all += 1;
      asking.most = Math.max(asking.most, asking.now);
      await gate;
      asking.now -= 1;
      return answer;
    },
  };
  const server = await serveApi({
    settings: { port: 0, host: "127.0.0.1", tokenFile: "tokens.yaml", origins: [] },
    publicUrl: undefined,
    tokens: {
      grantOf: async (token) =>
        token === TOKEN ? { name: "desk", collections: ["default"], rate } : undefined,
    },
    log: createLog("warn", [], (line) => logged.push(line)),
    observe: (one) => seen.push(one),
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    serve: () => server.serves(shelfOf(noted)),
    library,
    asking,
    logged,
    seen,
    /** Holds the questions of programs until the function that is returned is called. */
    hold: (): (() => void) => {
      let open = (): void => {};
      gate = new Promise<void>((resolve) => (open = resolve));
      return open;
    },
  };
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Sends requests in one instant, each over a connection of its own. */
function askAtOnce(port: number, times: number): Promise<readonly Answered[]> {
  const agent = new Agent({ maxSockets: Infinity });
  onTestFinished(() => agent.destroy());
  const one = () =>
    new Promise<Answered>((resolve, reject) => {
      request({ host: "127.0.0.1", port, path: ASK, headers: HEADERS, agent }, (response) => {
        const { statusCode: status = 0, headers } = response;
        response.resume().on("end", () => resolve({ status, retryAfter: headers["retry-after"] }));
      })
        .on("error", reject)
        .end();
    });
  return Promise.all(Array.from({ length: times }, one));
}

const countOf = (answers: readonly Answered[], status: number): number =>
  answers.filter((one) => one.status === status).length;

describe("1,000 questions in one instant", () => {
  it("are each answered or refused for now, while members ask in the same process", async () => {
    const { port, serve, library, asking, logged, hold } = await started();
    serve();
    const release = hold();
    const answers = askAtOnce(port, 1_000);
    await expect.poll(() => asking.now, PATIENT).toBe(4);
    const { outcome } = await library.ask(QUESTION, { top: 3 });
    expect([outcome, asking.all]).toEqual(["found", 4]);
    release();
    const all = await answers;
    expect(all.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(countOf(all, 200)).toBeGreaterThanOrEqual(200);
    expect(all.filter(({ status, retryAfter }) => status === 503 && retryAfter !== "1")).toEqual(
      [],
    );
    expect(asking.most).toBe(4);
    expect(logged).toEqual([]);
    expect((await get(port, ASK, { headers: HEADERS })).status).toBe(200);
  });

  it("are refused by the rate of a token, with the time to wait", async () => {
    const { port, serve } = await started({ rate: { times: 50, seconds: 600 } });
    serve();
    const all = await askAtOnce(port, 1_000);
    expect([countOf(all, 200), countOf(all, 429) + countOf(all, 503)]).toEqual([50, 950]);
    expect(all.filter(({ status, retryAfter }) => status !== 200 && !retryAfter)).toEqual([]);
  });
});

describe("2,000 connections", () => {
  it("are bounded: the longest idle ones end", { timeout: 60_000 }, async () => {
    const { port, serve } = await started();
    serve();
    const idle: Socket[] = [];
    for (let at = 0; at < 2_000; at += 1) {
      const socket = await openRaw(port);
      socket.on("error", () => {}).write(requestText("GET /v1/x", { Host: `127.0.0.1:${port}` }));
      await once(socket, "data");
      idle.push(socket);
    }
    await expect.poll(() => idle.filter(({ destroyed }) => destroyed).length, PATIENT).toBe(500);
    expect(idle.slice(0, 500).every(({ destroyed }) => destroyed)).toBe(true);
    expect((await get(port, ASK, { headers: HEADERS })).status).toBe(200);
  });
});

describe("programs that leave", () => {
  it("have their waiting questions dropped, and nothing is logged", async () => {
    const { port, serve, asking, logged, seen, hold } = await started();
    serve();
    const release = hold();
    const sockets = await Promise.all(Array.from({ length: 50 }, () => openRaw(port)));
    const asked = requestText(`GET ${ASK}`, { Host: `127.0.0.1:${port}`, ...HEADERS });
    for (const socket of sockets) socket.write(asked);
    await expect.poll(() => asking.now, PATIENT).toBe(4);
    for (const socket of sockets) socket.resetAndDestroy();
    const half = requestText("POST /mcp", {
      Host: `127.0.0.1:${port}`,
      ...HEADERS,
      "Content-Type": "application/json",
      "Content-Length": "100",
    });
    const socket = await openRaw(port);
    socket.resume().write(`${half}{"jsonrpc":`);
    socket.end();
    await once(socket, "close");
    release();
    expect((await get(port, ASK, { headers: HEADERS })).status).toBe(200);
    expect(asking.all).toBeLessThanOrEqual(6);
    const aborted = seen.filter((one) => one.kind === "request" && one.result === "aborted");
    expect(aborted).toHaveLength(51);
    expect(logged).toEqual([]);
  });
});

describe("the start and the end", () => {
  it("are answered as not ready, but for what needs no collection, and as stopping", async () => {
    const { port, serve, close, asking, hold } = await started();
    const early = await get(port, ASK, { headers: HEADERS });
    expect([early.status, early.headers["retry-after"]]).toEqual([503, "5"]);
    expect(JSON.parse(early.body)).toMatchObject({ type: "urn:footnote:problem:not-ready" });
    expect((await get(port, "/v1/openapi.json")).status).toBe(200);
    serve();
    const release = hold();
    const asked = requestText(`GET ${ASK}`, { Host: `127.0.0.1:${port}`, ...HEADERS });
    const underWay = exchange(port, asked);
    await expect.poll(() => asking.now, PATIENT).toBe(1);
    const closed = close();
    const connecting = () => openRaw(port).then(() => "open", messageOf);
    await expect.poll(connecting, PATIENT).toContain("ECONNREFUSED");
    await sleep(100);
    release();
    expect((await underWay).statuses).toEqual([200]);
    await closed;
  });
});
