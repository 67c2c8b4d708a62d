/** @module Pages: syncs, faults, bounds, politeness, provenance, and damaged copies. */

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../../src/base/hash.ts";
import { lock } from "../../../src/base/lock.ts";
import { openPages } from "../../../src/sources/pages/pages.ts";
import { listFiles, MissingFile, NotSynced, type Source } from "../../../src/sources/source.ts";
import { faultOf } from "../../support/fault.ts";
import { serveSecurely } from "../../support/http-server.ts";
import { HOUR, openServed, type Served, syncOf } from "./served.ts";

const text = (body: string | Uint8Array, headers = {}): Served => ({
  body,
  headers: { "content-type": "text/plain", ...headers },
});

/** A source over pages of a local server, which was synced once if there are any. */
async function scene(served: Readonly<Record<string, Served>>, named = Object.keys(served)) {
  const pages = new Map(Object.entries(served));
  const opened = await openServed(pages, named);
  const { source, root } = opened;
  const pathsIn = async (of: Source = source): Promise<readonly string[]> =>
    (await listFiles(of)).documents.map(({ path }) => path.slice(root.length));
  const faults = async () => {
    const { faults: found } = await syncOf(source);
    return found.map(({ path, reason }) => [path.slice(opened.base.length), reason]);
  };
  return { ...opened, pages, pathsIn, faults };
}

describe("a source of pages", () => {
  test("that was not synced says how to", async () => {
    const { source } = await scene({ "/a": text("x") });
    expect(await faultOf(() => listFiles(source))).toContain("npm run footnote -- sync");
    await expect(listFiles(source)).rejects.toBeInstanceOf(NotSynced);
    await expect(source.read("a")).rejects.toBeInstanceOf(MissingFile);
    expect(await source.stateOf({ path: "a", sha256: "" })).toEqual({ state: "removed" });
  });

  test("gives address and day of each page, as long as its content is the same", async () => {
    const { source, pages, root, base, clock } = await scene({ "/a?b=c": text("x") });
    const path = async () => (await listFiles(source)).documents[0]?.path ?? "";
    const read = async () => source.read(await path());
    await syncOf(source);
    const origin = { source: `${base}/a?b=c`, retrieved: "2026-05-01" };
    const first = await read();
    expect(first).toMatchObject({ content: Buffer.from("x"), sidecar: { origin } });
    expect(await path()).toMatch(new RegExp(`^${root}/a-[0-9a-f]{8}\\.txt$`));
    clock.now += 48 * HOUR;
    expect((await syncOf(source)).isChanged).toBe(false);
    expect(await read()).toEqual(first);
    pages.set("/a?b=c", text("y"));
    expect((await syncOf(source)).isChanged).toBe(true);
    expect((await read()).sidecar?.origin).toEqual({ ...origin, retrieved: "2026-05-03" });
    expect((await read()).sidecar?.sha256).not.toBe(first.sidecar?.sha256);
  });

  test("names its hosts", async () => {
    const hosts = ["a", "b", "c", "d"].map((host) => `https://${host}.example/`);
    const describeOf = (pages: readonly string[]) =>
      openPages({ kind: "pages", pages, copy: "/nowhere", private: false }).describe;
    expect(describeOf(hosts)).toBe("4 pages of a.example, b.example, c.example, …");
    expect(describeOf(hosts.slice(0, 1))).toBe("1 page of a.example");
  });

  test("fetches nothing again that has not changed", async () => {
    const { source, asked } = await scene({ "/a": text("x", { etag: '"1"' }) });
    await syncOf(source);
    expect(await syncOf(source)).toEqual({ isChanged: false, state: "1 page", faults: [] });
    expect(asked.map(({ url, headers }) => [url, headers["if-none-match"]])).toEqual([
      ["/robots.txt", undefined],
      ["/a", undefined],
      ["/a", '"1"'],
    ]);
  });

  test("fetches an address once, whatever its fragments", async () => {
    const { source, addresses, asked, pathsIn } = await scene({ "/a": text("x") });
    addresses.push(`${addresses[0]}#b`);
    await syncOf(source);
    expect(await pathsIn()).toEqual(["/a.txt"]);
    expect(asked).toHaveLength(2);
  });

  test("keeps a path, though another page of that path comes or goes", async () => {
    const { source, addresses, base, pages, pathsIn } = await scene({ "/a": text("1") });
    await syncOf(source);
    pages.set("/a.txt", text("2"));
    addresses.unshift(`${base}/a.txt`);
    await syncOf(source);
    const both = await pathsIn();
    expect(both).toEqual([expect.stringMatching(/^\/a-[0-9a-f]{8}\.txt$/), "/a.txt"]);
    addresses.pop();
    pages.set("/a.txt", text("3"));
    await syncOf(source);
    expect(await pathsIn()).toEqual([both[0]]);
  });

  test("is not synced twice at once", async () => {
    const { source, settings } = await scene({ "/a": text("x") });
    await syncOf(source);
    const release = lock(join(settings.copy, "lock"), "exclusive");
    expect(await faultOf(() => syncOf(source))).toMatch(/^Expected one sync of these pages/);
    release?.();
    await syncOf(source);
  });
});

