/** @module Names for files and titles for documents that have none. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileNameOf, isTelling, titleFromName, titleFromText } from "../../src/corpus/naming.ts";

test.each([
  "house-rules.md",
  "Statutes 2024.pdf",
  "Правила.txt",
  "規則だよ.md",
  "a/b/charter_v2.docx",
])("%s tells what it is about", (path) => expect(isTelling(path)).toBe(true));

test.each([
  "000_5fa7bb473969e233.txt",
  "scan0001.pdf",
  "document.docx",
  "download (3).html",
  "2024-01-02.md",
  "IMG_0012.pdf",
  "xkcd.txt",
  "index.html",
])("%s does not", (path) => expect(isTelling(path)).toBe(false));

test.each([
  ["house-rules_2024.txt", "House rules 2024"],
  ["a/B-52 crews.md", "B-52 crews"],
  ["état.md", "État"],
])("%s is titled %s", (path, title) => expect(titleFromName(path)).toBe(title));

test.each([
  ["The gate is shut. It opens at six.", "The gate is shut"],
  ["Who may enter? Nobody.", "Who may enter?"],
  [`The gate ${"is shut ".repeat(30)}.`, `The gate ${"is shut ".repeat(10)}`.trim() + "…"],
])("a text that begins %j is titled by that", (text, title) =>
  expect(titleFromText(text)).toBe(title),
);

test("a text without a word gives no title", () => expect(titleFromText("…\n—")).toBeUndefined());

describe("a file's name", () => {
  test.each([
    ["The U.S. embassy: a history?", ".txt", "the-u-s-embassy-a-history.txt"],
    ["Kata’ib's rules / ../../etc/passwd", ".PDF", "kataibs-rules-etc-passwd.pdf"],
    ["CON", ".md", "con-.md"],
    ["🙂🙂", ".md", "document.md"],
    ["Über die Straße", ".md", "über-die-straße.md"],
  ])("of %j is a plain one", (title, extension, name) =>
    expect(fileNameOf(title, extension)).toBe(name),
  );

  test("of any title leads nowhere, is hidden nowhere and is no longer than a system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 800 }), (title) => {
        const name = fileNameOf(title, ".md");
        expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.md$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(255);
      }),
    );
  });
});
