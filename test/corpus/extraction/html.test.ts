/** @module HTML: its main text and no more, what it says of itself, and pages made to be hard. */

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { UserError } from "../../../src/base/errors.ts";
import { readHtml } from "../../../src/corpus/formats/html/html.ts";
import { faultOf } from "../../support/fault.ts";
import { runs } from "../../support/runs.ts";

const read = (html: string) => readHtml(Buffer.from(html));
const NOTHING = { text: "", blocks: [] };
const readOrRefuse = (html: string) =>
  read(html).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
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

  const article = (text: string): string => `<article><p>${text}</p></article>`;
  test.each([
    ["the only article with more than half of the text", `${article(PROSE)}<p>Else.</p>`, [PROSE]],
    ["all, of several articles", article(PROSE) + article("Short."), [PROSE, "Short."]],
    ["all, if the article is short", `${article("Short.")}<p>${PROSE}</p>`, ["Short.", PROSE]],
    [
      "the article around others",
      `<article><p>${PROSE}</p>${article("Reply.")}</article><p>Else.</p>`,
      [PROSE, "Reply."],
    ],
    [
      "`main` as a whole, whatever is long in it",
      `<main><p>A.</p>${article(PROSE)}</main><p>Else.</p>`,
      ["A.", PROSE],
    ],
    ["the role of that name", `<div role="main"><p>A.</p></div><p>${PROSE}</p>`, ["A."]],
    [
      "the shown one of several",
      `<main hidden><p>No.</p></main><main><p>A.</p></main><p>${PROSE}</p>`,
      ["A."],
    ],
    ["all, if two are marked", `<main><p>A.</p></main><main><p>B.</p></main>`, ["A.", "B."]],
    ["all, if that is empty", `<main> <nav>Home</nav></main><p>A.</p>`, ["A."]],
    [
      "that of a page behind an open dialog",
      `<div aria-hidden="true"><main><p>A.</p></main></div><p>Sure?</p>`,
      ["A."],
    ],
  ])("is %s", async (_, html, paragraphs) => {
    expect(await textOf(html)).toBe(`${paragraphs.join("\n\n")}\n`);
  });

  test.each([
    ["header of the page", "<header><p>bad</p></header>", `<p>${PROSE}</p>`],
    [
      "header of the site",
      "<title>bad: A</title><header><h1>bad</h1></header>",
      `<h1>A</h1><p>${PROSE}</p>`,
    ],
    ["footer of the page", "<div><footer>bad</footer>", `<p>${PROSE}</p></div>`],
  ])("has no %s", async (_, frame, rest) => {
    const { text, leftOut } = await read(frame + rest);
    expect(text).toMatch(new RegExp(`^(?:A\n\n)?${PROSE}\n$`));
    expect(leftOut).toEqual(["bad"]);
  });

  test.each([
    ["a section", `<section><header><h2>A</h2></header><p>${PROSE}</p></section>`],
    ["a part of the page", `<div><header><h2>A</h2></header><p>B</p></div><p>${PROSE}</p>`],
    ["the text, by its title", `<title>A - Site</title><header><h1>A</h1></header><p>${PROSE}</p>`],
    [
      "the text, by its whole title",
      `<title>A</title><header><h1>A</h1></header><h1>B</h1><p>${PROSE}</p>`,
    ],
    ["an article", `<article><header><h2>A</h2></header><p>${PROSE}</p></article>`],
  ])("has the header of %s", async (_, html) => {
    expect(await textOf(html)).toMatch(/^A\n/);
  });

  test.each([
    ["scripts", "<script>alert('bad')</script>"],
    ["styles", "<style>p { color: bad }</style>"],
    ["navigation", "<nav>bad</nav><search>bad</search>"],
    ["navigation by its role", '<div role="navigation">bad</div><ul role="search"><li>bad</ul>'],
    ["site's frame by its role", '<div role="banner">bad</div><p role="contentinfo">bad</p>'],
    ["dialogs that are closed", "<dialog>bad</dialog><div popover>bad</div>"],
    ["hidden text", '<p style="color:red; display : none">bad</p>'],
    ["what is hidden otherwise", "<p hidden>bad</p><p aria-hidden='true'>bad</p>"],
    ["comments", "<!-- bad -->"],
    ["templates", "<template><p>bad</p></template>"],
    ["forms' fields", "<button>bad</button><select><option>bad</option></select>"],
  ])("has no %s", async (_, boilerplate) => {
    const html = `<main><article><p>${PROSE}</p>${boilerplate}<p>The end of it.</p></article></main>`;
    expect(await textOf(html)).toBe(`${PROSE}\n\nThe end of it.\n`);
  });

  test.each([
    [
      "a list of links",
      "<ul><li><a href=1>One</a><li><a href=2>Two</a><li><a href=3>Three</a></ul>",
      "- One\n- Two\n- Three",
    ],
    [
      "a row of links",
      "<div><a href=1>One</a> · <a href=2>Two</a> · <a href=3>Three</a></div>",
      "One · Two · Three",
    ],
    ["an aside", "<aside><p>Note.</p></aside>", "Note."],
    ["a form's words", "<form><label>Name <input></label></form>", "Name […]"],
    ["who wrote it", "<header><p>By Ann</p></header>", "By Ann"],
    ["a word as pages have it", "<p>Comments</p>", "Comments"],
    ["signs alone", "<p>* * *</p>", "* * *"],
    [
      "text of an element that is named as boilerplate",
      '<div id="cookies" class="sidebar menu ad">Text</div>',
      "Text",
    ],
    ["a readable ruby", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", "漢ᵏᵃⁿ"],
  ])("keeps %s", async (_, html, text) => {
    expect(await textOf(`<main>${html}</main>`)).toBe(`${text}\n`);
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

describe("what stands raised, lowered or struck", () => {
  test.each([
    ["a power", "10<sup>6</sup> times", "10⁶ times"],
    ["a negative power", "10<sup>−3</sup> m", "10⁻³ m"],
    ["a number of a note", "in 1999<sup>1</sup>, and", "in 1999¹, and"],
    ["a fraction", "5<sup>1</sup>⁄<sub>2</sub> miles", "5¹⁄₂ miles"],
    ["an index", "H<sub>2</sub>O", "H₂O"],
    ["what has no signs of its own", "x<sup>0.5</sup>, x<sub>max, Q</sub>", "x^(0.5), x_(max, Q)"],
    ["powers of powers", "2<sup>3<sup>2</sup></sup>", "2^(3²)"],
    ["ordinals", "1<sup>st</sup>, 2<sup>nd</sup>, 4<sup>th</sup>", "1st, 2nd, 4th"],
    ["signs of trade", "Acme<sup>®</sup> Zed<sup>TM</sup>", "Acme® Zed™"],
    ["blanks within", "10<sup> 6 </sup>times", "10 ⁶ times"],
    ["a style", '10<span style="vertical-align: super">6</span>', "10⁶"],
    ["notes", 'in 1999<sup><a href="#n1">1</a></sup>.', "in 1999[1]."],
    ["notes otherwise", 'in 1999<a href="a.html#n1"><sup>[1]</sup></a>.', "in 1999[1]."],
    ["a picture that is raised", "10<sup><svg></svg></sup> times", "10[…] times"],
    ["what is struck", "You <s>must</s> may wait.", "You […] may wait."],
    ["what is deleted", "You <del>must</del> <strike>shall</strike> wait.", "You […] wait."],
    ["what is inserted", "You <del>must</del><ins>may</ins> wait.", "You […]may wait."],
    [
      "a line through it",
      'You <b style="text-decoration:line-through">must</b> may wait.',
      "You […] may wait.",
    ],
  ])("%s is not read as other words", async (_, html, text) => {
    expect(await textOf(`<p>${html}</p>`)).toBe(`${text}\n`);
    expect(await textOf(`<ul><li>${html}</li></ul>`)).toBe(`- ${text}\n`);
    expect(await textOf(`<h2>${html}</h2>`)).toBe(`${text}\n`);
    expect(await textOf(`<table><tr><td>${html}</td><td>a</td></tr></table>`)).toBe(
      `${text} | a\n`,
    );
  });

  test("is told where it is struck, paragraphs too", async () => {
    const page = await read("<p>One.</p><del><p>Two.</p></del><ul><li>A <s>b</s> c</li></ul>");
    expect(page.text).toBe("One.\n\n[…]\n\n- A […] c\n");
    expect(page.leftOut).toEqual(["Two.", "b"]);
  });
});

describe("within running text", () => {
  const formula = (note: string): string =>
    `<span class="katex"><span class="katex-mathml"><math><mi>?</mi><annotation encoding="application/x-tex">${note}</annotation></math></span><span class="katex-html" aria-hidden="true"><span>x2</span></span></span>`;

  test.each([
    ["a button", "Press <button>Save</button> to go on.", "Press Save to go on."],
    [
      "what is named as boilerplate",
      'Choose <span class="menu">File</span> ▸ Save',
      "Choose File ▸ Save",
    ],
    ["a box between letters", "a<button>x</button>b", "a x b"],
    ["a label", "Tick <label>Yes</label> now", "Tick Yes now"],
    ["a field", 'Write <input value="no"> there', "Write […] there"],
    ["a choice", "Choose <select><option>no</select> there", "Choose […] there"],
    ["a picture", "Press <img src=x> now", "Press […] now"],
    ["a picture told in words", 'Press <img alt="no"> now', "Press […] now"],
    ["a picture of a sign", 'Well done <img alt="👍">', "Well done 👍"],
    [
      "a picture that shows nothing",
      'Press <img alt=""><svg aria-hidden="true"></svg>now',
      "Press now",
    ],
    ["a drawing", "Press <svg><text>no</text></svg> <svg></svg> now", "Press […] now"],
    [
      "a formula of two dimensions",
      "If <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> is",
      "If […] is",
    ],
    ["a formula told in words", 'If <math alttext="no square"></math> is', "If […] is"],
    ["a formula of one line", 'If <math alttext="x - 1 = 5"></math> is', "If x − 1 = 5 is"],
    ["a formula that KaTeX has set", `If ${formula("x^2")} is`, "If […] is"],
    ["a plain one", `If ${formula("x")} is`, "If x is"],
    ["what only the eye is told", 'Press <i aria-hidden="true">no</i> now', "Press […] now"],
    [
      "what is never seen",
      "Press<span hidden> no</span><script>no</script><b style='display:none'>no</b> now",
      "Press now",
    ],
  ])("%s is read, or a mark stands for it", async (_, html, text) => {
    expect(await textOf(`<p>${html}</p>`)).toBe(`${text}\n`);
    expect(await textOf(`<ul><li>${html}</li></ul>`)).toBe(`- ${text}\n`);
    expect(await textOf(`<h2>${html}</h2>`)).toBe(`${text}\n`);
  });

  test.each([
    ["a control", "<button>bad</button> · <button>bad</button>"],
    ["a picture", "<p><img src=x><svg></svg></p>"],
    ["a frame", "<iframe></iframe>"],
  ])("alone %s is boilerplate", async (_, html) => {
    expect(await textOf(`<p>One.</p>${html}<p>Two.</p>`)).toBe("One.\n\nTwo.\n");
  });

  test("what is left out is told, in lists, tables and headings too", async () => {
    const bad =
      '<span hidden>bad</span><select><option>bad</select><i aria-hidden="true">worse</i>';
    const page = await read(
      `<h2>A ${bad}</h2><ul><li>B ${bad}</li></ul><table><tr><td>C ${bad}</td><td>D</td></tr></table>`,
    );
    expect(page.text).toBe("A […]\n\n- B […]\n\nC […] | D\n");
    expect(page.leftOut).toEqual(["bad", "worse", "bad", "worse", "bad", "worse"]);
  });

  test("boilerplate between two texts does not join them", async () => {
    expect(await textOf("<div>one<nav>bad</nav>two</div>")).toBe("one\n\ntwo\n");
  });

  test("a button at the edge of code is no part of it", async () => {
    expect(await textOf("<pre><button>Copy</button><code>a  b</code></pre>")).toBe("a  b\n");
  });
});

describe("a heading", () => {
  test.each([
    ["Programming in C#", "Programming in C#"],
    ['Hours <a href="#hours">#</a>', "Hours"],
    ['<span>Hours<a href="#hours"> ¶</a></span> ', "Hours"],
    ['<a href="#hours"><svg></svg></a> Hours', "Hours"],
    ['Hours<span class="mw-editsection">[<a>edit</a>]</span>', "Hours"],
    ['Hours <a href="#hours">\u200B</a>', "Hours"],
    ['Hours <a href="#hours">\uF0C1</a>', "Hours"],
    ["Note §", "Note §"],
  ])("%s is %s", async (html, text) => {
    expect(await textOf(`<h2>${html}</h2>`)).toBe(`${text}\n`);
  });
});

test("a link to the place of a definition is none of it", async () => {
  const html =
    '<dl><dt>open(path)<a href="#open">¶</a></dt><dd>Opens C<a href="#c">#</a>.</dd></dl>';
  expect(await textOf(html)).toBe("open(path)\n\nOpens C#.\n");
});

describe("a table", () => {
  test("has no hidden rows", async () => {
    const page = await read(
      "<table><tr><td>a</td><td>b</td></tr><tr hidden><td>no</td><td>c</td></tr>" +
        "<tbody style='display:none'><tr><td>no</td><td>d</td></tr></tbody></table>",
    );
    expect(page.text).toBe("a | b\n");
    expect(page.leftOut).toEqual(["no c", "no d"]);
  });
});

const word = fc.stringMatching(/^[a-z]{2,9}$/);
/** A word as a page may write it, and as it is read; elements stand within words and within sentences. */
const written = fc.tuple(word, fc.nat(9), fc.nat(14)).map(([own, digit, how]) => {
  const [head, tail] = [own.slice(0, 1), own.slice(1)];
  const ways: readonly (readonly [string, string])[] = [
    [`${head}<em>${tail}</em>`, own],
    [`<b>${head}</b>${tail}`, own],
    [`${head}<script>no</script><span hidden>no</span>${tail}`, own],
    [`<button>${own}</button>`, own],
    [`<span class="menu">${own}</span>`, own],
    [`<a href=x>${own}</a>`, own],
    [`${own}<sup>${digit}</sup>`, `${own}${"⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]}`],
    [`${own}<sub>${digit}</sub>`, `${own}${"₀₁₂₃₄₅₆₇₈₉"[digit]}`],
    [`${own}<sup><a href="#n">${digit}</a></sup>`, `${own}[${digit}]`],
    [`${own}<del>${tail}</del>`, `${own}[…]`],
    [`${own}<svg></svg>`, `${own}[…]`],
  ];
  return ways[how] ?? ([own, own] as const);
});
const inline = fc
  .tuple(word, fc.array(written, { minLength: 4, maxLength: 30 }))
  .filter(([, all]) => all.filter(([html]) => html.startsWith("<a")).length < 3)
  .map(([first, all]) => ({
    html: [first, ...all.map(([html]) => html)].join(" "),
    text: [first, ...all.map(([, text]) => text)].join(" "),
  }));
const block = fc.oneof(
  inline.map(({ html, text }) => ({ html: `<p>${html}</p>`, text })),
  inline.map(({ html, text }) => ({ html: `<h2>${html}</h2>`, text })),
  inline.map(({ html, text }) => ({
    html: `<div class="column"><section>${html}</section></div>`,
    text,
  })),
  fc.array(inline, { minLength: 1, maxLength: 2 }).map((items) => ({
    html: `<ul>${items.map(({ html }) => `<li>${html}`).join("")}</ul>`,
    text: items.map(({ text }) => `- ${text}`).join("\n"),
  })),
  inline.map(({ html, text }) => ({
    html: `<table><tr><td>${html}</td><td>${html}</td></tr></table>`,
    text: `${text} | ${text}`,
  })),
  inline.map(({ html, text }) => ({ html: `<p>${html}`, text })),
);

describe("any page", () => {
  test("gives its text, character for character", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 12 }), async (blocks) => {
        const { text } = await read(blocks.map(({ html }) => html).join(""));
        expect(text).toBe(`${blocks.map((one) => one.text).join("\n\n")}\n`);
      }),
      { numRuns: runs(300) },
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
        const html = parts.join("");
        const once = await readOrRefuse(html);
        expect(await readOrRefuse(html)).toEqual(once);
        // An empty element is filled by scripts only where there are some.
        if (once instanceof UserError) expect(html).toMatch(/<script/i);
        const { text, blocks } = once instanceof UserError ? NOTHING : once;
        let end = 0;
        for (const { start, end: next } of blocks) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(next).toBeGreaterThan(start);
          end = next;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      {
        numRuns: runs(500),
        examples: [[["<", "A", "-->"]], [["<script>", "</script>", "<", "A", "-->"]]],
      },
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

  test.each([
    ["", "10⁶ ships"],
    ["<title>106 ships - The Post</title>", "10⁶ ships"],
  ])("has its heading as it is read (%s)", async (inner, title) => {
    const heading = '<h1>10<sup>6</sup> ships <a href="#a">#</a></h1>';
    expect((await head(inner, `${heading}<p>${PROSE}</p>`)).origin.title).toBe(title);
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
    [
      "UTF-8 with its mark that says it is Latin-1",
      Buffer.from(`\uFEFF<meta charset=iso-8859-1>${text}`),
    ],
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

  test("Windows' has its own signs where Latin-1 has controls", async () => {
    const bytes = Buffer.from(
      "<meta charset=windows-1252><p>\x93Café\x94 for 5 \x80</p>",
      "latin1",
    );
    expect((await readHtml(bytes)).text).toBe("“Café” for 5 €\n");
  });

  test.each([
    ["Latin-1 that does not say so", Buffer.from(text, "latin1"), "it is not UTF-8"],
    ["an unknown one", Buffer.from(`<meta charset=klingon>${text}`), "it is not KLINGON"],
  ])("%s is refused", async (_, bytes, reason) => {
    expect(await faultOf(() => readHtml(bytes))).toContain(reason);
  });
});

describe("a page made to be slow or deep", () => {
  /** An eighth in the short form, with a quarter of the patience. */
  const share = inject("isLong") ? 1 : 1 / 8;
  const timeout = inject("isLong") ? 60_000 : 15_000;
  const fill = (unit: string, length = MOST): string => unit.repeat((length * share) / unit.length);
  const [MOST, MB] = [5_000_000, 1_000_000];

  test.each([
    ["one line of words", `<p>${fill("word ")}</p>`],
    ["one word", `<p>${fill("a")}</p>`],
    ["blanks", `<pre>x${fill(" ")}x</pre><p>x${fill(" ")}x</p>`],
    ["signs of headings", `<h1>x${fill("#")}x</h1>`],
    [
      "attributes",
      `<p ${Array.from({ length: 400_000 * share }, (_, at) => `a${at}=1`).join(" ")}>word</p>`,
    ],
    ["paragraphs", fill("<p>word", MB)],
    ["list items", `<ul>${fill("<li>word", MB)}</ul>`],
    ["cells", `<table><tr>${fill("<td>word", MB)}</table>`],
    ["line breaks", `<p>word${fill("<br>", MB)}word</p>`],
    ["drawings", `<p>word${fill(" <svg></svg>", MB)}</p>`],
    ["formulas", `<p>word${fill(" <i class=katex>x</i>", MB)}</p>`],
    ["superscripts", `<p>word${fill("<sup>1</sup>", MB)}</p>`],
    [
      "superscripts in one another",
      fill(`${"<sup>".repeat(450)}<p>x</p>${"</sup>".repeat(450)}`, MB),
    ],
    ["quotation marks in its head", `<meta ${fill('"')}>word`],
    ["styles without an end", `<p>word<style>${fill('a{"\\\\"/*', MB)}`],
    [
      "styles that hide",
      `<style>${Array.from({ length: 9_000 * share }, (_, at) => `.b${at} .c .a{display:none}`).join("")}</style>
       ${"<div class=c>".repeat(400)}${fill("<i class=a>word</i>", MB)}`,
    ],
    ["hidden paragraphs", `<p>word<div>${fill("<!----><p hidden>x", MB)}</div>`],
    [
      "controls that open one another",
      `<p>word<a href=#a0>x</a>${Array.from({ length: 20_000 * share }, (_, at) => `<p hidden id=a${at + 1} data-target=a${at}>x`).join("")}`,
    ],
    ["names of what a control opens", `<p>word<i data-target="${fill("a ")}"></i>`],
    ["hidden answers", fill("<h2>word</h2><p hidden>x</p><p>x</p>", MB)],
    [
      "tables in one another",
      fill(`${"<table><tr><th>a<td>".repeat(90)}word${"</table>".repeat(90)}`, MB),
    ],
    ["cells that are empty", `<table>${fill("<tr><td><td>", MB)}<tr><td>word<td>x</table>`],
  ])("is read though it is full of %s", { timeout }, async (_, html) => {
    expect((await read(html)).text).toMatch(/\w/);
  });

  test.each([
    ["elements in one another", fill("<div>"), "deep"],
    [
      "formatting that is never closed",
      "<font a=1><font a=2><font a=3>".repeat(100) + fill("<p>x", MOST / share),
      "elements",
    ],
    ["lists in one another", fill("<ul><li>"), "deep"],
  ])("is refused if it is full of %s", { timeout }, async (_, html, reason) => {
    expect(await faultOf(() => read(html))).toContain(reason);
  });
});