describe("a page that fails", () => {
  test.each<[string, Served, RegExp]>([
    ["status 500", { status: 500 }, /found 500/],
    ["status 404", { status: 404 }, /found 404/],
    ["a login", { status: 401 }, /found 401/],
    ["200 MB", text("x", { "content-length": "200000000" }), /^Expected at most 10 MB/],
    ["too large by a byte", text(new Uint8Array(10_000_001)), /^Expected at most 10 MB/],
    ["nothing", text(""), /^it is empty/],
    ["a wrong type", text("x", { "content-type": "image/png" }), /sent as image\/png/],
    ["a lie", text("<html>", { "content-type": "application/pdf" }), /its bytes are HTML/],
    ["gzip", text("x", { "content-encoding": "gzip" }), /^Expected an uncompressed/],
    ["a redirect to itself", { status: 302, headers: { location: "/a" } }, /at most 5 redirects/],
  ])("keeps its copy and is reported: %s", async (_, broken, reason) => {
    const { source, pages, faults, pathsIn, root } = await scene({
      "/a": text("x"),
      "/b": text("y"),
    });
    await syncOf(source);
    pages.set("/a", broken);
    pages.set("/b", text("z"));
    expect(await faults()).toEqual([["/a", expect.stringMatching(reason)]]);
    expect(await pathsIn()).toEqual(["/a.txt", "/b.txt"]);
    expect((await source.read(`${root}/a.txt`)).content.toString()).toBe("x");
    expect((await source.read(`${root}/b.txt`)).content.toString()).toBe("z");
  });

  test("is reported without its query", async () => {
    const { faults } = await scene({ "/a?SECRET": { status: 500 }, "/b": text("x") });
    const found = await faults();
    expect(found).toEqual([["/a?…", expect.stringContaining("500")]]);
    expect(JSON.stringify(found)).not.toContain("SECRET");
  });

  test("is left out if there is no copy yet", async () => {
    const { faults, pathsIn } = await scene({ "/a": { status: 500 }, "/b": text("x") });
    expect(await faults()).toHaveLength(1);
    expect(await pathsIn()).toEqual(["/b.txt"]);
  });

  test("like all others ends the sync, and nothing changes", async () => {
    const { source, pages, settings, clock } = await scene({ "/a": text("x"), "/b": text("y") });
    await syncOf(source);
    const before = await readFile(join(settings.copy, "pages.json"), "utf8");
    for (const path of ["/a", "/b"]) pages.set(path, { status: 404 });
    clock.now += 2 * HOUR;
    expect(await faultOf(() => syncOf(source))).toMatch(
      /^Expected to fetch at least one of 2 pages; found none \(.*404.*[^.]\)\. Correct/,
    );
    expect(await readFile(join(settings.copy, "pages.json"), "utf8")).toBe(before);
  });

  test.each([404, 410])("with %i is removed an hour later, and comes back", async (status) => {
    const { source, pages, clock, pathsIn } = await scene({ "/a": text("x"), "/b": text("y") });
    await syncOf(source);
    pages.set("/a", { status });
    await syncOf(source);
    clock.now += HOUR - 1;
    expect((await syncOf(source)).isChanged).toBe(false);
    pages.set("/a", { status: 500 });
    clock.now += 1;
    await syncOf(source);
    expect(await pathsIn()).toEqual(["/a.txt", "/b.txt"]);
    pages.set("/a", { status });
    expect(await syncOf(source)).toMatchObject({ isChanged: true, faults: [{}] });
    expect(await pathsIn()).toEqual(["/b.txt"]);
    pages.set("/a", text("x"));
    await syncOf(source);
    expect(await pathsIn()).toEqual(["/a.txt", "/b.txt"]);
  });

  test("that was gone and is there again, unchanged, is not removed the next time", async () => {
    const tagged = text("x", { etag: '"1"' });
    const { source, pages, clock, pathsIn } = await scene({ "/a": tagged, "/b": text("y") });
    for (const served of [tagged, { status: 404 }, tagged, { status: 404 }]) {
      pages.set("/a", served);
      await syncOf(source);
      clock.now += HOUR;
    }
    expect(await pathsIn()).toEqual(["/a.txt", "/b.txt"]);
  });

  test("of an untrusted certificate is reported", async () => {
    const port = await serveSecurely((_, response) => response.end("x"));
    const { source, addresses } = await scene({ "/b": text("x") });
    addresses.push(`https://127.0.0.1:${port}/`);
    const { faults } = await syncOf(source);
    expect(faults[0]?.reason).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
  });
});

