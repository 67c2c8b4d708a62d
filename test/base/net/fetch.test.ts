/** @module Fetching: refused addresses, redirects, limits, conditions, and the connection to the address that was checked. */

import { lookup } from "node:dns/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { UserError } from "../../../src/base/errors.ts";
import {
  fetchBytes,
  fetchIfChanged,
  type FetchOptions,
  StatusError,
} from "../../../src/base/net/fetch.ts";
import { faultOf } from "../../support/fault.ts";
import { CERTIFICATE, serve, serveSecurely } from "../../support/http-server.ts";

const names = vi.hoisted(() => new Map<string, readonly string[]>());
const trusted = vi.hoisted((): { ca?: string } => ({}));

vi.mock("node:dns/promises", async (original) => {
  const real = await original<typeof import("node:dns/promises")>();
  const resolve = async (name: string, options: { all: true }) => {
    const addresses = names.get(name);
    return addresses?.map((address) => ({ address, family: 4 })) ?? real.lookup(name, options);
  };
  return { ...real, lookup: vi.fn(resolve) };
});

vi.mock("node:https", async (original) => {
  const real = await original<typeof import("node:https")>();
  const request = (url: URL, options: object, done: (response: IncomingMessage) => void) =>
    real.request(url, { ...options, ...trusted }, done);
  return { ...real, default: { ...real, request } };
});

beforeEach(() => {
  names.clear();
  delete trusted.ca;
  vi.mocked(lookup).mockClear();
});

const LOCAL: FetchOptions = { allowPrivate: true, allowHttp: true, maxBytes: 1000 };
const PUBLIC: FetchOptions = { ...LOCAL, allowPrivate: false };

