/** @module What Discord renders of an escaped text is the text, by a parser of Discord's Markdown that others wrote. */

import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { escape, unescape } from "../../src/reply/escape.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { markup } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

vi.setConfig({ testTimeout: 60_000 });

const anyText = fc.oneof(
  { weight: 4, arbitrary: markup() },
  fc.string({ unit: "grapheme", maxLength: 80 }),
);

test("an escaped text is shown as it is, with nothing but text in it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = shownBy(escape(text));
      expect({ ...shown, text: plain(shown.text) }).toEqual({ text: plain(text), marks: [] });
    }),
    { numRuns: runs(5_000) },
  );
});

test.each([
  "**bold** __under__ *it* _it_ ~~gone~~ ||hidden||",
  "`code` ```\nblock\n```",
  "# One\n## Two\n### Three\n-# small",
  "- a\n* b\n  - c\n1. d\n 12) e\n2.f",
  "> quote\n>>> all of it",
  "[a](https://example.org) [b](https://example.org) <https://example.org> https://example.org",
  "@everyone @here <@123456789012345678> <@!1> <@&123456789012345678> <#123456789012345678>",
  "<:smile:123456789012345678> <a:smile:123456789012345678> :smile:",
  "<t:1577836800> <t:1577836800:R> </ask:123456789012345678> <id:customize>",
  "¯\\_(ツ)_/¯ \\*not\\* \\\\ \\",
  "snake_case_name *unclosed _both* ends_",
])("%j is shown as it is", (text) => {
  const shown = shownBy(escape(text));
  expect({ ...shown, text: plain(shown.text) }).toEqual({ text: plain(text), marks: [] });
});

test("what is escaped can be had back exactly", () => {
  fc.assert(
    fc.property(fc.oneof(markup(), fc.string({ unit: "binary" })), (text) => {
      expect(unescape(escape(text))).toBe(text);
    }),
    { numRuns: runs(3_000) },
  );
});

/** Discord makes lists of them; the parser does not. */
test("a number at the head of a line is made no list's", () => {
  expect(escape("1. One\n  12. Two\n3) Three\nNo. 4. Four")).toBe(
    "1\\. One\n  12\\. Two\n3\\) Three\nNo. 4. Four",
  );
});

test("prose without marks is left alone", () => {
  const text = "It was 3.14, said Mr. Smith; “quite so”, in May 2020. 7 of 9 agreed!\nNext line.";
  expect(escape(text)).toBe(text);
});
