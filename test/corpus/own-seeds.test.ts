/** @module The documents of this repository, and the articles they draw on where those are at hand. */

import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isBoilerplate } from "../../src/corpus/boilerplate.ts";
import { decodeText } from "../../src/corpus/text.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { listFiles } from "../../src/sources/source.ts";
import { type CutText, cutText, sliceOf } from "../support/cutting.ts";
import { sharedPath } from "../support/shared.ts";

async function cutFolder(folder: string): Promise<readonly CutText[]> {
  const source = openFolder(folder);
  const { documents, refused } = await listFiles(source);
  expect(refused).toEqual([]);
  const cut = async (path: string) => cutText(decodeText(await source.read(path)).text, path);
  return Promise.all(documents.map(({ path }) => cut(path)));
}

const textsOf = (cuts: readonly CutText[]): readonly string[] =>
  cuts.flatMap(({ text, passages }) => passages.map((passage) => sliceOf(text, passage)));

describe("our own documents", async () => {
  const cuts = await cutFolder(fileURLToPath(new URL("../../seeds", import.meta.url)));

  test("fall into eighty passages or more, each with an ID of its own", () => {
    const ids = cuts.flatMap(({ passages }) => passages.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(80);
  });

  test("say who published them, when, and under which licence", () => {
    for (const { document } of cuts) {
      const { publisher, licence, published } = document.origin;
      expect({ publisher, licence, published }).toEqual({
        publisher: expect.stringMatching(/\w/),
        licence: expect.stringMatching(/\w/),
        published: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
      expect(document.titleFrom).toBe("front matter");
    }
  });

  test("have no passage too short to be quoted, and none that is boilerplate or markup", () => {
    for (const text of textsOf(cuts)) {
      expect(text.length).toBeGreaterThanOrEqual(40);
      expect(text).not.toMatch(/^(---|#|title:)/m);
      expect(isBoilerplate(text)).toBe(false);
    }
  });

  test("have headings over every passage, the title not among them", () => {
    for (const { document, passages } of cuts)
      for (const { headings } of passages) {
        expect(headings).not.toContain(document.title);
        expect(headings.every((heading) => heading.length < 80)).toBe(true);
      }
  });
});

const articles = sharedPath("seeds");

describe.skipIf(articles === undefined)("the articles", async () => {
  const cuts = articles === undefined ? [] : await cutFolder(articles);

  test("have titles where they begin with one, and their files' names where not", () => {
    const titles = cuts.map(({ document }) => document.title);
    expect(titles).toHaveLength(5);
    expect(titles).toContain("Attack on the United States embassy in Baghdad");
    expect(titles).toContain(
      "Pentagon says sending 750 troops to Mideast after embassy attack in Iraq",
    );
    expect(cuts.filter(({ document }) => document.titleFrom === "file name")).toHaveLength(3);
  });

  test("have no passage that is boilerplate, a heading or a title", () => {
    const texts = textsOf(cuts);
    for (const text of texts)
      expect(text).not.toMatch(/^(Loading\.\.\.|Close Menu|AFP|Route 6|=+)/m);
    for (const heading of cuts.flatMap(({ passages }) =>
      passages.flatMap(({ headings }) => headings),
    ))
      expect(texts).not.toContain(heading);
  });

  test("have the headings that a reader sees", () => {
    const headings = cuts.flatMap(({ passages }) =>
      passages.map((passage) => passage.headings.join(" > ")),
    );
    for (const heading of [
      "Official Reaction",
      "Attack > Mob attack",
      "Trump warns Iran",
      "Rapid response team",
    ])
      expect(headings).toContain(heading);
  });

  test("without blank lines are cut at line ends", () => {
    const last = cuts.at(-1);
    for (const { start } of last?.passages ?? [])
      expect(start === 0 || last?.text[start - 1] === "\n").toBe(true);
    expect(last?.text).not.toMatch(/\n\s*\n/);
  });
});
