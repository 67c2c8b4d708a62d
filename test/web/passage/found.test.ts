/** @module The page of a passage that is in the documents. */

import { describe, expect, it } from "vitest";
import { openFile, quotedIn, verify } from "../../../docs/verify.mjs";
import { sha256 } from "../../../src/base/hash.ts";
import type { Library } from "../../../src/collection/library.ts";
import { attributeOf, byClass, byId, elementsOf, textOf } from "../../support/html.ts";
import { HARBOUR, ORCHARD } from "../../support/library.ts";
import { idUnder, type PassagePages, pagesOf, shelfOf } from "../../support/passage-pages.ts";

const HOURS =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

const GUIDE = `---
title: The guide
author: A. Keeper
publisher: Harbour office
published: 2024-05-02
licence: CC BY 4.0
source: https://harbour.example.org/guide
---

# The guide

## Boarding

Board by the **stern ramp** only, <!-- an aside -->and read the [rules](https://harbour.example.org/rules) first.

## Times

| Day    | First |
| ------ | ----- |
| Sunday | 10:00 |

    pump --start
`;

/** The page under a heading of these files. */
async function pageUnder(
  heading: string,
  files: Readonly<Record<string, string>>,
  change?: (library: Library) => Library,
): Promise<{ readonly html: string; readonly id: string; readonly pages: PassagePages }> {
  const shelf = await shelfOf({ default: { files, ...(change ? { change } : {}) } });
  const [library] = shelf.libraries;
  if (!library) throw new Error("no library");
  const id = await idUnder(library, heading);
  const pages = pagesOf(shelf);
  const response = await pages.get(`/p/${id}`);
  expect(response.status).toBe(200);
  return { html: await response.text(), id, pages };
}

const textsOf = (html: string, name: string): string[] =>
  elementsOf(html)
    .filter(({ tagName }) => tagName === name)
    .map(textOf);

/** The values of the fields, by their names. */
const fieldsOf = (html: string): Readonly<Record<string, string>> => {
  const values = textsOf(html, "dd");
  return Object.fromEntries(textsOf(html, "dt").map((name, at) => [name, values[at] ?? ""]));
};

