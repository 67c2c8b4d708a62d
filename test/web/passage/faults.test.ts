/** @module Pages of IDs that have no passage to show. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { singleCollection } from "../../../src/collection/collections.ts";
import { NotReady } from "../../../src/collection/lazy-library.ts";
import { UnverifiedQuotation } from "../../../src/corpus/citation.ts";
import type { Library } from "../../../src/collection/library.ts";
import { ProgramFault } from "../../../src/programs/fault.ts";
import { attributeOf, elementsOf, textOf } from "../../support/html.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../../support/library.ts";
import {
  idUnder,
  pagesOf,
  peerAt,
  PUBLIC_URL,
  shelfOf,
  type Shelved,
} from "../../support/passage-pages.ts";
import { writeFiles } from "../../support/temporary.ts";

const HOURS = "opens at six";
const UNKNOWN = "aaaaaaaaaaaa";

/** The page of a passage after its document was changed, or removed. */
async function pageAfter(text: string | undefined) {
  const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
  await buildAt(place);
  const library = await openAt(place);
  const id = await idUnder(library, "Hours");
  if (text === undefined) await rm(join(place.seedsDir, "a.md"));
  else await writeFiles(place.seedsDir, { "a.md": text });
  await library.rebuild({ full: false, force: true, onProgress: () => {} });
  const pages = pagesOf(singleCollection(library, { hasPages: true }));
  return { id, library, pages, response: await pages.get(`/p/${id}`) };
}

/** Collections whose first has pages and is at fault. */
const faulty = (fail: () => Promise<never>): Promise<Awaited<ReturnType<typeof shelfOf>>> =>
  shelfOf({ port: { files: { "a.md": HARBOUR }, use: fail } });

const titleOf = (html: string): string =>
  elementsOf(html)
    .filter(({ tagName }) => tagName === "h1")
    .map(textOf)
    .join();

const linksIn = (html: string): (string | undefined)[] =>
  elementsOf(html)
    .filter(({ tagName }) => tagName === "a")
    .map((link) => attributeOf(link, "href"));

describe("a passage that is gone", () => {
  it("has a page that says since when, where it was, and links to its successor", async () => {
    const { id, library, pages, response } = await pageAfter(HARBOUR.replace("six", "seven"));
    expect(response.status).toBe(410);
    const html = await response.text();
    expect(titleOf(html)).toBe("This passage has changed");
    expect(html).toContain(`The passage ${id} was changed by`);
    expect(html).toContain("It was in a.md › Hours.");
    expect(html).not.toContain("six");
    const successor = await idUnder(library, "Hours");
    expect(linksIn(html)).toEqual([successor]);
    const next = new URL(successor, `https://quotes.example.org/p/${id}`).pathname;
    expect(await pages.html(next)).toContain("opens at seven");
  });

  it("has no successor where its document was removed", async () => {
    const { id, response } = await pageAfter(undefined);
    expect(response.status).toBe(410);
    const html = await response.text();
    expect(titleOf(html)).toBe("This passage was removed");
    expect(html).toContain(`The passage ${id} is gone: its document was removed by`);
    expect(linksIn(html)).toEqual([]);
  });
});

describe("an ID that is unknown", () => {
  it.each([UNKNOWN, "x", "aaaaaaaaaaaaa", "A%00", "%F0%9F%98%80", "__proto__"])(
    "is answered with 404: %s",
    async (id) => {
      const response = await pagesOf(await shelfOf({ port: {} })).get(`/p/${id}`);
      expect(response.status).toBe(404);
      expect(titleOf(await response.text())).toBe("No such passage");
    },
  );

  it("has a page in the language of the reader", async () => {
    const pages = pagesOf(await shelfOf({ port: {} }));
    expect(titleOf(await pages.html(`/p/${UNKNOWN}`, { "accept-language": "pl" }))).toBe(
      "Nie ma takiego fragmentu",
    );
  });

  it.each(["/p/", "/p/a/b/c"])("is missing in %s", async (path) => {
    const response = await pagesOf(await shelfOf({ port: {} })).get(path);
    expect(response.status).toBe(404);
  });
});

