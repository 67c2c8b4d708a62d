/** @module AsciiDoc as a reader of the rendered page sees it. */

import { describe, expect, it } from "vitest";
import { isHeading } from "../../../../src/corpus/block.ts";
import { parseText } from "../../../../src/corpus/parse.ts";
import { showParts } from "../../../../src/corpus/shown.ts";
import { sha256 } from "../../../../src/base/hash.ts";
import { cutText, isWord } from "../../../support/cutting.ts";
import { drawn } from "../../../support/drawn.ts";

const shown = (text: string): string => {
  const { document, passages } = cutText(text, "a.adoc");
  return passages.map((passage) => drawn(showParts(document, passage))).join("\n--\n");
};

const parse = (text: string) =>
  parseText({ path: "a.adoc", text, sha256: sha256(text), bytes: text.length }, isWord);

describe("inline markup", () => {
  it.each([
    ["formats", "A *bold* _slanted_ `mono` #marked# word.", "A bold slanted mono marked word."],
    ["formats inside words", "A **b**old __sl__anted ``m``ono.", "A bold slanted mono."],
    ["formats in formats", "A *bold _and_ `so`* word.", "A bold and so word."],
    [
      "formats with a role",
      "A [.red]#red# and [line-through]#old# word.",
      "A red and ~~old~~ word.",
    ],
    [
      "signs in monospaced text",
      "The `*` and `**/` and `a_b`, `[` and `]`.",
      "The * and **/ and a_b, [ and ].",
    ],
    ["text that is passed on", "A +*so*+ `+_so_+` +++<b>+++ pass:[*x*].", "A *so* _so_ <b> *x*."],
    ["raised and lowered text", "10^6^ and H~2~O.", "10⁶ and H₂O."],
    [
      "links",
      "See https://a.b/c[the *page*^], link:x.html[here], mailto:a@b.c[Ada].",
      "See the page<https://a.b/c>, here, Ada.",
    ],
    [
      "links without a text",
      "See https://a.b/c_d_e, https://a.b[] and link:x_y_z.html[].",
      "See https://a.b/c_d_e, https://a.b and x_y_z.html.",
    ],
    [
      "references",
      "See <<fees,the fees>> and xref:a.adoc#b[the rules].",
      "See the fees and the rules.",
    ],
    [
      "references to sections",
      "See <<fees>>, <<Fees>>.\n\n[[fees]]\n== Fees\n\nTwo.",
      "See Fees, Fees.\n--\nTwo.",
    ],
    [
      "references elsewhere",
      "See <<other>> and xref:a.adoc[].",
      "See <<other>> and xref:a.adoc[].",
    ],
    [
      "attributes",
      ":name: The *club*\n\nIt is {name}, {cpp}, {other}.",
      "It is The club, C++, {other}.",
    ],
    [
      "attributes with two values",
      ":a: one\n\nIt is {a}.\n\n:a: two\n\nOr {a}.",
      "It is {a}.\n--\nOr {a}.",
    ],
    [
      "addresses in attributes",
      ":url: https://a.b\n\nSee {url}/c[the page].",
      "See the page<https://a.b/c>.",
    ],
    ["escapes", "\\*not bold* and \\{name} and C:\\foo.", "*not bold* and {name} and C:\\foo."],
    ["quotation marks", "A \"`quoted`\" and '`so`' word.", "A “quoted” and ‘so’ word."],
    ["keys", "Press kbd:[Ctrl+C] or btn:[OK].", "Press Ctrl+C or OK."],
    ["index terms and anchors", "The ((pump)) (((pump, blue)))is [[x]]blue.", "The pump is blue."],
    ["entities", "a &lt; b &amp; c", "a < b & c"],
    ["pictures", "The image:x.png[icon] sign.", "The […] sign."],
    ["hard line breaks", "One +\ntwo\nthree.", "One\ntwo three."],
    ["unknown macros", "See linkgit:git-log[1].", "See linkgit:git-log[1]."],
    [
      "signs that are none",
      "2 * 3 * 4, a*b*c, __init__.py, x_y_z, C++",
      "2 * 3 * 4, a*b*c, init.py, x_y_z, C++",
    ],
    ["comments in a paragraph", "One\n// secret\ntwo.", "One […] two."],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it("monospaced text is literal below a title that is underlined", () => {
    expect(shown("The title\n=========\n\nUse `a*b*c:d*` and ``this''.")).toBe(
      "Use a*b*c:d* and “this”.",
    );
  });
});

describe("blocks", () => {
  it.each([
    [
      "code",
      "Run:\n\n[source,js]\n----\na *b*\n  c\n----\n\nDone.",
      "Run:\n\n{a *b*\n  c}\n\nDone.",
    ],
    ["literal blocks", "Run:\n\n....\na *b*\n....\n\n a\n   b", "Run:\n\n{a *b*}\n\n{a\n  b}"],
    ["fenced code", "```js\na *b*\n```\n\nDone.", "{a *b*}\n\nDone."],
    ["lists", "* one\ntwo\n** three\n* four\n\nDone.", "• one two\n• three\n• four\n\nDone."],
    ["numbered lists", ". one\n.. deep\n. two\n.. deep", "1. one\n1. deep\n2. two\n1. deep"],
    ["tasks", "* [ ] shut\n* [x] clean", "• ☐ shut\n• ☑ clean"],
    [
      "blocks in items",
      "* one\n+\n----\na\n----\n* two\n+\nMore.",
      "• one\n\n{a}\n\n• two\n\nMore.",
    ],
    ["terms", "term:: It *is*.\nother::\n  So.", "term\nIt is.\nother\nSo."],
    ["titles of blocks", ".A *title*\n----\na\n----", "A title\n\n{a}"],
    [
      "admonitions",
      "NOTE: Mind it.\n\n[TIP]\n====\nDo *it*.\n====",
      "NOTE: Mind it.\n\nTip:\n\nDo it.",
    ],
    ["quotations", "[quote, Ada, Notes]\n____\nIt *is*.\n____", "Ada, Notes:\n\nIt is."],
    ["verse", "[verse]\n____\nOne\n*two*\n____", "One\ntwo"],
    ["sidebars and open blocks", "****\nOne.\n****\n\n--\nTwo.\n--", "One.\n\nTwo."],
    ["tables as they are", "|===\n|A |B\n\n|1 |2\n|===\n\nDone.", "{|A |B\n\n|1 |2}\n\nDone."],
    ["attributes of blocks", '[#id.role]\n[options="x"]\nIt is.', "It is."],
  ])("%s", (_, text, expected) => {
    expect(
      shown(text)
        .replace(/\n{2,}(?=\{)/g, "\n\n")
        .replace(/(?<=\})\n+/g, "\n\n"),
    ).toBe(expected);
  });

  it.each([
    ["a comment", "// It is secret."],
    ["a block of comments", "////\nsecret\n\nsecret\n////"],
    ["a block with the style of a comment", "[comment]\n--\nsecret\n--"],
    ["an attribute", ":secret: so"],
    ["a picture", "image::secret.png[secret]"],
    ["a condition", "ifdef::secret[]"],
    ["HTML", "++++\n<b>secret</b>\n++++"],
  ])("%s is not quoted, and divides passages", (_, text) => {
    expect(shown(`One is.\n\n${text}\n\nTwo is.`)).toBe("One is.\n--\nTwo is.");
  });

  it("text of another file in a list is marked", () => {
    expect(shown("* one\n+\ninclude::a[]\n\n* two")).toBe("• one\n[…]\n\n• two");
  });

  it("an open block goes on to the end", () => {
    expect(shown("One.\n\n----\ntwo\n\n*three*")).toBe("One.\n\n{two\n\n*three*}");
  });

  it("text of other files, conditions and HTML are warned of", () => {
    expect(
      parse("One.\n\ninclude::a[]\n\nifdef::x[]\nTwo.\nendif::[]\n\n++++\n<b>\n++++\n").warnings,
    ).toEqual([
      "it includes other files, which are not read",
      "parts of it are only for some settings (ifdef); all of them are read",
      "it has a block of HTML or the like (++++), which is not read",
    ]);
  });
});

describe("titles", () => {
  it("have the levels of their signs", () => {
    const { document, blocks } = parse(
      "= The *title*\n\nText.\n\n== Two\n\n=== Three ===\n\n## Two again\n\nFour\n~~~~\n\n[discrete]\n== Five\n\nText.",
    );
    expect(document.title).toBe("The title");
    expect(blocks.filter(isHeading).map(({ depth, title }) => [depth, title])).toEqual([
      [2, "Two"],
      [3, "Three"],
      [2, "Two again"],
      [3, "Four"],
      [2, "Five"],
    ]);
  });

  it("are followed by author, revision and attributes", () => {
    const { document } = parse(
      "// comment\n= Title\nAda Lovelace <a@b.c>; Bo_Li Peep\nv1.0, 2020-01-02: First\n:license: CC0\n:lang: en\n\nText is.",
    );
    expect(document.title).toBe("Title");
    expect(document.origin).toEqual({
      author: "Ada Lovelace, Bo Li Peep",
      published: "2020-01-02",
      licence: "CC0",
      language: "en",
    });
  });

  it("are no blocks of code", () => {
    expect(shown("Some text that is long.\n----\nrun\n----")).toBe(
      "Some text that is long.\n\n{run}",
    );
  });
});
