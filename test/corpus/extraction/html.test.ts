/** @module HTML: its main text and no more, what it says of itself, and pages made to be hard. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../src/corpus/html/html.ts";
import { faultOf } from "../../support/fault.ts";

const read = (html: string) => readHtml(Buffer.from(html));
const textOf = async (html: string): Promise<string> => (await read(html)).text;

const PROSE =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

describe("the main text", () => {
  test("is what is marked as that, and what lies about it is left out and told", async () => {
    const page = await read(
      `<body><nav><a href="/">Home</a></nav><header><h1>The Post</h1></header><main><h1>Hours</h1><p>${PROSE}</p></main>
       <div><p>Some other story, told elsewhere.</p></div><footer>© 2024</footer></body>`,
    );
    expect(page.text).toBe(`Hours\n\n${PROSE}\n`);
    expect(page.leftOut).toContain("Some other story, told elsewhere.");
  });

  test("is the whole body where nothing is marked", async () => {
    expect(await textOf(`<div><p>${PROSE}</p></div><div><p>A second thing.</p></div>`)).toBe(
      `${PROSE}\n\nA second thing.\n`,
    );
  });

  test("is the article that is longer than all others, but all of them where none is", async () => {
    const one = `<article><p>${PROSE}</p></article><article><p>Short.</p></article>`;
    expect(await textOf(one)).toBe(`${PROSE}\n`);
    const equal = `<article><p>${PROSE}</p></article>`.repeat(3);
    expect(await textOf(equal)).toBe(`${PROSE}\n\n${PROSE}\n\n${PROSE}\n`);
  });

  test.each([
    ["scripts", "<script>alert('bad')</script>"],
    ["styles", "<style>p { color: bad }</style>"],
    ["cookie banners", '<div class="cookie-consent">bad cookies</div>'],
    ["dialogs", '<div role="dialog">bad</div>'],
    ["menus", '<ul class="menu"><li>bad</li></ul>'],
    ["hidden text", '<p style="color:red; display : none">bad</p>'],
    ["what is hidden otherwise", "<p hidden>bad</p><p aria-hidden='true'>bad</p>"],
    ["comments", "<!-- bad -->"],
    ["templates", "<template><p>bad</p></template>"],
    ["forms' fields", "<button>bad</button><select><option>bad</option></select>"],
    [
      "lists of links",
      "<ul><li><a href=1>bad one</a></li><li><a href=2>bad two</a></li><li><a href=3>bad three</a></li></ul>",
    ],
    [
      "rows of links",
      "<div><a href=1>bad one</a> · <a href=2>bad two</a> · <a href=3>bad</a></div>",
    ],
    ["phrases of a page", "<p>Read more</p><p>Advertisement</p>"],
    ["who wrote it, in the header", "<header><p>By bad Author</p></header>"],
  ])("has no %s", async (_, furniture) => {
    const html = `<main><article><p>${PROSE}</p>${furniture}<p>The end of it.</p></article></main>`;
    expect(await textOf(html)).toBe(`${PROSE}\n\nThe end of it.\n`);
  });

  test("keeps a list with a link or two, and links within prose", async () => {
    const html = `<ul><li><a href=1>Rules</a></li><li>The council meets on Mondays, <a href=2>see</a>.</li></ul>`;
    expect(await textOf(html)).toBe("- Rules\n- The council meets on Mondays, see.\n");
  });

  test("keeps lines of code, rows of tables, breaks of lines, and no soft hyphens", async () => {
    const html =
      "<pre>if a:\n  b\n\nelse: c\n</pre><table><tr><th>Day<th>Hour<tr><td>Monday<td>six</table><p>One<br>two <br><br> three  four</p><p>ha&shy;ven</p>";
    expect(await textOf(html)).toBe(
      "if a:\n  b\n\nelse: c\n\nDay | Hour\nMonday | six\n\nOne\ntwo\n\nthree four\n\nhaven\n",
    );
  });

  test("reads through tables and lists that only arrange it", async () => {
    const html = `<table><tr><td><ul><li><p>${PROSE}</p><p>More.</p></li></ul></td></tr></table>`;
    expect(await textOf(html)).toBe(`${PROSE}\n\nMore.\n`);
  });

  test("does not run words of two blocks together, nor cut one in two", async () => {
    expect(await textOf("<div>one<div>two</div>thr<b>ee</b></div>")).toBe("one\n\ntwo\n\nthree\n");
  });
});

const words = fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 4, maxLength: 30 });
const inline = words.map((own) =>
  own
    .map((word, at) =>
      at % 5 === 1 ? `<em>${word}</em>` : at % 7 === 2 ? `<a href=x>${word}</a>` : word,
    )
    .join(" "),
);
const block = fc.oneof(
  inline.map((text) => `<p>${text}</p>`),
  inline.map((text) => `<h2>${text}</h2>`),
  inline.map((text) => `<div class="column"><section>${text}</section></div>`),
  fc
    .array(inline, { minLength: 1, maxLength: 4 })
    .map((items) => `<ul>${items.map((item) => `<li>${item}`).join("")}</ul>`),
  inline.map((text) => `<table><tr><td>${text}</td><td>${text}</td></tr></table>`),
  inline.map((text) => `<p>${text}`),
);
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe("any page", () => {
  test("gives its words, each and in order, and no other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 12 }), async (blocks) => {
        const html = blocks.join("");
        const { text, leftOut } = await read(html);
        const source = wordsIn(html.replace(/<[^>]*>/g, " "));
        expect([...wordsIn(text), ...wordsIn(leftOut.join(" "))].toSorted()).toEqual(
          source.toSorted(),
        );
        if (leftOut.length === 0) expect(wordsIn(text)).toEqual(source);
      }),
      { numRuns: 300 },
    );
  });

  test("whatever it is made of, gives the same text twice, and blocks that lie in it in order", async () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(
          "<p>",
          "</p>",
          "<table>",
          "<tr>",
          "<td>",
          "<a href=1>",
          "</a>",
          "<b>",
          "<li>",
          "<ul>",
          "</ul>",
          "<pre>",
          "<h1>",
          "</h1>",
          "<br>",
          "<main>",
          "<article>",
          "<template>",
          "<svg>",
          "<!--",
          "-->",
          "<script>",
          "</script>",
          "&lt;",
          "\u0000",
          "word ",
          "\n\n",
        ),
        fc.string({ maxLength: 20 }),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(soup, async (parts) => {
        const once = await read(parts.join(""));
        expect(await read(parts.join(""))).toEqual(once);
        let end = 0;
        for (const { start, end: next } of once.blocks) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(next).toBeGreaterThan(start);
          end = next;
        }
        expect(end).toBeLessThanOrEqual(once.text.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a page says of itself", () => {
  const head = (inner: string, body = `<p>${PROSE}</p>`) =>
    read(`<!doctype html><html lang="en-GB"><head>${inner}</head><body>${body}</body></html>`);

  test("is found in its fields", async () => {
    const { origin } = await head(
      `<meta property="og:title" content="Harbour hours"><meta property="og:site_name" content="The Post">
       <meta name="author" content=" Jane
       Doe "><meta property="article:published_time" content="2024-03-02T10:00:00Z">
       <link rel="canonical" href="https://example.org/hours"><link rel="license" href="https://example.org/by">`,
    );
    expect(origin).toEqual({
      title: "Harbour hours",
      author: "Jane Doe",
      publisher: "The Post",
      source: "https://example.org/hours",
      published: "2024-03-02",
      licence: "https://example.org/by",
      language: "en-GB",
    });
  });

  test("is found in JSON-LD, which may be anything", async () => {
    const work = {
      "@type": ["NewsArticle"],
      headline: "Harbour hours",
      author: [{ name: "Jane Doe" }, "John Roe"],
      publisher: { name: "The Post" },
      datePublished: "2024-03-02",
    };
    const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
    const { origin } = await head(
      script("[[{]") +
        script("null") +
        script('"x"') +
        script(JSON.stringify({ "@graph": [null, work] })),
    );
    expect(origin).toMatchObject({
      title: "Harbour hours",
      author: "Jane Doe, John Roe",
      publisher: "The Post",
      published: "2024-03-02",
    });
    await head(script("[".repeat(90_000) + "]".repeat(90_000)));
  });

  test.each([
    [
      "the heading that the page's name repeats",
      "<title>Hours - The Post</title>",
      "<h1>The Post Box</h1><main><h1>Hours</h1></main>",
      "Hours",
    ],
    [
      "the page's name without the site's",
      "<title>Hours at dusk | The Post</title>",
      "",
      "Hours at dusk",
    ],
    [
      "the page's name, if the end is longer",
      "<title>Hours | The rules of the harbour</title>",
      "",
      "Hours | The rules of the harbour",
    ],
    ["its only heading", "", "<h1>Hours</h1>", "Hours"],
  ])("has as its title %s", async (_, inner, body, title) => {
    const { origin } = await head(inner, `${body}<p>${PROSE}</p>`);
    expect(origin.title).toBe(title);
  });

  test("is no more than a few words a field, however long it is", async () => {
    const { origin } = await head(
      `<meta property="og:title" content="${"**A 😀** ".repeat(200)}">`,
    );
    expect(origin.title?.length).toBeLessThanOrEqual(500);
    expect(origin.title?.isWellFormed()).toBe(true);
  });

  test("has the address that the browser wrote when it saved the page, if it is one", async () => {
    const saved = (url: string) => read(`<!-- saved from url=(0023)${url} --><p>${PROSE}</p>`);
    expect((await saved("https://example.org/a")).origin.source).toBe("https://example.org/a");
    expect((await saved("javascript:alert(1)")).origin.source).toBeUndefined();
  });
});

describe("its encoding", () => {
  const text = "<p>Café, naïve</p>";
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 with its mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["Latin-1, declared", Buffer.from(`<meta charset=iso-8859-1>${text}`, "latin1")],
    [
      "Windows', declared as of old",
      Buffer.from(
        `<meta http-equiv="content-type" content="text/html; charset=windows-1252">${text}`,
        "latin1",
      ),
    ],
    ["UTF-8 that says it is UTF-16", Buffer.from(`<meta charset="utf-16">${text}`)],
  ])("%s is read", async (_, bytes) => {
    expect((await readHtml(bytes)).text).toBe("Café, naïve\n");
  });

  test.each([
    ["Latin-1 that does not say so", Buffer.from(text, "latin1"), "it is not UTF-8"],
    ["an unknown one", Buffer.from(`<meta charset=klingon>${text}`), "it is not KLINGON"],
  ])("%s is refused", async (_, bytes, reason) => {
    expect(await faultOf(() => readHtml(bytes))).toContain(reason);
  });
});

describe("a page made to be slow or deep", () => {
  const fill = (unit: string, length = 5_000_000): string => unit.repeat(length / unit.length);
  const MB = 1_000_000;

  test.each([
    ["one line of words", `<p>${fill("word ")}</p>`],
    ["one word", `<p>${fill("a")}</p>`],
    ["blanks", `<pre>x${fill(" ")}x</pre><p>x${fill(" ")}x</p>`],
    ["signs of headings", `<h1>x${fill("#")}x</h1>`],
    [
      "attributes",
      `<p ${Array.from({ length: 400_000 }, (_, at) => `a${at}=1`).join(" ")}>word</p>`,
    ],
    ["paragraphs", fill("<p>word", MB)],
    ["list items", `<ul>${fill("<li>word", MB)}</ul>`],
    ["cells", `<table><tr>${fill("<td>word", MB)}</table>`],
    ["line breaks", `<p>word${fill("<br>", MB)}word</p>`],
    ["quotation marks in its head", `<meta ${fill('"')}>word`],
  ])("is read though it is megabytes of %s", { timeout: 60_000 }, async (_, html) => {
    expect((await read(html)).text).toMatch(/\w/);
  });

  test.each([
    ["elements in one another", fill("<div>"), "deep"],
    [
      "formatting that is never closed",
      "<font a=1><font a=2><font a=3>".repeat(100) + fill("<p>x"),
      "elements",
    ],
    ["lists in one another", fill("<ul><li>"), "deep"],
  ])("is refused if it is megabytes of %s", { timeout: 60_000 }, async (_, html, reason) => {
    expect(await faultOf(() => read(html))).toContain(reason);
  });
});
