/** @module What is said of further passages that cannot be shown: gone for good, or not to be found while the index is damaged. */

import { expect, test } from "vitest";
import { renderFurther } from "../../src/reply/further.ts";
import { wordsFor } from "../../src/reply/words/words.ts";

const passages = ["abcdefghijkl", "abcdefghijkm", "abcdefghijkn"].map((id) => ({ id, best: 0 }));

test.each([
  ["en", undefined, /2 passages are no longer there/],
  ["en", true, /2 passages cannot be found at the moment: the index is damaged/],
  ["de", true, /2 Stellen sind gerade nicht zu finden: Der Index ist beschädigt/],
] as const)("in %s, stale: %s", (locale, stale, expected) => {
  const recalled = { quotations: [], missing: 2, ...(stale ? { stale } : {}) };
  const page = { page: 1, passages };
  expect(renderFurther(recalled, page, "", wordsFor(locale)).content).toMatch(expected);
});
