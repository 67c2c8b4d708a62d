/** @module Books: the chapters in reading order, named as in the table of contents. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEpub } from "../../../../src/corpus/formats/epub/epub.ts";
import { chapter, type ChapterOptions, epubOf, navEntry, navPoint } from "../../../support/epub.ts";
import { faultOf } from "../../../support/fault.ts";
import { runs } from "../../../support/runs.ts";

const of = (body: string, head?: string): ChapterOptions => ({ content: chapter(body, head) });
const placesOf = async (...given: Parameters<typeof epubOf>) => {
  const { text, places } = await readEpub(epubOf(...given));
  return places.names?.map((name, at) => [
    name,
    text.slice(places.starts[at], places.starts[at + 1]).trim(),
  ]);
};

describe("the text of a chapter", () => {
  it.each<[string, string, string]>([
    ["headings and paragraphs", "<h1>One</h1><p>Text.</p>", "One\n\nText.\n"],
    [
      "what a page of the web leaves out",
      "<header>Above</header><main><p>A.</p></main><footer>Below</footer>",
      "Above\n\nA.\n\nBelow\n",
    ],
    [
      "empty elements that HTML does not have",
      '<title/><p>A<span id="x"/>B</p><div/><p>C</p>',
      "AB\n\nC\n",
    ],
    ["characters by their names", "<p>A&nbsp;&mdash;&eacute;&amp;</p>", "A\u00A0—é&\n"],
    ["CDATA", "<p><![CDATA[a < b]]></p>", "a < b\n"],
    [
      "footnotes",
      '<p>A<a epub:type="noteref" href="#n"><sup>1</sup></a></p><aside epub:type="footnote" id="n">Note.</aside>',
      "A[1]\n\nNote.\n",
    ],
    ["a picture in a text", '<p>A <img src="a.png" alt="a cat"/> B</p>', "A […] B\n"],
    ["no picture alone", '<p>A</p><p><img src="a.png" alt="a cat"/></p>', "A\n"],
    [
      "a table",
      "<table><tr><th>Berth</th><th>Fee</th></tr><tr><td>A1</td><td>9</td></tr></table>",
      "Berth | Fee\nA1 | 9\n",
    ],
    [
      "the default of a switch",
      '<p><epub:switch><epub:case required-namespace="x">C</epub:case><epub:default>D</epub:default></epub:switch></p>',
      "D\n",
    ],
    [
      "no scripts",
      "<p>A</p><script>x < y</script>".replace("<", "<").replace("x < y", "x()"),
      "A\n",
    ],
  ])("has %s", async (_, body, text) => {
    expect((await readEpub(epubOf([of(body)]))).text).toBe(text);
  });

  it("has nothing that its style sheets hide", async () => {
    const others = [{ name: "OPS/s.css", content: ".x { display: none }" }];
    const head = '<link rel="stylesheet" href="s.css"/>';
    const { text, leftOut } = await readEpub(
      epubOf([of('<p>A</p><p class="x">B</p>', head)], { others }),
    );
    expect([text, leftOut]).toEqual(["A\n", ["B"]]);
  });

  it("is read as browsers do if it is not well-formed, with a warning", async () => {
    const content = chapter("<p>A<br>B<p>C &xxe;").replace("</body></html>", "");
    const { text, warnings } = await readEpub(epubOf([{ content }]));
    expect(text).toBe("A\nB\n\nC &xxe;\n");
    expect(warnings).toEqual([
      "chapters that are not well-formed are read as far as browsers do: 1",
    ]);
  });

  it("has no entity that the file declares itself", async () => {
    const content = chapter("<p>A &xxe;</p>").replace(
      "<!DOCTYPE html>",
      '<!DOCTYPE html [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    );
    expect((await readEpub(epubOf([{ content }]))).text).not.toContain("root:");
  });
});

describe("chapters", () => {
  it("are in the order of the spine, those outside the line of reading last", async () => {
    const chapters = [
      { ...of("<p>Note.</p>"), isLinear: false },
      of("<p>One.</p>"),
      of("<p>Two.</p>"),
    ];
    expect(await placesOf(chapters)).toEqual([
      [1, "One."],
      [2, "Two."],
      [3, "Note."],
    ]);
  });

  it("have the names of the page of navigation, which is not quoted", async () => {
    const nav =
      navEntry("Prologue", "c1.xhtml") +
      navEntry("The sea", "c2.xhtml", navEntry("Waves", "c2.xhtml#w"));
    const chapters = [
      of("<p>P.</p>"),
      of('<h1>The sea</h1><h2 id="w">Waves</h2><p>W.</p>'),
      of("<p>More.</p>"),
    ];
    expect(await placesOf(chapters, { nav })).toEqual([
      ["Prologue", "P."],
      ["The sea", "The sea\n\nWaves\n\nW."],
      ["The sea", "More."],
    ]);
  });

  it("have the names of an NCX file, and begin at the headings in a file", async () => {
    const ncx = navPoint("1. The sea", "c1.xhtml#a") + navPoint("2. The land", "c1.xhtml#b");
    const body = '<h1 id="a">The sea</h1><p>S.</p><h1 id="b">The land</h1><p>L.</p>';
    expect(await placesOf([of(body)], { ncx })).toEqual([
      ["1. The sea", "The sea\n\nS."],
      ["2. The land", "The land\n\nL."],
    ]);
  });

  it("have a number where the heading of a name is not found", async () => {
    const ncx = navPoint("Sea", "c1.xhtml#a") + navPoint("Land", "c1.xhtml#b");
    expect(await placesOf([of("<p>S.</p><p>L.</p>")], { ncx })).toEqual([[1, "S.\n\nL."]]);
  });

  it("are counted if they are missing or pictures", async () => {
    const svg = { content: "<svg/>", name: "c.svg", type: "image/svg+xml" };
    const { warnings, places } = await readEpub(
      epubOf([of("<p>A.</p>"), { content: undefined }, svg]),
    );
    expect(warnings).toEqual([
      "chapters that are named but not in the file are left out: 1",
      "chapters that are pictures or of another kind are left out: 1",
    ]);
    expect(places.starts).toEqual([0, 3, 3]);
  });

  it("may have a readable file instead of another, but not in a circle", async () => {
    const picture = {
      content: "<svg/>",
      name: "a.svg",
      type: "image/svg+xml",
      attributes: 'fallback="i1"',
    };
    expect(
      (await readEpub(epubOf([picture, { ...of("<p>A.</p>"), attributes: 'fallback="i0"' }]))).text,
    ).toBe("A.\n");
    const circle = { ...picture, attributes: 'fallback="i0"' };
    expect((await readEpub(epubOf([circle, of("<p>A.</p>")]))).warnings).toHaveLength(1);
  });

  it("are found by names with blanks and other characters", async () => {
    expect((await readEpub(epubOf([{ ...of("<p>A.</p>"), name: "ä b.xhtml" }]))).text).toBe("A.\n");
  });

  it("have the provenance of the package", async () => {
    const metadata =
      '<dc:title>The sea</dc:title><dc:creator id="a">Jane Doe</dc:creator><dc:creator opf:role="ill">An Artist</dc:creator>' +
      '<dc:creator id="t">A Translator</dc:creator><meta refines="#t" property="role">trl</meta><dc:publisher>The press</dc:publisher>' +
      "<dc:date>1999-05-04T00:00:00Z</dc:date><dc:language>en</dc:language><dc:rights>CC0</dc:rights><dc:source>urn:isbn:1</dc:source>";
    expect((await readEpub(epubOf([of("<p>A.</p>")], { metadata }))).origin).toEqual({
      title: "The sea",
      author: "Jane Doe",
      publisher: "The press",
      published: "1999-05-04",
      language: "en",
      licence: "CC0",
    });
  });
});

describe("a book is refused", () => {
  const withPart = (name: string, content: string): Buffer =>
    epubOf([of("<p>A.</p>")], { others: [{ name, content }] });
  const encryption = (algorithm: string): string =>
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="${algorithm}"/></EncryptedData></encryption>`;

  it.each<[string, () => Uint8Array, RegExp]>([
    [
      "with DRM",
      () =>
        withPart(
          "META-INF/encryption.xml",
          encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"),
        ),
      /DRM/,
    ],
    [
      "if it is cut off",
      () => epubOf([of("<p>A.</p>")]).subarray(0, 500),
      /no \.epub file, or a damaged one/,
    ],
    ["without a container", () => withPart("META-INF/container.xml", "<a/>"), /no \.epub file/],
    ["without a package", () => withPart("OPS/book.opf", "<a/>"), /no \.epub file/],
    [
      "with a package that is not well-formed",
      () => withPart("OPS/book.opf", "<package"),
      /damaged/,
    ],
    ["with a name outside of it", () => withPart("../../etc/passwd", "x"), /no \.epub file/],
    [
      "if it unpacks to too much",
      () => withPart("x.bin", " ".repeat(100_000_001)),
      /more than 100 MB/,
    ],
    [
      "with elements nested too deep",
      () => epubOf([of("<div>".repeat(600) + "</div>".repeat(600))]),
      /500 deep/,
    ],
  ])("%s", async (_, bytes, reason) => {
    expect(await faultOf(() => readEpub(bytes()))).toMatch(reason);
  });

  it("but not if only its fonts are obscured", async () => {
    const bytes = withPart(
      "META-INF/encryption.xml",
      encryption("http://www.idpf.org/2008/embedding"),
    );
    expect((await readEpub(bytes)).text).toBe("A.\n");
  });
});

it("the paragraphs of chapters come back in order", async () => {
  const words = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}$/);
  const chapters = fc.array(fc.array(words, { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(chapters, async (all) => {
      const book = epubOf(all.map((texts) => of(texts.map((text) => `<p>${text}</p>`).join(""))));
      expect((await readEpub(book)).text).toBe(`${all.flat().join("\n\n")}\n`);
    }),
    { numRuns: runs(30) },
  );
});
