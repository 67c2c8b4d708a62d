/** @module Markdown read a window at a time: the same nodes as in one piece, whatever the text is. */

import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { expect, inject, test, vi } from "vitest";
import { readMarkdown } from "../../../src/corpus/markdown/markdown.ts";
import { topNodes } from "../../../src/corpus/markdown/parse.ts";
import { markdownDocument, wildText } from "../../support/blocks.ts";
import { runs } from "../../support/runs.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What blocks begin, continue and end with, in any order. */
const marks = fc
  .array(
    fc.constantFrom(
      ..."a|b c| |  |    |\t|\n|\n\n|\r\n|\r|- |* |1. |2) |-\n|> |# |## a\n|===|---|***|```|~~~|<div>|</div>|<!--|-->".split(
        "|",
      ),
      ...'<script>,</script>,[a]: b,[,]:,"t",(t),|,|-|,| a | b |\n|-|-|\n,\uFEFF,`,_,!,&amp;,<?,?>'.split(
        ",",
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

const documents = fc
  .oneof(
    { weight: 3, arbitrary: marks },
    wildText,
    markdownDocument.map(({ text }) => text),
  )
  .map((text) => text.replace(/^\uFEFF+/, ""));

/** Kinds whose children matter; the others are quoted whole. */
const PARTED = ["list", "listItem", "blockquote", "table"];

/** A node's kind, place and parts. */
const outline = (node: Nodes): unknown => [
  node.type,
  node.position?.start.offset,
  node.position?.end.offset,
  "children" in node && PARTED.includes(node.type) ? node.children.map(outline) : [],
];

const inWindows = (text: string, size: number) => [...topNodes(text, false, size)].map(outline);

test("windows of any size give the nodes of the whole", () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 80 }), (text, size) => {
      expect(inWindows(text, size)).toEqual(inWindows(text, text.length + 1));
    }),
    { numRuns: runs(500) },
  );
});

test("an empty item behind indented code is what it is in the whole", () => {
  const text = "    a\n\n-\n-->\r\na";
  expect(inWindows(text, 1)).toEqual(inWindows(text, text.length + 1));
});

test("the nodes are those of the parser with all of its syntax", () => {
  const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
  fc.assert(
    fc.property(documents, (text) => {
      expect(inWindows(text, 80)).toEqual(fromMarkdown(text, options).children.map(outline));
    }),
    { numRuns: runs(200) },
  );
});

test("a list stays one list, and ends where it did", () => {
  const items = Array.from({ length: 400 }, (_, at) => `- item ${at}\n\n  more of it\n`).join("");
  const [list, paragraph] = topNodes(`${items}\nA paragraph.`, false, 64);
  expect(list).toMatchObject({ type: "list", position: { end: { offset: items.length - 1 } } });
  expect(list && "children" in list && list.children).toHaveLength(400);
  expect(paragraph?.type).toBe("paragraph");
});

test("a line of millions of quotations is read", () => {
  const text = `${">".repeat(inject("isLong") ? 9_900_000 : 990_000)} The end.`;
  expect(readMarkdown(text, 0).blocks).toMatchObject([{ start: 0, end: text.length }]);
});
