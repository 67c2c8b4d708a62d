/** @module Names for files and titles for documents that have none. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fileNameOf,
  isTelling,
  titleFromName,
  titleFromPath,
  titleFromText,
} from "../../src/corpus/naming.ts";

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
  ["01-getting-started.md", "Getting started"],
  ["1.2_house--rules.md", "House rules"],
  ["2024-01-02 minutes.md", "2024-01-02 minutes"],
  ["chapter-1-the-gate.md", "Chapter 1 the gate"],
  ["iPhone set-up.md", "iPhone set-up"],
  ["état.md", "État"],
])("%s is titled %s", (path, title) => expect(titleFromName(path)).toBe(title));

const WORDS = new Set(
  "apple api documents folding getting guide import index javascript notes of policy readme started use".split(
    " ",
  ),
);
const isWord = (part: string): boolean => WORDS.has(part.toLowerCase());

describe("a path", () => {
  test.each([
    ["Refund policy.md", "Refund policy"],
    ["Folding.md", "Folding"],
    ["import-notes/apple-notes.md", "Import notes › Apple notes"],
    ["Import notes/Apple Notes.md", "Import notes › Apple Notes"],
    ["01-getting-started.md", "Getting started"],
    ["10_Guide/02. use of notes.html", "Guide › Use of notes"],
    ["guide/v2/x81/notes.md", "Guide › Notes"],
    ["a/b/GettingStarted.md", "Getting Started"],
    ["APIGuide.md", "API Guide"],
    ["JavaScript.md", "JavaScript"],
    ["import-notes/index.md", "Import notes"],
    ["guide/import-notes/README.md", "Guide › Import notes"],
    ["guide/00-index.md", "Guide"],
    ["readme-of-use.md", "Readme of use"],
    ["2024 policy.md", "2024 policy"],
  ])("%s that is made of words is titled %s", (path, title) =>
    expect(titleFromPath(path, isWord)).toBe(title),
  );

  test.each([
    "RFC-1234-v2.md",
    "a8f3e.md",
    "kep0042x.md",
    "guide/kep0042x.md",
    "index.md",
    "README.md",
    "x81/index.md",
    "2024.md",
    "of.md",
    "document.md",
    "notes one two three.md",
  ])("%s is no title", (path) => expect(titleFromPath(path, isWord)).toBeUndefined());

  test("of any kind is taken", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        expect(titleFromPath(path, () => true)?.trim()).not.toBe("");
      }),
    );
  });
});

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