describe("a private address", () => {
  test("is refused unless the settings allow it, also for robots.txt", async () => {
    const { settings, asked } = await scene({ "/a": text("x") });
    const source = openPages({ ...settings, private: false });
    expect(await faultOf(() => syncOf(source))).toContain("Expected a public address of 127.0.0.1");
    expect(asked).toEqual([]);
  });
});

describe("robots.txt", () => {
  const rules = (lines: string): Served => text(`User-agent: Footnote\n${lines}`);
  const named = ["/a", "/b"];

  test("is asked before any page, and forbids pages", async () => {
    const { faults, asked } = await scene(
      { "/robots.txt": rules("Disallow: /a"), "/a": text("x"), "/b": text("y") },
      named,
    );
    expect(await faults()).toEqual([["/a", expect.stringContaining("robots.txt does not")]]);
    expect(asked.map(({ url }) => url)).toEqual(["/robots.txt", "/b"]);
  });

  test("forbids the target of a redirect", async () => {
    const { faults, asked } = await scene(
      {
        "/robots.txt": rules("Disallow: /c"),
        "/a": { status: 302, headers: { location: "/c" } },
        "/b": text("y"),
        "/c": text("z"),
      },
      named,
    );
    expect(await faults()).toHaveLength(1);
    expect(asked.map(({ url }) => url)).not.toContain("/c");
  });

  test.each<[string, Served]>([
    ["fails", { status: 503 }],
    ["is too long", text("#".repeat(512_001))],
    ["is a loop of redirects", { status: 302, headers: { location: "/robots.txt" } }],
  ])("that %s forbids all pages", async (_, robots) => {
    const { source, asked } = await scene({ "/robots.txt": robots, "/a": text("x") }, named);
    await expect(syncOf(source)).rejects.toThrow();
    expect(asked.map(({ url }) => url)).not.toContain("/a");
  });

  test("may be redirected", async () => {
    const { faults } = await scene(
      {
        "/robots.txt": { status: 301, headers: { location: "/rules" } },
        "/rules": rules("Disallow: /a"),
        "/a": text("x"),
        "/b": text("y"),
      },
      named,
    );
    expect(await faults()).toHaveLength(1);
  });
});

