import { describe, expect, it } from "vitest";
import { listen } from "../../src/web/server.ts";
import { OWN_HEADERS, previewOver } from "../support/preview.ts";

const ASK = { text: "When does the harbour open?" };
const without = (name: keyof typeof OWN_HEADERS): Record<string, string> => {
  const { [name]: _left, ...rest } = OWN_HEADERS;
  return rest;
};

describe("the local page lets in", () => {
  it.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000"])("its own name %s", async (host) => {
    const { get, post } = await previewOver();
    expect((await get("/", { host })).status).toBe(200);
    const headers = { ...OWN_HEADERS, host, origin: `http://${host}` };
    expect((await post("/ask", ASK, headers)).status).toBe(200);
  });

  it("a link from elsewhere, which only looks", async () => {
    const { get } = await previewOver();
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await get("/", { host: OWN_HEADERS.host, ...headers })).status).toBe(200);
  });
});

describe("the local page refuses", () => {
  it.each([
    "evil.example",
    "evil.example:3000",
    "127.0.0.1",
    "127.0.0.1:3001",
    "localhost.evil:3000",
    "",
  ])("the name %j, with a page that says why", async (host) => {
    const { get, post } = await previewOver();
    const shown = await get("/", { host });
    expect(shown.status).toBe(403);
    expect(await shown.text()).toContain("Not under this name");
    expect((await post("/ask", ASK, { ...OWN_HEADERS, host })).status).toBe(403);
    expect((await get("/assets/page.js", { host })).status).toBe(403);
  });

  it.each([
    ["another origin", { ...OWN_HEADERS, origin: "http://evil.example" }],
    ["another port of this machine", { ...OWN_HEADERS, origin: "http://127.0.0.1:8080" }],
    ["no origin", without("origin")],
    ["the origin of a sandbox", { ...OWN_HEADERS, origin: "null" }],
    ["another site", { ...OWN_HEADERS, "sec-fetch-site": "cross-site" }],
    ["another page of this site", { ...OWN_HEADERS, "sec-fetch-site": "same-site" }],
    ["a form", { ...OWN_HEADERS, "content-type": "application/x-www-form-urlencoded" }],
    ["text", { ...OWN_HEADERS, "content-type": "text/plain" }],
    ["no type", without("content-type")],
  ])("a request with %s", async (_what, headers) => {
    const { post } = await previewOver();
    for (const path of ["/ask", "/press", "/rebuild"])
      expect((await post(path, ASK, headers)).status).toBe(403);
  });

  it("what another site would embed", async () => {
    const { get } = await previewOver();
    const headers = {
      host: OWN_HEADERS.host,
      "sec-fetch-site": "same-site",
      "sec-fetch-mode": "no-cors",
    };
    expect((await get("/assets/page.js", headers)).status).toBe(403);
  });
});

describe("every answer of the local page", () => {
  it.each([
    "/",
    "/collection",
    "/report",
    "/document?path=a.md",
    "/document",
    "/nowhere",
    "/assets/page.js",
  ])("keeps the browser strict, %s too", async (path) => {
    const { headers } = await (await previewOver()).get(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each(["/", "/collection", "/document?path=a.md"])(
    "has no script or style inside: %s",
    async (path) => {
      const html = await (await (await previewOver()).get(path)).text();
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
    },
  );
});

describe("listening", () => {
  it("takes the next port where one is taken, and only on this machine", async () => {
    const fetch = (): Response => new Response("here");
    const options = { tries: 20, what: "a test", remedy: "None." };
    const first = await listen(fetch, { ...options, port: 0 });
    const second = await listen(fetch, { ...options, port: first.port });
    expect(second.port).toBeGreaterThan(first.port);
    expect(await (await globalThis.fetch(`http://127.0.0.1:${second.port}/`)).text()).toBe("here");
    await expect(globalThis.fetch(`http://[::1]:${second.port}/`)).rejects.toThrow("fetch failed");
    await Promise.all([first.close(), second.close()]);
  });
});