describe("a collection without pages", () => {
  const files = { "a.md": HARBOUR };
  it.each<[string, Shelved]>([
    ["off", { files, hasPages: false }],
    ["private", { files, hasPages: true, isPrivate: true }],
  ])("that is %s answers as one that does not exist, and is not opened", async (_, hidden) => {
    let uses = 0;
    const counted = (library: Library): Library => ({
      ...library,
      source: (id) => {
        uses += 1;
        return library.source(id);
      },
    });
    const shelf = await shelfOf({ secret: { ...hidden, change: counted }, open: {} });
    const [library] = shelf.libraries;
    if (!library) throw new Error("no library");
    const id = await idUnder(library, "Hours");
    const pages = pagesOf(shelf);
    const unknown = await seenIn(await pages.get(`/p/open/${UNKNOWN}`));
    expect(unknown.status).toBe(404);
    for (const path of [
      `/p/${id}`,
      `/p/secret/${id}`,
      `/p/secret/${UNKNOWN}`,
      `/p/open/${id}`,
      `/p/none/${id}`,
      `/p/secret/x`,
    ])
      expect(await seenIn(await pages.get(path))).toEqual(unknown);
    expect(uses).toBe(0);
  });
});

const seenIn = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  html: await response.text(),
});

describe("a fault", () => {
  it.each([
    [new NotReady("its index is broken: /srv/index"), 503, "Not ready yet", "30"],
    [new UnverifiedQuotation("Sorry: the passage"), 500, "This passage can't be shown", null],
    [new Error("secret"), 500, "Something went wrong", null],
    [new ProgramFault("not-ready", "starting"), 503, "Not ready yet", "30"],
  ])("of %s is a page without any of the text", async (error, status, title, wait) => {
    const pages = pagesOf(await faulty(() => Promise.reject(error)));
    const response = await pages.get(`/p/port/${UNKNOWN}`);
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(wait);
    const html = await response.text();
    expect(titleOf(html)).toBe(title);
    for (const part of [error.message, HOURS, "sha"]) expect(html).not.toContain(part);
    expect(pages.logged.length > 0).toBe(status === 500);
  });

  it("differs from an unknown ID while an earlier generation serves", async () => {
    const shelf = await shelfOf({
      port: {
        change: (library) => ({
          ...library,
          source: async (id) => ({ status: "unknown", id, stale: true }),
        }),
      },
    });
    expect((await pagesOf(shelf).get(`/p/port/${UNKNOWN}`)).status).toBe(503);
  });

  it("is a visitor's who asks more often than others may", async () => {
    const { app } = pagesOf(await shelfOf({ port: {} }));
    const visit = async (address: string): Promise<Response> =>
      app.request(`${PUBLIC_URL}/p/${UNKNOWN}`, {}, peerAt(address));
    for (let at = 0; at < 60; at += 1) expect((await visit("10.0.0.1")).status).toBe(404);
    const refused = await visit("10.0.0.1");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(titleOf(await refused.text())).toBe("Too many visits at once");
    expect((await visit("10.0.0.2")).status).toBe(404);
  });

  it("is none of the reader's while too many requests wait", async () => {
    let fail = (_error: Error): void => {};
    const held = new Promise<never>((_, reject) => (fail = reject));
    const pages = pagesOf(await faulty(() => held));
    const waiting = Array.from({ length: 100 }, () => pages.get(`/p/port/${UNKNOWN}`));
    const refused = await pages.get(`/p/port/${UNKNOWN}`);
    expect(refused.status).toBe(503);
    expect(titleOf(await refused.text())).toBe("Too many visits at once");
    fail(new ProgramFault("no-passage", "none"));
    for (const one of waiting) expect((await one).status).toBe(404);
    expect((await pages.get(`/p/port/x`)).status).toBe(404);
  });
});