describe("a host", () => {
  test("is asked with a pause between any two requests", async () => {
    const { settings } = await scene({ "/a": text("x"), "/b": text("y") });
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    const source = openPages(settings, { pause: 1000, now: () => 5, wait });
    await syncOf(source);
    expect(waits).toEqual([1000, 1000]);
  });
});

describe("a copy", () => {
  const copied = async () => {
    const one = await scene({ "/a": text("x", { etag: '"1"' }), "/b": text("y") });
    await syncOf(one.source);
    const content = join(one.settings.copy, "contents", sha256("x"));
    return { ...one, content, index: join(one.settings.copy, "pages.json") };
  };

  test.each(["", "{}", '{"version":1,"pages":[{}]}', '{"version":2,"pages":[]}'])(
    "whose index is %j is a clear error, and is fetched again",
    async (damage) => {
      const { source, open, index, pathsIn, root } = await copied();
      await writeFile(index, damage);
      expect(await faultOf(() => listFiles(open()))).toContain("found a damaged list");
      expect(await open().stateOf({ path: `${root}/a.txt`, sha256: sha256("x") })).toEqual({
        state: "changed",
      });
      await syncOf(source);
      expect(await pathsIn()).toEqual(["/a.txt", "/b.txt"]);
    },
  );

  test("without a content is a clear error, and the page is fetched again", async () => {
    const { source, content, root } = await copied();
    await rm(content);
    expect(await faultOf(() => listFiles(source))).toContain(`found no content of ${root}/a.txt`);
    await syncOf(source);
    expect((await source.read(`${root}/a.txt`)).content.toString()).toBe("x");
  });

  test("with a changed content is an error of the machine, and the page is fetched again", async () => {
    const { source, content, root } = await copied();
    await writeFile(content, "z");
    await expect(source.read(`${root}/a.txt`)).rejects.toThrow("is damaged");
    expect(await faultOf(() => source.read(`${root}/a.txt`)).catch(String)).toMatch(/^Error: /);
    await syncOf(source);
    expect((await source.read(`${root}/a.txt`)).content.toString()).toBe("x");
  });

  test("leaves a damaged page out if it can't be fetched", async () => {
    const { source, content, pages, pathsIn } = await copied();
    await rm(content);
    pages.set("/a", { status: 500 });
    await syncOf(source);
    expect(await pathsIn()).toEqual(["/b.txt"]);
  });

  test("is read in the state that was listed, though another reader syncs", async () => {
    const { source, open, pages, addresses, root } = await copied();
    const reader = open();
    await listFiles(reader);
    pages.set("/a", text("2"));
    addresses.pop();
    await syncOf(source);
    expect((await reader.read(`${root}/a.txt`)).content.toString()).toBe("x");
    expect((await reader.read(`${root}/b.txt`)).content.toString()).toBe("y");
    expect((await source.read(`${root}/a.txt`)).content.toString()).toBe("2");
    expect(await reader.stateOf({ path: `${root}/a.txt`, sha256: sha256("x") })).toEqual({
      state: "changed",
    });
    await listFiles(reader);
    await expect(reader.read(`${root}/b.txt`)).rejects.toBeInstanceOf(MissingFile);
  });

  test("keeps contents for one more sync, and no longer", async () => {
    const { source, pages, settings } = await copied();
    const contents = async () => (await readdir(join(settings.copy, "contents"))).toSorted();
    const hashes = (...bodies: readonly string[]) => bodies.map((body) => sha256(body)).toSorted();
    pages.set("/a", text("2"));
    await syncOf(source);
    expect(await contents()).toEqual(hashes("x", "2", "y"));
    pages.set("/a", text("3"));
    await syncOf(source);
    expect(await contents()).toEqual(hashes("2", "3", "y"));
  });
});
