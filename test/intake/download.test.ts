/** @module Files from the network: which addresses are fetched, within which limits, and under which names they are saved. */

import { describe, expect, it } from "vitest";
import type { FetchOptions } from "../../src/base/net/fetch.ts";
import { nameFor, openDownloads } from "../../src/intake/download.ts";
import { safeName } from "../../src/intake/name.ts";

const CDN = "https://cdn.discordapp.com/ephemeral-attachments/1/2/mill.md?ex=1&is=1&hm=1";

/** Downloads whose requests are noted, and answered by a page. */
function noted(api?: string) {
  const asked: { address: string; options: FetchOptions }[] = [];
  const downloads = openDownloads({
    api,
    async fetch(address, options) {
      asked.push({ address, options });
      return { url: "https://example.org/final", bytes: Buffer.from("x"), contentType: undefined };
    },
  });
  return { asked, downloads };
}

describe("an attachment", () => {
  it("is fetched from Discord's host alone, over https, without a redirect", async () => {
    const { asked, downloads } = noted();
    await downloads.attachment({ name: "mill.md", size: 1, url: CDN });
    expect(asked[0]?.options).toMatchObject({
      hosts: ["cdn.discordapp.com"],
      allowHttp: false,
      allowPrivate: false,
      maxRedirects: 0,
      maxBytes: 10_000_000,
    });
  });

  it("is fetched from this machine if Discord's API is there, as in tests", async () => {
    const { asked, downloads } = noted("http://127.0.0.1:8080/api");
    await downloads.attachment({ name: "mill.md", size: 1, url: CDN });
    expect(asked[0]?.options).toMatchObject({ hosts: ["127.0.0.1"], allowPrivate: true });
    const { asked: other, downloads: proxied } = noted("https://proxy.example/api");
    await proxied.attachment({ name: "mill.md", size: 1, url: CDN });
    expect(other[0]?.options).toMatchObject({ hosts: ["cdn.discordapp.com"], allowPrivate: false });
  });

  it.each([
    "https://media.discordapp.net/attachments/1/2/mill.md",
    "http://cdn.discordapp.com/attachments/1/2/mill.md",
    "https://cdn.discordapp.com.evil.example/mill.md",
    "https://cdn.discordapp.com@evil.example/mill.md",
    "https://127.0.0.1/mill.md",
  ])("is not fetched from %s", async (url) => {
    const attached = openDownloads().attachment({ name: "mill.md", size: 1, url });
    await expect(attached).rejects.toThrow(/^Expected /);
  });

  it.each([0, 10_000_001])("of %i bytes is not fetched at all", async (size) => {
    const { asked, downloads } = noted();
    await expect(downloads.attachment({ name: "mill.md", size, url: CDN })).rejects.toThrow(
      /it is empty|at most 10 MB/,
    );
    expect(asked).toEqual([]);
  });
});

describe("a page", () => {
  it("has its final address and the day as its provenance", async () => {
    const { asked, downloads } = noted("http://127.0.0.1:8080/api");
    const page = await downloads.page("https://example.org/first");
    expect(page.origin?.source).toBe("https://example.org/final");
    expect(page.origin?.retrieved).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(asked[0]?.options).toMatchObject({ allowPrivate: false });
    expect(asked[0]?.options.allowHttp).toBeUndefined();
  });

  it.each([
    "http://example.org/",
    "file:///etc/passwd",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://me:secret@example.org/",
    "mill",
  ])("is not fetched from %s", async (address) => {
    await expect(openDownloads().page(address)).rejects.toThrow(/^Expected /);
  });

  it.each([
    ["https://example.org/", "text/html; charset=utf-8", "example.org.html"],
    [
      "https://example.org/wiki/rules.php?id=2",
      "text/html",
      "example.org-wiki-rules.php?id=2.html",
    ],
    ["https://example.org/a/rules.md", "text/plain", "example.org-a-rules.md"],
    ["https://example.org/a/rules.md", "text/html", "example.org-a-rules.md.html"],
    ["https://example.org/rules", "application/pdf", "example.org-rules.pdf"],
    ["https://example.org/rules.pdf", "application/octet-stream", "example.org-rules.pdf"],
    ["https://example.org/rules", undefined, "example.org-rules"],
    ["https://example.org/%D0%BC%2Fx", "text/plain", "example.org-м-x.txt"],
    ["https://example.org/%E0%A4%A", "text/plain", "example.org-%E0%A4%A.txt"],
    ["https://example.org/..%2f..%2fetc", "text/plain", "example.org-..-..-etc.txt"],
  ])("%s of the type %s is named %s", (address, type, name) => {
    expect(nameFor(address, type)).toBe(name);
    expect(safeName(name)).not.toMatch(/[/\\]|^\./);
  });
});
