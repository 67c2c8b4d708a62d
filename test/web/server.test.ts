/** @module HTTP servers against faulty, slow, hostile and many clients, by raw connections. */

import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import fc from "fast-check";
import { listen, type ListenOptions } from "../../src/web/server.ts";
import { faultOf } from "../support/fault.ts";
import { get } from "../support/loopback.ts";
import { exchange, hearAll, openRaw, requestText } from "../support/raw-http.ts";

const OPTIONS = { tries: 1, what: "a test", remedy: "Set PORT." };

type Handler = (request: Request) => Response | Promise<Response>;

/** An answer that is made later. */
function later() {
  let give: (response: Response) => void = () => {};
  const made = new Promise<Response>((resolve) => (give = resolve));
  return { made: () => made, give: () => give(new Response("ok")) };
}

/** A server that notes what it is asked. */
async function started(
  handler: Handler = async (request) =>
    new Response(`${new URL(request.url).pathname} ${await request.text()}\n`),
  limits: ListenOptions["limits"] = {},
) {
  const asked: string[] = [];
  const noted: Handler = (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return handler(request);
  };
  const server = await listen(noted, { ...OPTIONS, port: 0, limits });
  onTestFinished(async () => server.close());
  return { ...server, asked };
}

/** The machine may be busy. */
const PATIENT = { timeout: 20_000 };
const GET = requestText("GET /a");
/** Its headers have no end. */
const HALF = GET.slice(0, -2);
const LAST = requestText("GET /last", { Connection: "close" });
const SMUGGLED = requestText("GET /smuggled");
const CHUNKED = { "Transfer-Encoding": "chunked" };
const MB = 1_000_000;

describe("listening", () => {
  it("names the ports that were tried where all are taken", async () => {
    const fetch = () => new Response();
    const first = await listen(fetch, { ...OPTIONS, port: 0 });
    onTestFinished(async () => first.close());
    const { port } = first;
    const second = await listen(fetch, { ...OPTIONS, port, tries: 5 });
    onTestFinished(async () => second.close());
    const tries = second.port - port + 1;
    expect(await faultOf(() => listen(fetch, { ...OPTIONS, port, tries }))).toBe(
      `Expected to listen on a port from ${port} to ${second.port} of this machine for a test; found all of them taken. Set PORT.`,
    );
    expect(await faultOf(() => listen(fetch, { ...OPTIONS, port }))).toMatch(
      `port ${port} of this machine for a test; found it taken.`,
    );
  });

  it("takes the address that is given, in IPv6 too, and no other", async () => {
    const server = await listen(() => new Response("here"), { ...OPTIONS, port: 0, host: "::1" });
    onTestFinished(async () => server.close());
    const answer = await fetch(`http://[::1]:${server.port}/`);
    expect(await answer.text()).toBe("here");
    await expect(openRaw(server.port)).rejects.toThrow("ECONNREFUSED");
  });

  it("says that the machine does not have an address", async () => {
    const elsewhere = { ...OPTIONS, port: 0, host: "192.0.2.1" };
    expect(await faultOf(() => listen(() => new Response(), elsewhere))).toBe(
      "Expected to listen on port 0 of 192.0.2.1 for a test; found that this machine does not have that address. Set PORT.",
    );
  });
});

