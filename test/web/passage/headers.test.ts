/** @module The headers of passage pages, and what their HTML never has. */

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { attributeOf, elementsOf, textOf } from "../../support/html.ts";
import { HARBOUR } from "../../support/library.ts";
import { idUnder, type PassagePages, pagesOf, shelfOf } from "../../support/passage-pages.ts";

async function served(): Promise<PassagePages & { readonly path: string }> {
  const shelf = await shelfOf({ default: { files: { "a.md": HARBOUR } } });
  const [library] = shelf.libraries;
  if (!library) throw new Error("no library");
  return { ...pagesOf(shelf), path: `/p/${await idUnder(library, "Hours")}` };
}

describe.each([
  ["a passage", (path: string) => path],
  ["an unknown ID", () => "/p/aaaaaaaaaaaa"],
])("the page of %s", (_, pathOf) => {
  it("forbids everything but its own style", async () => {
    const { get, path } = await served();
    const response = await get(pathOf(path));
    const styles = elementsOf(await response.text()).filter(({ tagName }) => tagName === "style");
    expect(styles).toHaveLength(1);
    const hash = createHash("sha256").update(styles.map(textOf).join()).digest("base64");
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=UTF-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-robots-tag": "noindex",
      "cache-control": "no-cache",
      vary: "Accept-Language",
    });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it("has no script, no handler, and nothing that a browser would load", async () => {
    const { html, path } = await served();
    const elements = elementsOf(await html(pathOf(path)));
    const loading = "script img iframe object embed video audio source base form input svg".split(
      " ",
    );
    expect(elements.filter(({ tagName }) => loading.includes(tagName))).toEqual([]);
    const links = elements.filter(({ tagName }) => tagName === "link");
    expect(
      links.map((link) => attributeOf(link, "rel")).filter((rel) => rel !== "canonical"),
    ).toEqual([]);
    const names = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(names.filter((name) => /^(?:on|style$|src|srcdoc$|ping$)/.test(name))).toEqual([]);
  });
});

describe("a cached page", () => {
  it("is fresh by its strong tag, which has the generation in it", async () => {
    const { get, path } = await served();
    const tag = (await get(path)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]+\.[0-9a-f]{16}"$/);
    const fresh = await get(path, { "if-none-match": tag });
    expect(fresh.status).toBe(304);
    expect(await fresh.text()).toBe("");
    expect(Object.fromEntries(fresh.headers)).toMatchObject({
      etag: tag,
      "cache-control": "no-cache",
      vary: "Accept-Language",
    });
    expect((await get(path, { "if-none-match": `W/${tag}, "x"` })).status).toBe(304);
    expect((await get(path, { "if-none-match": '"x"' })).status).toBe(200);
  });

  it("is another one in another language", async () => {
    const { get, path } = await served();
    const tag = (await get(path)).headers.get("etag") ?? "";
    const german = await get(path, { "if-none-match": tag, "accept-language": "de" });
    expect(german.status).toBe(200);
  });

  it("has no tag where there is no passage", async () => {
    const { get } = await served();
    expect((await get("/p/aaaaaaaaaaaa")).headers.get("etag")).toBeNull();
  });
});

describe("other methods", () => {
  it("are HEAD, which has the headers alone, and none that changes anything", async () => {
    const { app, path } = await served();
    const head = await app.request(path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(head.headers.get("etag")).not.toBeNull();
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await app.request(path, { method })).status).toBe(404);
  });
});
