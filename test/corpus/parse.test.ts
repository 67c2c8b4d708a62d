/** @module Parsing: provenance from beside a text file. */

import { expect, test } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { isSameMark, markOf, markOfFile } from "../../src/corpus/document.ts";
import { parseDocument } from "../../src/corpus/parse.ts";
import type { SourceFile } from "../../src/corpus/text.ts";

const CONTENT = Buffer.from(
  "---\npublisher: Us\nsource: https://old.example/\n---\n# Rules\n\nText.",
);

const fileWith = (retrieved?: string): SourceFile => {
  const file = { path: "a.md", content: CONTENT, sha256: sha256(CONTENT) };
  if (retrieved === undefined) return file;
  const origin = { source: "https://example.org/a.md", retrieved };
  return { ...file, sidecar: { origin, sha256: sha256(retrieved) } };
};

test("what a source knows of a text counts before its front matter, and is part of its mark", async () => {
  const file = fileWith("2026-05-01");
  const { document } = await parseDocument(file, () => true);
  expect(document.origin).toEqual({
    publisher: "Us",
    source: "https://example.org/a.md",
    retrieved: "2026-05-01",
  });
  expect(isSameMark(markOf(document), markOfFile(file))).toBe(true);
  expect(isSameMark(markOf(document), markOfFile(fileWith("2026-06-01")))).toBe(false);
  expect(isSameMark(markOf(document), markOfFile(fileWith()))).toBe(false);
});
