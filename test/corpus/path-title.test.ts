/** @module Titles from the paths of documents that have no title. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleFromPath } from "../../src/corpus/path-title.ts";

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
    ["1.2_import--notes_2024.txt", "Import notes 2024"],
    ["B-52 policy guide.md", "B-52 policy guide"],
    ["guide-1-the-policy.md", "Guide 1 the policy"],
    ["get started-up policy.md", "Get started-up policy"],
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
