/** @module The replies to a rebuild. */

import { expect, it } from "vitest";
import { documentList } from "../../src/reply/rebuild.ts";
import { wordsFor } from "../../src/reply/words/words.ts";

it("a list of documents shows the reason for a path of any length", () => {
  const path = `${"n".repeat(4_000)}.md`;
  const options = { title: String, most: 9, textOf: () => "its path is too long" };
  const [, line] = documentList([{ path }], wordsFor("en"), options);
  expect(line).toMatch(/^- n+….?: its path is too long$/);
});