/** Serves texts by path; a text that begins with `>` redirects to the rest of it. */
async function serveTexts(texts: Readonly<Record<string, string>>) {
  const seen: IncomingMessage[] = [];
  const base = await serve((request, response) => {
    seen.push(request);
    const text = texts[request.url ?? ""];
    if (text?.startsWith(">")) response.writeHead(302, { location: text.slice(1) }).end();
    else response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  return { base, seen };
}

const answerWith = (answer: (response: ServerResponse) => void): Promise<string> =>
  serve((_, response) => answer(response));

const fault = (address: string, options: Partial<FetchOptions> = {}): Promise<string> =>
  faultOf(() => fetchBytes(address, { ...LOCAL, ...options }));

describe("a fetch", () => {
  test("gives bytes, type, versions and the final address", async () => {
    const headers = {
      "content-type": "text/html; charset=latin1",
      etag: '"1"',
      "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT",
    };
    const base = await answerWith((response) =>
      response.writeHead(200, headers).end(Uint8Array.of(0, 233, 255)),
    );
    expect(await fetchBytes(`${base}/a?b=c#d`, LOCAL)).toEqual({
      bytes: Buffer.of(0, 233, 255),
      contentType: headers["content-type"],
      etag: headers.etag,
      lastModified: headers["last-modified"],
      url: `${base}/a?b=c`,
    });
  });

  test("says who asks, and sends no cookie", async () => {
    const { base, seen } = await serveTexts({ "/a": ">/b", "/b": "x" });
    await fetchBytes(`${base}/a`, LOCAL);
    for (const { headers } of seen) {
      expect(headers["user-agent"]).toMatch(/^Footnote\//);
      expect(headers).not.toHaveProperty("cookie");
      expect(headers).not.toHaveProperty("referer");
    }
  });

  test("gives the status of a response that is not 200", async () => {
    for (const status of [204, 206, 304, 401, 404, 410, 500]) {
      const base = await answerWith((response) => response.writeHead(status).end());
      await expect(fetchBytes(base, LOCAL)).rejects.toMatchObject({ status });
      await expect(fetchBytes(base, LOCAL)).rejects.toBeInstanceOf(StatusError);
    }
  });

  test("names no query, fragment, user or password in its errors", async () => {
    const { base } = await serveTexts({ "/loop?s=SECRET": ">/loop?s=SECRET", "/ftp": ">ftp://a/" });
    const faults = await Promise.all([
      fault(`${base}/none?s=SECRET#SECRET`),
      fault(`${base}/loop?s=SECRET`),
      fault("https://SECRET:SECRET@example.org/"),
      fault("ftp://example.org/?s=SECRET"),
      fault(`${base}/none?s=SECRET`, { hosts: ["example.org"] }),
      fault(`${base}/none?s=SECRET`, { allowPrivate: false }),
      fault("http://127.0.0.1:1/?s=SECRET"),
      fault("SECRET"),
    ]);
    for (const text of faults) expect(text).not.toContain("SECRET");
  });

  test("ends with the reason of its caller", async () => {
    const { base } = await serveTexts({ "/": "x" });
    const reason = new Error("ended");
    const options = { ...LOCAL, signal: AbortSignal.abort(reason) };
    await expect(fetchBytes(base, options)).rejects.toBe(reason);
    const held = new AbortController();
    const open = await serve(() => held.abort(reason));
    await expect(fetchBytes(open, { ...LOCAL, signal: held.signal })).rejects.toBe(reason);
  });
});

describe("an address", () => {
  test.each([
    "http://127.0.0.1/",
    "http://localhost/",
    "http://127.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[2002:7f00:1::]/",
    "http://①②⑦.0.0.1/",
  ])("that is not public is refused: %s", async (address) => {
    expect(await fault(address, PUBLIC)).toMatch(/^Expected a public address/);
  });

  test("is refused if its name resolves to any address that is not public", async () => {
    names.set("pages.test", ["93.184.216.34", "10.0.0.1"]);
    expect(await fault("http://pages.test/", PUBLIC)).toMatch(/^Expected a public address/);
  });

  test("is refused alike where its name has no address, and where that is private", async () => {
    names.set("pages.test", ["10.0.0.1"]);
    const refusal = await fault("http://pages.test/", PUBLIC);
    expect(await fault("http://none.invalid/", PUBLIC)).toBe(
      refusal.replace("pages.test", "none.invalid"),
    );
  });

  test("is resolved once, and the connection is to what was checked", async () => {
    const { base, seen } = await serveTexts({ "/a": "x" });
    names.set("pages.test", ["127.0.0.1"]);
    const { port } = new URL(base);
    await fetchBytes(`http://pages.test:${port}/a`, LOCAL);
    expect(seen.map(({ headers }) => headers.host)).toEqual([`pages.test:${port}`]);
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  test.each(["ftp://example.org/", "file:///etc/hostname", "data:,x", "javascript:1", "//a/", ""])(
    "of another protocol is refused: %s",
    async (address) => {
      expect(await fault(address)).toMatch(/^Expected (?:https: or http:|an address)/);
    },
  );

  test("of http: is refused where that is not allowed", async () => {
    const { base } = await serveTexts({ "/": "x" });
    expect(await fault(base, { allowHttp: false })).toMatch(/^Expected https: in/);
  });

  test("with a user name or a password is refused", async () => {
    const { base } = await serveTexts({ "/": "x" });
    for (const user of ["a@", ":b@", "a:b@"])
      expect(await fault(base.replace("//", `//${user}`))).toMatch(/^Expected no user name/);
  });

  test("of another host than those allowed is refused", async () => {
    const { base, seen } = await serveTexts({ "/": "x" });
    expect(await fault(base, { hosts: ["cdn.example.org"] })).toMatch(
      /^Expected an address on cdn\.example\.org; found 127/,
    );
    expect(seen).toEqual([]);
    await fetchBytes(base, { ...LOCAL, hosts: ["127.0.0.1"] });
  });

  test("without a server, or without a name, is an error that says so", async () => {
    expect(await fault("http://127.0.0.1:1/")).toMatch(/found ECONNREFUSED/);
    expect(await fault("http://nowhere.invalid/")).toMatch(/^Expected the address of nowhere/);
  });
});

describe("a redirect", () => {
  test("is followed 5 times, and its target is the final address", async () => {
    const chain = {
      "/5": ">/4",
      "/4": ">/3?x",
      "/3?x": ">2",
      "/2": ">/1",
      "/1": ">/0#a",
      "/0": "x",
    };
    const { base } = await serveTexts({ ...chain, "/6": ">/5" });
    const fetched = await fetchBytes(`${base}/5`, LOCAL);
    expect(fetched).toMatchObject({ bytes: Buffer.from("x"), url: `${base}/0` });
    expect(await fault(`${base}/6`)).toMatch(/^Expected at most 5 redirects/);
  });

  test("that leads back to itself ends", async () => {
    const { base, seen } = await serveTexts({ "/a": ">/b", "/b": ">/a" });
    expect(await fault(`${base}/a`)).toMatch(/^Expected at most 5 redirects/);
    expect(seen).toHaveLength(6);
  });

  test("is refused where none is allowed", async () => {
    const { base, seen } = await serveTexts({ "/a": ">/b", "/b": "x" });
    expect(await fault(`${base}/a`, { maxRedirects: 0 })).toMatch(/^Expected at most 0 redirects/);
    expect(seen).toHaveLength(1);
  });

  test("to an address that is not public is refused", async () => {
    const target = "http://169.254.169.254/latest/meta-data/";
    const { base } = await serveTexts({ "/a": `>${target}`, "/b": ">http://[::1]:1/" });
    for (const path of ["/a", "/b"]) {
      let isFirst = true;
      const onlyFirst: FetchOptions = {
        ...LOCAL,
        beforeRequest: async ({ pathname }) => void (isFirst = pathname === path),
        get allowPrivate() {
          return isFirst;
        },
      };
      const refusal = await faultOf(() => fetchBytes(base + path, onlyFirst));
      expect(refusal).toMatch(/^Expected a public address/);
    }
  });

  test("to another protocol, host or user is refused", async () => {
    const { base } = await serveTexts({
      "/file": ">file:///etc/hostname",
      "/host": ">http://example.org/",
      "/user": ">http://a:b@127.0.0.1/",
      "/nothing": ">http://",
    });
    const options = { hosts: ["127.0.0.1"] };
    expect(await fault(`${base}/file`, options)).toMatch(/^Expected https: or http:/);
    expect(await fault(`${base}/host`, options)).toMatch(/^Expected an address on/);
    expect(await fault(`${base}/user`, options)).toMatch(/^Expected no user name/);
    expect(await fault(`${base}/nothing`, options)).toMatch(/^Expected an address in the redirect/);
  });

  test("from https: to http: is refused", async () => {
    const { base } = await serveTexts({ "/": "x" });
    const port = await serveSecurely((_, response) =>
      response.writeHead(301, { location: base }).end(),
    );
    names.set("pages.test", ["127.0.0.1"]);
    trusted.ca = CERTIFICATE;
    expect(await fault(`https://pages.test:${port}/`)).toMatch(
      /^Expected a redirect of pages.test/,
    );
  });

  test("calls the hook with each address", async () => {
    const { base, seen } = await serveTexts({ "/a": ">/b", "/b": "x" });
    const beforeRequest = async ({ pathname }: URL) => {
      if (pathname === "/b") throw new UserError("not there");
    };
    expect(await fault(`${base}/a`, { beforeRequest })).toBe("not there");
    expect(seen).toHaveLength(1);
  });
});

describe("a certificate", () => {
  test("that is not trusted, or of another host, is an error", async () => {
    const port = await serveSecurely((_, response) => response.end("x"));
    names.set("pages.test", ["127.0.0.1"]).set("other.test", ["127.0.0.1"]);
    expect(await fault(`https://pages.test:${port}/`)).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    trusted.ca = CERTIFICATE;
    expect(await fault(`https://other.test:${port}/`)).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  });

  test("is asked for by the name of the host", async () => {
    const asked: string[] = [];
    const port = await serveSecurely(
      (_, response) => response.end("x"),
      (name) => asked.push(name),
    );
    names.set("pages.test", ["127.0.0.1"]);
    trusted.ca = CERTIFICATE;
    expect((await fetchBytes(`https://pages.test:${port}/`, LOCAL)).bytes).toHaveLength(1);
    expect(asked).toEqual(["pages.test"]);
  });
});

describe("a body", () => {
  test("has at most as many bytes as allowed", async () => {
    const body = (bytes: number) =>
      answerWith((response) => response.writeHead(200).end(Buffer.alloc(bytes)));
    expect((await fetchBytes(await body(1000), LOCAL)).bytes).toHaveLength(1000);
    expect(await fault(await body(1001))).toMatch(/^Expected at most 0\.001 MB/);
  });

  test("that is announced as too large is not read", async () => {
    const base = await answerWith((response) =>
      response.writeHead(200, { "content-length": 200_000_000 }).write("x"),
    );
    expect(await fault(base)).toMatch(/^Expected at most 0\.001 MB/);
  });

  test("without an end is left once it is too large", async () => {
    const base = await answerWith((response) => {
      const write = () => void response.write(Buffer.alloc(400), (error) => error ?? write());
      write();
    });
    expect(await fault(base)).toMatch(/^Expected at most 0\.001 MB/);
  });

  test("that is compressed is refused, as its size is unknown", async () => {
    const base = await serve(({ headers }, response) => {
      expect(headers["accept-encoding"]).toBe("identity");
      const bomb = gzipSync(Buffer.alloc(100_000));
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    expect(await fault(base)).toMatch(/^Expected an uncompressed response/);
  });

  test.each<[string, object]>([
    ["of known length", { "content-length": 10 }],
    ["in chunks", { "transfer-encoding": "chunked" }],
  ])("that is cut off is an error: %s", async (_, headers) => {
    const base = await answerWith((response) => {
      response.writeHead(200, { ...headers }).write("x", () => response.destroy());
    });
    expect(await fault(base)).toMatch(/^Expected a complete response/);
  });

  test("that comes byte by byte must be complete in time", async () => {
    const base = await answerWith((response) => {
      const timer = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(timer));
    });
    const options = { maxMilliseconds: 200, maxPause: 60_000 };
    expect(await fault(base, options)).toMatch(/found none within 0\.2 s/);
  });

  test("may pause no longer than allowed", async () => {
    const base = await answerWith((response) => void response.writeHead(200).write("x"));
    const options = { maxPause: 100, maxMilliseconds: 60_000 };
    expect(await fault(base, options)).toMatch(/found no byte for 0\.1 s/);
  });
});

describe("a head", () => {
  test("must come in time", async () => {
    const base = await serve(() => {});
    expect(await fault(base, { maxPause: 100 })).toMatch(/found no byte for 0\.1 s/);
  });

  test("of more than 16 kB is an error", async () => {
    const base = await answerWith((response) =>
      response.writeHead(200, { "x-long": "x".repeat(17_000) }).end(),
    );
    expect(await fault(base)).toContain("HPE_HEADER_OVERFLOW");
  });

  test("with a change of protocol is an error, though Node closes it in silence", async () => {
    const base = await answerWith((response) =>
      response.socket?.end("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    );
    expect(await fault(base)).toMatch(/^Expected a complete response/);
  });
});

describe("a known version", () => {
  const conditional = async (known: object, headers: object = {}) => {
    const seen: IncomingMessage["headers"][] = [];
    const base = await serve((request, response) => {
      seen.push(request.headers);
      if (request.url === "/a") return void response.writeHead(302, { location: "/b" }).end();
      const { "if-none-match": etag, "if-modified-since": since } = request.headers;
      response.writeHead(etag || since ? 304 : 200, { ...headers }).end("x");
    });
    const fetched = await fetchIfChanged(`${base}/a`, { url: `${base}/b`, ...known }, LOCAL);
    return { fetched, seen, base };
  };

  test("is asked about by its ETag, else by its date, at its own address alone", async () => {
    const lastModified = "Mon, 01 Jan 2024 00:00:00 GMT";
    const byTag = await conditional({ etag: 'W/"1"', lastModified });
    expect(byTag.fetched).toBeUndefined();
    expect(byTag.seen.map((headers) => headers["if-none-match"])).toEqual([undefined, 'W/"1"']);
    expect(byTag.seen[1]).not.toHaveProperty("if-modified-since");
    const byDate = await conditional({ lastModified });
    expect(byDate.fetched).toBeUndefined();
    expect(byDate.seen[1]?.["if-modified-since"]).toBe(lastModified);
  });

  test("of another address, or without a tag or a date, is fetched again", async () => {
    const other = await conditional({ etag: '"1"', url: "http://example.org/b" });
    expect(other.fetched?.bytes.toString()).toBe("x");
    expect((await conditional({})).fetched?.bytes.toString()).toBe("x");
  });
});
