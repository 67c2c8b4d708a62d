/** @module A quotation is proved again each time, and its citation says all that is needed to check it. */

import { expect, test } from "vitest";
import { cite, type Lines, locatorOf, quote } from "../../src/corpus/citation.ts";
import { UserError } from "../../src/base/errors.ts";
import { cutText } from "../support/cutting.ts";
import { faultOf } from "../support/fault.ts";

const TEXT = `---
title: The rules
publisher: The club
licence: CC0
---
# The rules

## Of silence

Nobody speaks. Whoever does, leaves the room and does not come back on that day.

## Of noise

Everybody sings, from the beginning of the evening to its end, and nobody leaves.
`;

function firstOf(text: string) {
  const { document, passages } = cutText(text, "rules/club.md");
  const passage = passages[0];
  if (!passage) throw new Error("no passage");
  return { document, passage };
}

test("a quotation is the passage's text", () => {
  const { document, passage } = firstOf(TEXT);
  expect(quote(document, passage)).toBe(
    "Nobody speaks. Whoever does, leaves the room and does not come back on that day.",
  );
});

test.each<[string, (text: string) => string]>([
  ["in the passage", (text) => text.replace("Nobody speaks", "Somebody speaks")],
  ["before it", (text) => text.replace("silence", "silences")],
  ["to nothing", () => ""],
])("a text that has changed %s is not quoted", async (_, change) => {
  const { document, passage } = firstOf(TEXT);
  const changed = { ...document, text: change(document.text) };
  const fault = await faultOf(() => quote(changed, passage));
  expect(fault).toMatch(/^Sorry: /);
  expect(fault).toContain(passage.id);
  expect(fault).not.toContain("Nobody");
});

test("a passage is not quoted from another document, even one with the same text", () => {
  const { document, passage } = firstOf(TEXT);
  expect(() => quote({ ...document, path: "rules/other.md" }, passage)).toThrow(UserError);
});

test("a change behind the passage leaves it to be quoted", () => {
  const { document, passage } = firstOf(TEXT);
  expect(quote({ ...document, text: `${document.text}More.` }, passage)).toContain("Nobody speaks");
});

test("a citation names the columns above it, but for those without a name", () => {
  const rows = Array.from({ length: 120 }, (_, at) => `| A${at} | by the mole | 9 |`);
  const { document, passages } = cutText(`| Berth | | Fee |\n|-|-|-|\n${rows.join("\n")}`);
  const last = passages.at(-1);
  expect(last?.columns).toEqual(["Berth", "", "Fee"]);
  expect(last && cite(document, last, { state: "current" }).columns).toEqual(["Berth", "Fee"]);
});

test.each([
  [
    { unit: "page", starts: [0, 5, 5] },
    { page: 1, endPage: 3 },
  ],
  [
    { unit: "chapter", starts: [0, 9], names: ["Prologue", 2] },
    { chapter: "Prologue", endChapter: 2 },
  ],
  [
    { unit: "slide", starts: [0] },
    { slide: 1, endSlide: 1 },
  ],
  [
    { unit: "row", starts: [0, 4, 8], names: [7, 2, 3] },
    { row: 7, endRow: 3 },
  ],
  [
    { unit: "time", starts: [0, 12], names: ["00:12:05", "00:12:40"] },
    { time: "00:12:05", endTime: "00:12:05" },
  ],
] as const)("a passage of an extracted text is at its places %j", (places, expected) => {
  const extraction = { reader: "any 1", textSha256: "", places };
  const passage = { start: 0, end: 10, startLine: 1, endLine: 2 };
  expect(locatorOf({ extraction }, passage)).toEqual({ startLine: 1, endLine: 2, ...expected });
});

test("a citation has place, provenance and ID", () => {
  const { document, passage } = firstOf(TEXT);
  expect(cite(document, passage, { state: "changed" })).toEqual({
    id: passage.id,
    document: "The rules",
    path: "rules/club.md",
    of: "file",
    start: passage.start,
    end: passage.end,
    startLine: 10,
    endLine: 10,
    sha256: document.sha256,
    current: false,
    headings: ["Of silence"],
    origin: { publisher: "The club", licence: "CC0" },
  });
});

test("a citation of a repository has the commit, and a link to lines only where the file has them", () => {
  const { document, passage } = firstOf(TEXT);
  const status = {
    state: "current",
    commit: "1a2b",
    linkTo: (lines?: Lines) => `https://example.org/${lines ? `${lines.from}-${lines.to}` : ""}`,
  } as const;
  expect(cite(document, passage, status)).toMatchObject({
    commit: "1a2b",
    permalink: "https://example.org/10-10",
  });
  expect(cite({ ...document, of: "extracted" }, passage, status)).toMatchObject({
    permalink: "https://example.org/",
  });
  const unlinked = cite(document, passage, { ...status, linkTo: () => undefined });
  expect(unlinked).toHaveProperty("commit");
  expect(unlinked).not.toHaveProperty("permalink");
});
