/** @module Of any page, each word is in the text or in the list of what is left out, and in the text where it is shown. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readHtml } from "../../../../src/corpus/formats/html/html.ts";
import { fatesOf } from "../../../support/html-oracle.ts";
import { runs } from "../../../support/runs.ts";

/** A tree to be written as HTML; text is a place for a word of its own. */
type Tree =
  "word" | { readonly tag: string; readonly attributes: string; readonly inner: readonly Tree[] };

const TAGS = (
  "div div div section article header footer aside form fieldset label figure blockquote address details summary dialog " +
  "p h1 h2 h3 ul ol li dl dt dd pre table tr td th caption tbody nav search span b a sup sub s del button textarea select " +
  "option script style template noscript svg text math mi img br input ruby rt rp custom-tag center map object"
).split(" ");
const IDS = ["cookies", "menu", "share", "comments"];
const attribute = fc.oneof(
  fc.constantFrom(...IDS).map((id) => ` id="${id}"`),
  fc.constantFrom("sidebar", "ad", "hidden", "collapse").map((name) => ` class="${name}"`),
  fc.constantFrom(" hidden", ' style="display:none"', ' aria-hidden="true"', " open"),
  fc.constantFrom(" rowspan=2", " colspan=2", ' role="tabpanel"', ' role="presentation"'),
  fc.constantFrom(
    ' role="navigation"',
    ' role="search"',
    ' role="complementary"',
    ' role="main-ish"',
  ),
  fc.constantFrom(...IDS).map((id) => ` aria-controls="${id}" href="#${id}"`),
  fc.constantFrom(...IDS).map((id) => ` data-bs-target="#${id}"`),
);
const attributes = fc.array(attribute, { maxLength: 2 }).map((all) => all.join(""));
const { tree } = fc.letrec<{ tree: Tree; element: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constant("word" as const),
    tie("element"),
  ),
  element: fc.record({
    tag: fc.constantFrom(...TAGS),
    attributes,
    inner: fc.array(tie("tree"), { maxLength: 5, depthIdentifier: "tree" }),
  }),
}));
const trees = fc.array(tree, { minLength: 1, maxLength: 8 });

/** No word is part of another, or has signs of its own when it is raised. */
const WORD = /q\d+q/g;

const write = (one: Tree): string =>
  one === "word"
    ? " q0q "
    : `<${one.tag}${one.attributes}>${one.inner.map(write).join("")}</${one.tag}>`;

/** Writes trees as HTML. */
const written = (all: readonly Tree[]): string => all.map(write).join("");

/** Gives each word of a page a number of its own. */
function numbered(html: string): string {
  let words = 0;
  return html.replace(WORD, () => `q${(words += 1)}q`);
}

const read = (html: string) => readHtml(Buffer.from(html));
const wordsIn = (text: string): string[] => text.match(WORD) ?? [];

/** Whether a word that is drawn is in one of them, and in one only. */
const isInOne = (word: string, text: string, leftOut: readonly string[]): boolean =>
  wordsIn(text).includes(word) !== wordsIn(leftOut.join("\n")).includes(word);

test("no word of the main text is lost, doubled, or quoted that nobody can see", async () => {
  await fc.assert(
    fc.asyncProperty(trees.map(written), async (inner) => {
      const html = numbered(`<main><p>q0q</p>${inner}</main>`);
      const { text, leftOut } = await read(html);
      const quoted = wordsIn(text);
      for (const [word, fate] of fatesOf(html, WORD)) {
        const isQuoted = quoted.includes(word);
        if (fate === "shown") expect(isQuoted, `${word} is shown`).toBe(true);
        if (fate === "hidden" || fate === "never")
          expect(isQuoted, `${word} is ${fate}`).toBe(false);
        if (fate !== "never") expect(isInOne(word, text, leftOut), `${word} is ${fate}`).toBe(true);
      }
      expect(quoted).toEqual([...new Set(quoted)]);
    }),
    { numRuns: runs(500) },
  );
});

test("no word of a page is lost, whatever is its main text", async () => {
  const parts = fc.array(fc.tuple(fc.constantFrom("main", "article", "header", "div"), trees), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(parts, async (all) => {
      const inner = all.map(([tag, content]) => `<${tag}><p>q0q</p>${written(content)}</${tag}>`);
      const html = numbered(`<body><p>q0q</p>${inner.join("")}<p>q0q</p>`);
      const { text, leftOut } = await read(html);
      for (const [word, fate] of fatesOf(html, WORD))
        if (fate !== "never") expect(isInOne(word, text, leftOut), `${word} is ${fate}`).toBe(true);
    }),
    { numRuns: runs(500) },
  );
});