describe("the page of a passage", () => {
  it("shows the passage marked, with its heading, document and place", async () => {
    const { html } = await pageUnder("Hours", { "a.md": HARBOUR });
    expect(byClass(html, "passage").map(textOf)).toEqual([HOURS]);
    expect(textsOf(html, "h1")).toEqual(["Hours"]);
    expect(textsOf(html, "header")[0]).toContain("The harbour · line 5 · Passage 1 of 2");
  });

  it("names the provenance, links to the source, and says how to check the quotation", async () => {
    const { html, id } = await pageUnder("Boarding", { "guide.md": GUIDE });
    const text = textOf(byClass(html, "exact")[0] ?? missing());
    const start = GUIDE.indexOf("Board by");
    expect(fieldsOf(html)).toMatchObject({
      Document: "The guide",
      Section: "Boarding",
      Author: "A. Keeper",
      Publisher: "Harbour office",
      Published: "2 May 2024",
      Licence: "CC BY 4.0",
      Source: "https://harbour.example.org/guide",
      "Passage ID": id,
      Where: `guide.md, line 14 (characters ${start} to ${GUIDE.indexOf("\n\n## Times")} of the file)`,
      "SHA-256 of the file": sha256(GUIDE),
      "SHA-256 of the quotation": sha256(text),
      File: "Unchanged since it was indexed (checked just now)",
      Indexed: expect.stringMatching(/^\d+ \w+ \d{4}, \d\d:\d\d UTC$/),
    });
    const links = elementsOf(html).filter(({ tagName }) => tagName === "a");
    expect(links.map((link) => attributeOf(link, "href"))).toContain(
      "https://harbour.example.org/guide",
    );
  });

  it("shows Markdown as its readers see it, and its exact text below", async () => {
    const { html } = await pageUnder("Boarding", { "guide.md": GUIDE });
    expect(byClass(html, "passage").map(textOf)).toEqual([
      "Board by the stern ramp only, […]and read the rules first.",
    ]);
    expect(byClass(html, "exact").map(textOf)).toEqual([
      "Board by the **stern ramp** only, […]and read the [rules](https://harbour.example.org/rules) first.",
    ]);
    expect(textsOf(html, "summary")).toEqual(["Exact text, as written in the file"]);
  });

  it("shows a table as one, and code as code", async () => {
    const { html } = await pageUnder("Times", { "guide.md": GUIDE });
    expect(textsOf(html, "th")).toEqual(["Day", "First"]);
    expect(textsOf(html, "td")).toEqual(["Sunday", "10:00"]);
    expect(textsOf(html, "pre")).toEqual(["pump --start"]);
  });

  it("shows the text of its section beside it, and marks where that is cut", async () => {
    const paragraphs = Array.from(
      { length: 8 },
      (_, at) => `Paragraph ${at}. ${"Word ".repeat(180)}`,
    );
    const { html, pages } = await pageUnder("Long", {
      "a.md": `# The guide\n\n## Long\n\n${paragraphs.join("\n\n")}\n\n## Next\n\nSomething else.\n`,
    });
    expect(byClass(html, "beside")).toHaveLength(1);
    const [after] = byClass(html, "beside").map(textOf);
    expect(after).toMatch(/^Paragraph 1\. [^]+Paragraph 2\. [^]+\[…\]$/);
    expect(after).not.toContain("Paragraph 3");
    expect(after).not.toContain("Something else");
    expect(pages.logged).toEqual([]);
  });

  it.each([
    [{ current: false }, "Changed since it was indexed"],
    [{ current: false, removed: true as const }, "Removed since it was indexed"],
  ])("warns where its file is %o", async (state, notice) => {
    const { html } = await pageUnder("Hours", { "a.md": HARBOUR }, (library) => ({
      ...library,
      async source(id) {
        const source = await library.source(id);
        if (source.status !== "found") return source;
        return { ...source, citation: { ...source.citation, ...state } };
      },
    }));
    expect(byClass(html, "notice").map(textOf).join()).toContain(notice);
    expect(fieldsOf(html).File).toContain(notice);
  });

  it("has the language of the passage where that is shown, and that of the reader elsewhere", async () => {
    const arabic =
      "# الميناء\n\n## الساعات\n\nيفتح الميناء في السادسة صباحا، ويغلق الحارس بابه عند الغروب كل يوم.\n";
    const { html } = await pageUnder("الساعات", { "a.md": arabic });
    const [passage] = byClass(html, "passage");
    expect(passage && attributeOf(passage, "lang")).toBe("ar");
    expect(passage && attributeOf(passage, "dir")).toBe("auto");
    expect(
      elementsOf(html)
        .filter(({ tagName }) => tagName === "html")
        .map((root) => attributeOf(root, "lang")),
    ).toEqual(["en"]);
  });

  it("has no language where that of the passage is unknown", async () => {
    const { html } = await pageUnder("Hours", { "a.md": HARBOUR }, (library) => ({
      ...library,
      async source(id) {
        const source = await library.source(id);
        return source.status === "found" ? { ...source, language: "und" } : source;
      },
    }));
    expect(byClass(html, "passage").map((one) => attributeOf(one, "lang"))).toEqual([""]);
  });

  it.each([
    ["de-AT,en;q=0.5", "de", "Woher das stammt", "Herausgeber"],
    ["ru", "ru", "Откуда это", "Издатель"],
    ["nl, fr;q=0.8", "fr", "D'où il vient", "Éditeur"],
    ["nl", "en", "Where it comes from", "Publisher"],
  ])("speaks the language of a reader of %s", async (accepted, language, title, field) => {
    const { id, pages } = await pageUnder("Boarding", { "guide.md": GUIDE });
    const response = await pages.get(`/p/${id}`, { "accept-language": accepted });
    expect(response.headers.get("vary")).toContain("Accept-Language");
    const html = await response.text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(textOf(byId(html, "origin") ?? missing())).toBe(title);
    expect(Object.keys(fieldsOf(html))).toContain(field);
  });

  it("leads to the server's verification where that is served, whose answer the script compares with the file", async () => {
    const shelf = await shelfOf({ port: { files: { "a.md": HARBOUR, "b.md": ORCHARD } } });
    const [library] = shelf.libraries;
    if (!library) throw new Error("no library");
    const path = `/p/port/${await idUnder(library, "Hours")}`;
    expect(await pagesOf(shelf).html(path)).not.toMatch(/v1\/verify|verify\.mjs/);
    const pages = pagesOf(shelf, { grantOf: async () => undefined });
    const html = await pages.html(path);
    expect(html).toContain("docs/verify.mjs");
    const links = elementsOf(html).flatMap((element) => attributeOf(element, "href") ?? []);
    const link = links.find((href) => href.startsWith("/v1/")) ?? "none";
    const verification = JSON.parse(await pages.html(link));
    expect(verification).toMatchObject({ verdict: "holds", matches: "quotation" });
    const resultsIn = (file: string) =>
      Array.from(quotedIn(verification), (quoted) =>
        verify(quoted, { fileOf: () => openFile(Buffer.from(file)), texts: [] }),
      );
    expect(resultsIn(HARBOUR).map(({ holds }) => holds)).toEqual([true]);
    expect(resultsIn(ORCHARD).map(({ holds }) => holds)).toEqual([false]);
  });
});

const missing = (): never => {
  throw new Error("missing");
};
