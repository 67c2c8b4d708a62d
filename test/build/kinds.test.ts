/** @module A collection of every kind of file: built, asked, proved, verified, kept up to date. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, onTestFinished } from "vitest";
import { markOf } from "../../src/corpus/document.ts";
import { sha256 } from "../../src/base/hash.ts";
import { contentOf } from "../../src/search/snapshot.ts";
import { isSameRecipe, recipeFor } from "../../src/storage/recipe.ts";
import { renderAnswer } from "../../src/reply/answer.ts";
import { renderSource } from "../../src/reply/source.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { checkGeneration } from "../../src/build/check.ts";
import { docxOf, paragraph } from "../support/docx.ts";
import { chapter, epubOf, navEntry } from "../support/epub.ts";
import { pptxOf, row, shape, title, xlsxOf } from "../support/office.ts";
import { buildAt, HARBOUR, openAt, type Place, placeWith, startAt } from "../support/library.ts";
import { column, pdfOf } from "../support/pdf.ts";

const PDF = pdfOf(
  [
    column("Bakers must sweep the chimney before the oven is lit, every morning of the week."),
    column(
      "Millers must grease the wheel with tallow, and may not grind on the feast of the river.",
    ),
  ],
  { title: "The guild of bakers", author: "Jane Doe" },
);
const PAGE = `<title>The orchard</title><main><h2>Trees</h2><p>The orchard has forty apple trees and one pear tree.</p>
  <h2>Ladders</h2><p>Ladders are kept in the shed behind the cider press, and must be dry.</p></main>`;
const WORD = docxOf([
  paragraph("The library", "Title"),
  paragraph("Loans", "Heading1"),
  paragraph("A borrowed atlas must be returned within three weeks, wrapped in linen."),
]);
const BOOK = epubOf(
  [
    {
      content: chapter(
        "<h1>The ferry</h1><p>The ferry crosses at dawn if the bell rings twice.</p>",
      ),
    },
    {
      content: chapter("<h1>Fares</h1><p>Geese travel free on the ferry, swans pay a copper.</p>"),
    },
  ],
  { nav: navEntry("Fares and fees", "c2.xhtml"), metadata: "<dc:title>The ferry</dc:title>" },
);
const SHEET = xlsxOf([
  {
    name: "Stalls",
    rows: `${row(["Stall", "Holder", "Rent"])}${row(["North", "the cheesemonger", 40])}`,
  },
]);
const SLIDES = pptxOf([
  { shapes: [title("Wells")] },
  { shapes: [title("Depth"), shape(["The deepest well of the abbey reaches ninety ells."])] },
]);
const FILES = {
  "bakers.pdf": PDF,
  "bakers.pdf.yaml": "licence: CC0\npublisher: The guild\n",
  "harbour.md": HARBOUR,
  "library.docx": WORD,
  "orchard.html": PAGE,
  "ferry.epub": BOOK,
  "stalls.xlsx": SHEET,
  "wells.pptx": SLIDES,
  "tolls.csv": "Bridge,Toll\nNorth bridge,2 crowns\nMill bridge,3 crowns\n",
  "speech.vtt":
    "WEBVTT\n\n00:01.000 --> 00:03.000\nThe mayor thanks the beekeepers\n\n01:02:05.000 --> 01:02:07.000\nand opens the orangery in May.\n",
  "forge.rst": "Forge\n=====\n\n.. secret\n\nThe **blacksmith** shoes horses on Fridays.\n",
  "kiln.adoc": "= Kiln\n\n// secret\n\nThe *potter* fires the kiln once a month.\n",
};

const ask = async (place: Place, question: string) => {
  const library = await openAt(place);
  const answer = await library.ask(question, { top: 1, always: true });
  const [first] = answer.answers;
  if (!first) throw new Error("no answer");
  return { ...first, answer, source: await library.source(first.citation.id) };
};
const verify = ({ store, source, embedder }: Place) => verifyIndex(store, source, embedder);
const openContent = async (place: Place, generation: string) => {
  const snapshot = await place.store.open(generation);
  onTestFinished(() => snapshot.close());
  const recipe = await place.store.describe(generation);
  return { snapshot, recipe, ...(await contentOf(snapshot)) };
};

const withoutEscapes = (message: object): string => JSON.stringify(message).replaceAll("\\", "");

const QUESTIONS = [
  ["when do millers grease the wheel", "bakers.pdf", { page: 1, endPage: 2 }, "pages 1–2"],
  ["where are ladders kept", "orchard.html", { paragraph: 4, endParagraph: 4 }, "paragraph 4"],
  ["borrowed atlas returned", "library.docx", { paragraph: 3, endParagraph: 3 }, "paragraph 3"],
  ["geese travel free", "ferry.epub", { chapter: "Fares and fees" }, "Fares and fees"],
  ["rent of the cheesemonger stall", "stalls.xlsx", { row: 1, endRow: 2 }, "rows 1–2"],
  ["deepest well of the abbey", "wells.pptx", { slide: 2, endSlide: 2 }, "slide 2"],
  ["toll of the mill bridge", "tolls.csv", { row: 1, endRow: 3 }, "rows 1–3"],
  [
    "mayor opens the orangery",
    "speech.vtt",
    { time: "00:00:01", endTime: "01:02:05" },
    "00:00:01–01:02:05",
  ],
  ["blacksmith shoes horses", "forge.rst", { startLine: 6 }, "line 6"],
  ["potter fires the kiln", "kiln.adoc", { startLine: 5 }, "line 5"],
  ["harbour gate shut keeper", "harbour.md", { startLine: 5 }, "line 5"],
] as const;

describe("a collection of every kind", () => {
  test("is built, and verified without a fault", async () => {
    const place = await placeWith(FILES);
    expect(await buildAt(place, { strict: true })).toMatchObject({ documents: 11, refused: [] });
    expect(await verify(place)).toMatchObject({ documents: 11, stale: 0, faults: [] });
  });

  test("answers from each of them, and says where, and where it is from", async () => {
    const place = await placeWith(FILES);
    const { generation } = await buildAt(place);
    const { documents } = await openContent(place, generation);
    for (const [question, path, where, shown] of QUESTIONS) {
      const { citation, excerpt, answer, source } = await ask(place, question);
      expect(citation).toMatchObject({ path, ...where, current: true });
      const document = documents.find((one) => one.path === path);
      expect(document?.text.slice(citation.start, citation.end)).toBe(excerpt);
      const hash = citation.of === "file" ? undefined : sha256(document?.text ?? "");
      expect(citation.textSha256).toBe(hash);
      expect(withoutEscapes(renderAnswer(answer))).toContain(` · ${shown}`);
      const details = renderSource(source, { view: "details" });
      expect(withoutEscapes(details)).toContain(`${path}, ${shown}`);
    }
    const { citation } = await ask(place, QUESTIONS[0]?.[0] ?? "");
    expect(citation.document).toBe("The guild of bakers");
    expect(citation.origin).toEqual({ author: "Jane Doe", publisher: "The guild", licence: "CC0" });
  });

  test("leaves out what can't be read, or has something malformed beside it, and says why", async () => {
    const bad = { "bad.pdf": "%PDF-1.4", "empty.docx": "", "a.html": "<p>…" };
    const place = await placeWith({ ...FILES, ...bad, "bakers.pdf.yaml": "title: [a\n" });
    expect((await buildAt(place)).refused).toEqual([
      { path: "a.html", reason: "there is no text in it" },
      { path: "bad.pdf", reason: expect.stringContaining("no PDF, or a damaged one") },
      {
        path: "bakers.pdf",
        reason: expect.stringMatching(/^bakers\.pdf\.yaml beside it: its front matter/),
      },
      { path: "empty.docx", reason: "it is empty" },
    ]);
  });
});

describe("a change", () => {
  const ready = async (place: Place) => (await startAt(place)).readiness;

  test("of nothing is none, at the start and at a build; a full build gives the same bytes", async () => {
    const place = await placeWith(FILES);
    const { generation } = await buildAt(place);
    expect(await ready(place)).toEqual({ state: "ready" });
    expect(await buildAt(place)).toMatchObject({ outcome: "unchanged" });
    expect((await buildAt(place, { full: true })).generation).toBe(generation);
  });

  test("of a file, or of what stands beside it, is noticed", async () => {
    const place = await placeWith(FILES);
    await buildAt(place);
    const { citation } = await ask(place, "where are ladders kept");
    expect(citation.current).toBe(true);
    const changes = {
      "orchard.html": `${PAGE} `,
      "bakers.pdf.yaml": "licence: CC BY 4.0\n",
      "library.docx.yaml": "author: A clerk\n",
    };
    for (const [name, content] of Object.entries(changes)) {
      await writeFile(join(place.seedsDir, name), content);
      const path = name.replace(/\.yaml$/, "");
      if (name === path) {
        expect((await ask(place, "where are ladders kept")).citation.current).toBe(false);
        expect(await verify(place)).toMatchObject({ stale: 1, faults: [] });
      }
      expect(await ready(place)).toMatchObject({ state: "built", summary: { changed: [path] } });
    }
    expect(await ready(place)).toEqual({ state: "ready" });
  });

  test("of the program that reads a kind makes an index out of date", async () => {
    const place = await placeWith(FILES);
    const { recipe, documents } = await openContent(place, (await buildAt(place)).generation);
    const marks = documents.map(markOf);
    expect(marks.map(({ reader }) => reader)).toEqual([
      "pdf 3",
      "epub 1",
      undefined,
      undefined,
      undefined,
      "docx 3",
      "html 4",
      "subtitles 1",
      "xlsx 1",
      "csv 1",
      "pptx 1",
    ]);
    const later = marks.map((mark) =>
      mark.reader === "html 4" ? { ...mark, reader: "html 5" } : mark,
    );
    expect(isSameRecipe(recipe, recipeFor(marks, place.embedder))).toBe(true);
    expect(isSameRecipe(recipe, recipeFor(later, place.embedder))).toBe(false);
  });

  test("of a text that was extracted, or of its pages, is a fault", async () => {
    const place = await placeWith(FILES);
    const content = await openContent(place, (await buildAt(place)).generation);
    const faultsWith = async (alter: (document: (typeof content.documents)[number]) => object) => {
      const documents = content.documents.map((one) =>
        one.path === "bakers.pdf" ? { ...one, ...alter(one) } : one,
      );
      return (await checkGeneration(content.snapshot, { ...content, documents })).faults;
    };
    expect(await faultsWith(() => ({}))).toEqual([]);
    expect(await faultsWith(({ text }) => ({ text: `${text}x` }))).toEqual([
      "bakers.pdf: its text differs from the extracted one",
    ]);
    expect(
      await faultsWith(({ extraction }) => ({
        extraction: { ...extraction, places: { unit: "page", starts: [0, 9_999] } },
      })),
    ).toEqual(["bakers.pdf: its pages are not in order"]);
    expect(await faultsWith(() => ({ of: "file" }))).toEqual([
      "bakers.pdf: its record of extraction is missing",
    ]);
  });
});
