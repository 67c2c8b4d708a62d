/** @module What a link to a passage page unfurls to: the heading and an exact quotation that nobody cuts. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShownPart } from "../../../src/corpus/shown.ts";
import { onOneLine } from "../../../src/corpus/span.ts";
import { quotationFor, titleFor } from "../../../src/web/passage/unfurl.ts";
import { attributeOf, elementsOf } from "../../support/html.ts";
import { HARBOUR } from "../../support/library.ts";
import { idUnder, PUBLIC_URL, pagesOf, shelfOf } from "../../support/passage-pages.ts";
import { hostile, proseOf, shown as anyShown } from "../../support/replies.ts";

const quote = (text: string): string => `“${text}”`;
const unfurled = (parts: readonly ShownPart[], edges?: "before" | "after" | "both") =>
  quotationFor({ parts, edges }, quote);
const sentence = (words: number): string => `Word ${"word ".repeat(words - 2)}word.`;

/** The tags of a page by their names. */
const tagsOf = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    elementsOf(html).flatMap((element) => {
      const name = attributeOf(element, "property") ?? attributeOf(element, "name");
      return element.tagName === "meta" && name !== undefined
        ? [[name, attributeOf(element, "content") ?? ""]]
        : [];
    }),
  );

describe("a link to a page", () => {
  it("unfurls to the heading, the document and the quotation, without a picture", async () => {
    const shelf = await shelfOf({ port: { files: { "a.md": HARBOUR } } });
    const [library] = shelf.libraries;
    if (!library) throw new Error("no library");
    const id = await idUnder(library, "Hours");
    const html = await pagesOf(shelf).html(`/p/port/${id}`);
    const quotation =
      "“The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.”";
    const tags = tagsOf(html);
    expect(tags).toMatchObject({
      "og:type": "article",
      "og:site_name": "Footnote",
      "og:title": "Hours · The harbour",
      "og:description": quotation,
      "og:url": `${PUBLIC_URL}/p/port/${id}`,
      description: quotation,
      "twitter:card": "summary",
    });
    expect(Object.keys(tags).filter((name) => name.includes("image"))).toEqual([]);
  });

  it("quotes nothing of a passage that is not there", async () => {
    const tags = tagsOf(await pagesOf(await shelfOf({ port: {} })).html("/p/aaaaaaaaaaaa"));
    expect(tags["og:title"]).toBe("No such passage");
    expect(tags).not.toHaveProperty("og:url");
  });

  it("says where the passage is, where its first sentence is too long", async () => {
    const long = `# The rules\n\n## Long\n\n${sentence(60)}\n`;
    const shelf = await shelfOf({ port: { files: { "a.md": long } } });
    const [library] = shelf.libraries;
    if (!library) throw new Error("no library");
    const id = await idUnder(library, "Long");
    expect(tagsOf(await pagesOf(shelf).html(`/p/${id}`))["og:description"]).toBe(
      "A passage from “The rules”, line 5, word for word.",
    );
  });
});

describe("the quotation below a link", () => {
  it("has as many whole sentences as fit, and marks what is left out", () => {
    const [one, two, three] = [sentence(12), sentence(15), sentence(20)];
    expect(unfurled(proseOf(one))).toBe(`“${one}”`);
    expect(unfurled(proseOf(`${one} ${two} ${three}`))).toBe(`“${one} ${two} […]”`);
    expect(unfurled(proseOf(sentence(41)))).toBeUndefined();
  });

  it("marks a passage that was split from a paragraph", () => {
    expect(unfurled(proseOf("One. Two."), "both")).toBe("“[…] One. Two. […]”");
  });

  it("counts bytes, as Discord does", () => {
    const [short, long] = ["ш".repeat(160), "ш".repeat(175)].map((text) => `${text}.`);
    expect(unfurled(proseOf(short ?? ""))).toBe(`“${short}”`);
    expect(unfurled(proseOf(long ?? ""))).toBeUndefined();
  });

  it("has items with their markers, rows with their columns, and the first line of code", () => {
    expect(unfurled([{ kind: "prose", before: "• ", runs: [{ text: "Item." }] }])).toBe(
      "“• Item.”",
    );
    const cells = [{ column: "Day", text: "Sunday" }];
    expect(unfurled([{ kind: "row", before: "", table: 0, isHeader: false, cells }])).toBe(
      "“Day: Sunday”",
    );
    const code = { kind: "code", before: "", text: "one\ntwo" } as const;
    expect(unfurled([...proseOf("Say:"), code, ...proseOf("Then go.")])).toBe("“Say: one […]”");
  });

  it("never quotes NUL, which HTML would change", () => {
    expect(unfurled(proseOf("A\0B."))).toBeUndefined();
  });

  it("is never cut by others, and is the beginning of the passage", () => {
    fc.assert(
      fc.property(anyShown, ({ parts }) => {
        const text = unfurled(parts);
        if (text === undefined) return;
        expect(text.length).toBeLessThanOrEqual(200);
        expect(Buffer.byteLength(text)).toBeLessThan(348);
        const said = parts
          .filter(({ kind }) => kind === "prose")
          .map((part) => (part.kind === "prose" ? part.runs.map((run) => run.text).join("") : ""));
        const own = onOneLine(said[0] ?? "");
        if (parts[0]?.kind === "prose" && own !== "") expect(text).toContain(own);
      }),
    );
  });
});

describe("a title", () => {
  it("is shortened at a word, to what Discord shows", () => {
    expect(titleFor("Hours · The harbour")).toBe("Hours · The harbour");
    fc.assert(
      fc.property(hostile(400), (text) => {
        const title = titleFor(text);
        expect(Buffer.byteLength(title)).toBeLessThanOrEqual(67);
        if (title !== text) expect(title).toMatch(/…$/);
      }),
    );
  });
});
