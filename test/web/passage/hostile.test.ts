/** @module Passage pages of hostile documents: every text is shown as it is, and none becomes markup. */

import fc from "fast-check";
import type { DefaultTreeAdapterTypes as Tree } from "parse5";
import { describe, expect, it } from "vitest";
import type { Source } from "../../../src/collection/source.ts";
import type { ShownPart } from "../../../src/corpus/shown.ts";
import { label } from "../../../src/reply/citation.ts";
import { linkFor } from "../../../src/reply/link.ts";
import { attributeOf, byClass, elementsOf, textOf } from "../../support/html.ts";
import { type PassagePages, PUBLIC_URL, pagesOf, shelfOf } from "../../support/passage-pages.ts";
import { proseOf, source as anySource } from "../../support/replies.ts";
import { runs } from "../../support/runs.ts";

const ID = "abcdefghijkl";

const HTML = [
  ..."<>&\"'`=/\r\n\t \0\f\u2028\u202E\u2066\u200B😀".split(/(?:)/u),
  "</title>",
  "</style>",
  "</blockquote></article>",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  "<!--",
  "-->",
  "]]>",
  "<![CDATA[",
  "<svg/onload=alert(1)>",
  "&amp;",
  "&#13;",
  "&lt",
  "&#x0;",
  "\r\n",
  "javascript:alert(1)",
  "https://example.org/?a=1&b=2",
  "word",
  "Two words. ",
] as const;

const html = fc.array(fc.constantFrom(...HTML), { maxLength: 30 }).map((parts) => parts.join(""));
const name = fc.oneof(
  html,
  html.map((text) => `T${text}`),
);

type Found = Extract<Source, { status: "found" }>;

const found: fc.Arbitrary<Found> = fc
  .record({
    source: anySource.filter((one) => one.status === "found"),
    excerpt: html.map((text) => `E${text}`),
    isProse: fc.boolean(),
    document: name,
    headings: fc.array(name, { maxLength: 3 }),
    path: name,
    author: name,
    href: fc.oneof(html, fc.webUrl()),
  })
  .map(({ source, excerpt, isProse, document, headings, path, author, href }): Found => {
    const { context, citation } = source;
    const link = { kind: "prose", before: "\n", runs: [{ text: excerpt, href }] } as const;
    const passage = isProse ? proseOf(excerpt) : [...context.passage, link];
    const origin = { ...citation.origin, author, source: href };
    return {
      ...source,
      excerpt,
      context: { ...context, passage },
      citation: { ...citation, document, headings, path, origin },
    };
  });

/** The page of a source, and what it would have been. */
async function pagesShowing(): Promise<PassagePages & { show: (shown: Source) => void }> {
  let shown: Source = { status: "unknown", id: ID };
  const pages = pagesOf(
    await shelfOf({
      default: { change: (library) => ({ ...library, source: async () => shown }) },
    }),
  );
  return { ...pages, show: (source) => (shown = source) };
}

/** The text of an element, with NUL where the page draws its sign. */
function exactTextOf(node: Tree.Node): string {
  if ("attrs" in node && attributeOf(node, "class") === "nul") return "\0";
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(exactTextOf).join("") : "";
}

function wordsIn(part: ShownPart): string[] {
  const texts =
    part.kind === "code"
      ? [part.text]
      : (part.kind === "prose" ? part.runs : part.cells).map(({ text }) => text);
  return [part.before, ...texts].flatMap((text) => text.split(/\s+/));
}

const KNOWN = new Set(
  "html head meta title style link body main header article blockquote div p h1 h2 section dl dt dd ol li a span pre table thead tbody tr th td details summary footer".split(
    " ",
  ),
);

describe("the page of a hostile document", () => {
  it("shows exactly the passage, in elements of its own", async () => {
    const { html: htmlOf, show } = await pagesShowing();
    await fc.assert(
      fc.asyncProperty(found, async (source) => {
        show(source);
        const page = await htmlOf(`/p/${ID}`);
        expect(byClass(page, "exact").map(exactTextOf)).toEqual([source.excerpt]);
        const words = source.context.passage.flatMap(wordsIn);
        const shown = byClass(page, "passage").map(exactTextOf).join("").replace(/\s/g, "");
        for (const word of words) expect(shown).toContain(word);
      }),
      { numRuns: runs(600) },
    );
  });

  it("has only known elements, no handlers, and links to the web alone", async () => {
    const { html: htmlOf, show } = await pagesShowing();
    await fc.assert(
      fc.asyncProperty(found, async (source) => {
        show(source);
        const elements = elementsOf(await htmlOf(`/p/${ID}`));
        expect(elements.filter(({ tagName }) => !KNOWN.has(tagName))).toEqual([]);
        for (const { attrs } of elements)
          for (const attribute of attrs) expect(attribute.name).not.toMatch(/^on|^style$|^src/);
        for (const link of elements.filter(({ tagName }) => tagName === "a")) {
          const href = attributeOf(link, "href") ?? "";
          expect(href === linkFor(href, "embed") || href === `${PUBLIC_URL}/p/${source.id}`).toBe(
            true,
          );
        }
        const [title] = elements.filter(({ tagName }) => tagName === "title").map(textOf);
        expect(title).toMatch(/ · Footnote$/);
        expect(elements.filter(({ tagName }) => tagName === "h1")).toHaveLength(1);
      }),
      { numRuns: runs(600) },
    );
  });

  it("shows its names without characters that turn or hide text", async () => {
    const { html: htmlOf, show } = await pagesShowing();
    await fc.assert(
      fc.asyncProperty(found, async (source) => {
        show(source);
        const page = await htmlOf(`/p/${ID}`);
        const names = elementsOf(page).filter(({ tagName }) =>
          ["h1", "dd", "title"].includes(tagName),
        );
        for (const one of names) expect(textOf(one)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\0]/);
        const fields = elementsOf(page)
          .filter(({ tagName }) => tagName === "dd")
          .map(textOf);
        const author = label(source.citation.origin.author ?? "");
        if (author !== "") expect(fields).toContain(author);
      }),
      { numRuns: runs(600) },
    );
  });

  it("says what became of a passage of any path and heading, and nothing else", async () => {
    const { html: htmlOf, show } = await pagesShowing();
    const gone = fc.record({ path: name, headings: fc.array(name, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(gone, async (where) => {
        const last = {
          event: "gone",
          id: ID,
          fate: "changed",
          successor: ID,
          at: "2026-01-02",
        } as const;
        show({ status: "gone", id: ID, last: { ...last, ...where } });
        const elements = elementsOf(await htmlOf(`/p/${ID}`));
        expect(elements.filter(({ tagName }) => !KNOWN.has(tagName))).toEqual([]);
        const text = elements.filter(({ tagName }) => tagName === "p").map(textOf);
        const place = [where.path, ...where.headings].map(label).join(" › ");
        expect(text[0]?.endsWith(`It was in ${place}.`)).toBe(true);
      }),
    );
  });
});
