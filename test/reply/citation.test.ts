/** @module The line of a source: the document with its own link, and the commit with the permalink. */

import { expect, test } from "vitest";
import type { Citation } from "../../src/corpus/citation.ts";
import { sourceAddress, sourceLine } from "../../src/reply/citation.ts";
import { provenanceOf } from "../../src/reply/source.ts";
import { wordsFor } from "../../src/reply/words/words.ts";

const commit = "1a2b3c4d5e6f708192a3b4c5d6e7f80910a1b2c3";
const permalink = `https://github.com/o/r/blob/${commit}/rules.md?plain=1#L40-L52`;
const citation: Citation = {
  id: "aaaaaaaaaaaa",
  document: "Rules",
  path: "rules.md",
  of: "file",
  start: 0,
  end: 9,
  startLine: 40,
  endLine: 52,
  sha256: "",
  current: true,
  headings: [],
  origin: {},
};
const lineOf = (given: Partial<Citation>, language = "en"): string => {
  const cited = { ...citation, ...given };
  return sourceLine(cited, wordsFor(language), { address: sourceAddress(cited) });
};

test("names the commit, linked to the lines", () => {
  expect(lineOf({ commit, permalink })).toBe(
    `-# Rules · lines 40–52 · [as of commit 1a2b3c4](${permalink})`,
  );
  expect(lineOf({ commit, permalink }, "de")).toContain(`[Stand: Commit 1a2b3c4](${permalink})`);
});

test("keeps the document's own address, and a commit without a link", () => {
  const origin = { source: "https://example.org/rules" };
  expect(lineOf({ commit, origin })).toBe(
    "-# [Rules · lines 40–52](https://example.org/rules) · as of commit 1a2b3c4",
  );
  expect(lineOf({})).toBe("-# Rules · lines 40–52");
});

test("shows the whole commit among the details", () => {
  const details = provenanceOf({ ...citation, commit, state: "current" }, wordsFor("en"));
  expect(details).toContainEqual(["Commit", commit]);
});