describe("a message that two servers could read in two ways", () => {
  it.each([
    ["a length and chunks", "POST /a", { "Content-Length": "6", ...CHUNKED }, "0\r\n\r\n"],
    ["chunks and a length", "POST /a", { ...CHUNKED, "Content-Length": "6" }, "0\r\n\r\n"],
    ["two lengths", "POST /a", { "Content-Length": "5\r\nContent-Length: 0" }, ""],
    ["the same length twice", "POST /a", { "Content-Length": "0\r\nContent-Length: 0" }, ""],
    ["a list of lengths", "POST /a", { "Content-Length": "0, 5" }, ""],
    ["a length with a sign", "POST /a", { "Content-Length": "+5" }, "hello"],
    ["a length in hexadecimal", "POST /a", { "Content-Length": "0x5" }, "hello"],
    [
      "chunks that are not last",
      "POST /a",
      { "Transfer-Encoding": "chunked, identity" },
      "0\r\n\r\n",
    ],
    [
      "chunks twice",
      "POST /a",
      { "Transfer-Encoding": "chunked\r\nTransfer-Encoding: x" },
      "0\r\n\r\n",
    ],
    ["an unknown coding", "POST /a", { "Transfer-Encoding": "xchunked" }, "0\r\n\r\n"],
    ["a space before the colon", "POST /a", { "Transfer-Encoding ": "chunked" }, "0\r\n\r\n"],
    ["a folded coding", "POST /a", { "Transfer-Encoding": "\r\n chunked" }, "0\r\n\r\n"],
    ["a folded header", "GET /a", { X: "a\r\n Content-Length: 5" }, ""],
    ["a bare LF in the headers", "GET /a", { X: "a\nContent-Length: 5" }, ""],
    ["a bare CR in the headers", "GET /a", { X: "a\rContent-Length: 5" }, ""],
    ["a zero byte", "GET /a", { X: "a\0b" }, ""],
    ["a chunk extension that ends with LF", "POST /a", CHUNKED, "5;a\nhello\r\n0\r\n\r\n"],
    ["a chunk size with a prefix", "POST /a", CHUNKED, "0x5\r\nhello\r\n0\r\n\r\n"],
    ["a chunk longer than its size", "POST /a", CHUNKED, "5\r\nhelloXX0\r\n\r\n"],
    ["a space in the method", "GE T /a", {}, ""],
    ["an unknown method", "BREW /a", {}, ""],
  ])("ends the connection: %s", async (_name, line, headers, body) => {
    const { port, asked } = await started();
    const heard = await exchange(port, requestText(line, headers, body) + SMUGGLED);
    expect(heard).toMatchObject({ statuses: [400], fault: undefined });
    expect(heard.text).toContain("Connection: close");
    expect(heard.text).toContain("application/problem+json");
    expect(asked).not.toContain("GET /smuggled");
  });

  it.each([
    ["lines that end with LF", GET.replaceAll("\r\n", "\n")],
    ["a target without a slash", requestText("GET evil.example")],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["HTTP/0.9", "GET /a\r\n\r\n"],
  ])("ends the connection: %s", async (_name, bytes) => {
    const { port, asked } = await started();
    expect(await exchange(port, bytes + SMUGGLED)).toMatchObject({
      statuses: [400],
      fault: undefined,
    });
    expect(asked).not.toContain("GET /smuggled");
  });

  it("reads a body in chunks with extensions to its end, and the next request after it", async () => {
    const { port } = await started();
    const body = "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n";
    const { text, statuses } = await exchange(port, requestText("POST /a", CHUNKED, body) + LAST);
    expect(statuses).toEqual([200, 200]);
    expect(text).toMatch(/\/a hello!\n[^]*\/last \n$/);
  });

  it("ends the connection after chunks in HTTP/1.0, which had none", async () => {
    const { port, asked } = await started();
    const old = requestText("POST /a", CHUNKED, "0\r\n\r\n").replace("1.1", "1.0");
    expect((await exchange(port, old + SMUGGLED)).statuses).toHaveLength(1);
    expect(asked).not.toContain("GET /smuggled");
  });

  it("ignores the body of a GET, but not where it ends", async () => {
    const { port, asked } = await started(() => new Response("ok"));
    const smuggling = requestText("GET /a", { "Content-Length": `${SMUGGLED.length}` }, SMUGGLED);
    expect((await exchange(port, smuggling + LAST)).statuses).toEqual([200, 200]);
    expect(asked).toEqual(["GET /a", "GET /last"]);
  });

  it("still gets the answers to the requests before it", async () => {
    const { port, asked } = await started(async () => {
      await sleep(50);
      return new Response("ok");
    });
    const heard = await exchange(port, `${GET}${GET}GE T /x HTTP/1.1\r\n\r\n${SMUGGLED}`);
    expect(heard).toMatchObject({ statuses: [200, 200, 400], fault: undefined });
    expect(asked).toEqual(["GET /a", "GET /a"]);
  });

  it("is answered in the same way however its bytes come in (property)", async () => {
    const { port, asked } = await started();
    const body = requestText("POST /b", CHUNKED, "5\r\nhello\r\n0\r\n\r\n");
    const bytes = `${GET}${body}${LAST}`;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
        asked.length = 0;
        const socket = await openRaw(port);
        const heard = hearAll(socket.setNoDelay());
        const ends = [...cuts.toSorted((one, other) => one - other), bytes.length];
        for (const [at, end] of ends.entries()) {
          socket.write(bytes.slice(ends[at - 1] ?? 0, end));
          await sleep(1);
        }
        expect((await heard).statuses).toEqual([200, 200, 200]);
        expect(asked).toEqual(["GET /a", "POST /b", "GET /last"]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a request for somewhere else", () => {
  it.each([
    ["an absolute address", requestText("GET http://127.0.0.1/a")],
    ["the address of another server", requestText("GET http://evil.example/a")],
    ["all of the server", requestText("OPTIONS *")],
    ["two hosts", requestText("GET /a", { Host: "127.0.0.1\r\nHost: evil.example" })],
    ["the same host twice", requestText("GET /a", { Host: "127.0.0.1\r\nhOST: 127.0.0.1" })],
    [
      "two hosts after many headers",
      `GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\n${"a:\r\n".repeat(2_500)}Host: e\r\n\r\n`,
    ],
    ["no host", "GET /a HTTP/1.1\r\n\r\n"],
    ["no host, HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n"],
    ["a path that leads elsewhere", requestText("GET /a/../b")],
    ["a path that leads elsewhere, encoded", requestText("GET /a/%2E./b?c")],
    ["a path that ends with dots", requestText("GET /a/..")],
    ["a path that leads to itself", requestText("GET /./a")],
    ["a host with a user", requestText("GET /a", { Host: "127.0.0.1@evil.example" })],
    ["a host with a path", requestText("GET /a", { Host: "evil.example/x?" })],
  ])("is refused: %s", async (_name, bytes) => {
    const { port, asked } = await started();
    const heard = await exchange(port, bytes);
    expect(heard).toMatchObject({ statuses: [400], fault: undefined });
    expect(heard.text).toMatch(/Connection: close[^]*one header Host/);
    expect(asked).toEqual([]);
  });

  it("is refused by CONNECT", async () => {
    const { port } = await started();
    expect((await exchange(port, requestText("CONNECT evil.example:443"))).statuses).toEqual([405]);
  });

  it.each(["websocket", "h2c"])(
    "goes to the routes as any other where it asks for %s",
    async (name) => {
      const { port, asked } = await started(() => new Response("ok"));
      const headers = { Connection: "Upgrade, close", Upgrade: name };
      expect((await exchange(port, requestText("GET /a", headers))).statuses).toEqual([200]);
      expect(asked).toEqual(["GET /a"]);
    },
  );
});

describe("a request that is too large", () => {
  const large = "x".repeat(MB);
  it.each([
    ["a query of 1 MB", requestText(`GET /a?q=${large}`), 431],
    ["a header of 1 MB", requestText("GET /a", { X: large }), 431],
    ["many headers", `GET /a HTTP/1.1\r\n${"a: b\r\n".repeat(100_000)}\r\n`, 431],
    ["a chunk extension of 1 MB", requestText("POST /a", CHUNKED, `5;${large}\r\nhello\r\n`), 413],
  ])("is answered, not reset: %s", async (_name, bytes, status) => {
    const { port } = await started();
    const heard = await exchange(port, bytes);
    expect(heard).toMatchObject({ statuses: [status], fault: undefined });
    expect(heard.text).toMatch(/Connection: close[^]*"status":4/);
    expect((await get(port, "/a")).status).toBe(200);
  });
});

it("is answered though its client goes on sending before it reads", async () => {
  const { port } = await started();
  const socket = (await openRaw(port)).pause();
  const heard = hearAll(socket);
  socket.write(requestText("GET /a", { X: "x".repeat(50_000) }));
  for (let part = 0; part < 5; part += 1) {
    await sleep(50);
    socket.write("x".repeat(50_000));
  }
  await sleep(50);
  socket.resume();
  expect(await heard).toMatchObject({ statuses: [431], fault: undefined });
});

describe("Expect", () => {
  it("is answered before the body where it is 100-continue, and refused where it is not", async () => {
    const { port } = await started();
    const headers = { "Content-Length": "5", Connection: "close" };
    const socket = await openRaw(port);
    const heard = hearAll(socket);
    socket.write(requestText("POST /a", { ...headers, Expect: "100-continue" }));
    socket.once("data", () => socket.write("hello"));
    expect((await heard).text).toMatch(
      /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200[^]*\/a hello\n$/,
    );
    const other = requestText("POST /a", { ...headers, Expect: "tea" }, "hello");
    expect((await exchange(port, other)).statuses).toEqual([417]);
  });
});

describe("a slow client", () => {
  const limits = { headers: 200, request: 400 };
  it.each([
    ["says nothing", ""],
    ["does not end its headers", HALF],
    ["does not end its body", requestText("POST /a", { "Content-Length": "9" }, "abc")],
  ])("is cut where it %s", async (_name, bytes) => {
    const { port } = await started(undefined, limits);
    expect(await exchange(port, bytes)).toMatchObject({ statuses: [408], fault: undefined });
  });

  it("is cut where it sends its headers byte by byte", async () => {
    const { port } = await started(undefined, limits);
    const socket = await openRaw(port);
    const heard = hearAll(socket);
    socket.write(HALF);
    const dripping = setInterval(() => socket.writable && socket.write("x"), 20);
    onTestFinished(() => clearInterval(dripping));
    expect((await heard).statuses).toEqual([408]);
  });

  it("is cut where it stays connected without a further request", async () => {
    const { port } = await started(undefined, { idle: 100 });
    expect((await exchange(port, GET)).statuses).toEqual([200]);
  });
});

/** Asks, and reads nothing of the answer until its length is wanted. */
async function askDeaf(port: number): Promise<() => Promise<number>> {
  const socket = (await openRaw(port)).pause();
  const heard = hearAll(socket);
  socket.write(GET);
  return async () => {
    socket.resume();
    return (await heard).text.length;
  };
}

describe("a client that does not read its answer", () => {
  const large = () => new Response("x".repeat(20 * MB));

  it("is cut after a time without progress", async () => {
    const { port, asked } = await started(large, { stall: 200, connections: 1 });
    const lengthOf = await askDeaf(port);
    await expect.poll(() => asked.length, PATIENT).toBe(1);
    await expect.poll(async () => (await exchange(port, LAST)).statuses, PATIENT).toEqual([200]);
    expect(await lengthOf()).toBeLessThan(20 * MB);
  });

  it("is cut where all such answers together are too large, the oldest first", async () => {
    const { port, asked } = await started(large, { unsent: 26 * MB });
    const deaf: (() => Promise<number>)[] = [];
    for (let client = 1; client <= 5; client += 1) {
      deaf.push(await askDeaf(port));
      await expect.poll(() => asked.length, PATIENT).toBe(client);
    }
    const lengths = await Promise.all(deaf.map((lengthOf) => lengthOf()));
    expect(lengths.map((length) => length > 20 * MB)).toEqual([false, false, false, true, true]);
  });

  it("is not cut while its answer is made, or comes in parts with pauses", async () => {
    const parts = async function* () {
      for (const part of ["one", "two"]) {
        await sleep(400);
        yield new TextEncoder().encode(part);
      }
    };
    const { port } = await started(
      async () => {
        await sleep(400);
        return new Response(ReadableStream.from(parts()));
      },
      { stall: 100 },
    );
    expect((await get(port, "/a")).body).toBe("onetwo");
  });
});

describe("many connections", () => {
  /** Connected and idle, after one request. */
  async function idle(port: number): Promise<Socket> {
    const socket = await openRaw(port);
    socket.on("error", () => {}).write(GET);
    await once(socket, "data");
    return socket;
  }

  it("end with the longest idle one, for a new one", async () => {
    const { port } = await started(undefined, { connections: 3 });
    const [first, second, third] = [await idle(port), await idle(port), await idle(port)];
    first.write(GET);
    await once(first, "data");
    const closed = once(second, "close");
    expect((await exchange(port, LAST)).statuses).toEqual([200]);
    await closed;
    expect([first, third].map((one) => one.destroyed)).toEqual([false, false]);
  });

  it("are idle from the end of their last answer on", async () => {
    const held = later();
    const { port, asked } = await started(
      ({ url }) => (url.endsWith("/slow") ? held.made() : new Response("ok")),
      { connections: 2 },
    );
    const slow = await openRaw(port);
    slow.write(requestText("GET /slow"));
    await expect.poll(() => asked.length, PATIENT).toBe(1);
    const quick = await idle(port);
    held.give();
    await once(slow, "data");
    const closed = once(quick, "close");
    expect((await exchange(port, LAST)).statuses).toEqual([200]);
    await closed;
    expect(slow.destroyed).toBe(false);
  });

  it("without an idle one are refused for now, and none is reset", async () => {
    const held = later();
    const { port, asked } = await started(held.made, { connections: 2 });
    const busy = [exchange(port, LAST), exchange(port, LAST)];
    await expect.poll(() => asked.length, PATIENT).toBe(2);
    const heard = await exchange(port, `${LAST}${"x".repeat(100_000)}`);
    expect(heard).toMatchObject({ statuses: [503], fault: undefined });
    expect(heard.text).toContain("Retry-After: 1");
    held.give();
    expect((await Promise.all(busy)).map(({ statuses }) => statuses)).toEqual([[200], [200]]);
  });
});

describe("the end of a server", () => {
  it("answers requests under way, and refuses new ones", async () => {
    const held = later();
    const { port, asked, close } = await started(held.made, { drain: 60_000 });
    const idle = once(await openRaw(port), "close");
    const socket = await openRaw(port);
    const heard = hearAll(socket);
    socket.write(GET);
    await expect.poll(() => asked.length, PATIENT).toBe(1);
    const closed = close();
    await idle;
    await expect(openRaw(port)).rejects.toThrow("ECONNREFUSED");
    socket.write(GET);
    await sleep(50);
    held.give();
    expect((await heard).statuses).toEqual([200]);
    expect((await heard).text).toContain("Connection: close");
    await Promise.all([closed, close()]);
    expect(asked).toHaveLength(1);
  });

  it("refuses requests that were sent before it, but not read", async () => {
    const { port, close } = await started(undefined, { drain: 60_000 });
    const sockets = await Promise.all(Array.from({ length: 30 }, async () => openRaw(port)));
    const heard = sockets.map(hearAll);
    for (const socket of sockets) socket.write(LAST);
    await close();
    for (const { statuses, fault } of await Promise.all(heard)) {
      expect(fault).toBeUndefined();
      expect(statuses).toEqual([503]);
    }
  });

  it("does not wait longer than it may", async () => {
    const { port, asked, close } = await started(() => new Promise(() => {}), { drain: 100 });
    const heard = exchange(port, GET);
    await expect.poll(() => asked.length, PATIENT).toBe(1);
    await close();
    expect((await heard).statuses).toEqual([]);
  });
});

it("shows nothing of an error that escapes from the routes", async () => {
  const { port } = await started(() => Promise.reject(new Error("a secret")));
  expect(await get(port, "/a")).toMatchObject({
    status: 500,
    body: expect.not.stringContaining("secret"),
  });
});

it("tells a route that its client left, and prints nothing", async () => {
  const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "info")];
  onTestFinished(() => printed.forEach((one) => one.mockRestore()));
  let hasLeft = false;
  const { port, asked } = await started(async ({ signal }) => {
    if (!signal.aborted) await once(signal, "abort");
    hasLeft = signal.aborted;
    return new Response("nobody reads this");
  });
  const socket = await openRaw(port);
  socket.write(GET);
  await expect.poll(() => asked.length, PATIENT).toBe(1);
  socket.resetAndDestroy();
  await expect.poll(() => hasLeft, PATIENT).toBe(true);
  await sleep(20);
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
});
