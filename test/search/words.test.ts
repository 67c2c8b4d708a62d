/** @module The words of a collection as they are written, and which are one edit away from another. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/search/terms.ts";
import { isOneEditAway, sortWords, wordsNear } from "../../src/search/words.ts";
import { runs } from "../support/runs.ts";

const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

/** All that one edit makes of a word, written as plainly as can be. */
function editsOf(word: string): Set<string> {
  const cuts = Array.from({ length: word.length + 1 }, (_, at) => [
    word.slice(0, at),
    word.slice(at),
  ]);
  const edits = cuts.flatMap(([before = "", after = ""]) => [
    before + after.slice(1),
    before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
    ...Array.from("abc", (letter) => before + letter + after.slice(1)),
    ...Array.from("abc", (letter) => before + letter + after),
  ]);
  return new Set(edits.filter((edit) => edit !== word));
}

describe("one edit", () => {
  it("is what a plain list of all edits holds, either way round", () => {
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        expect(isOneEditAway(one, other)).toBe(editsOf(one).has(other));
        expect(isOneEditAway(other, one)).toBe(editsOf(one).has(other));
      }),
      { numRuns: runs(4_000) },
    );
  });

  it("finds the words near a word among all, and no more than two", () => {
    fc.assert(
      fc.property(fc.array(letters), letters, (words, word) => {
        const near = sortWords(words).filter((other) => editsOf(word).has(other));
        expect(wordsNear(sortWords(words), word)).toEqual(near.slice(0, 2));
      }),
    );
  });
});

describe("the words as they are written", () => {
  it.each([
    ["The Dragons’ café, don't! re-roll", ["dragons", "café", "dont", "roll"]],
    ["read_line x86 utf8 h4x0r", ["read", "line"]],
    ["cafe\u0301 naïve Straße", ["café", "naïve", "straße"]],
    ["ключица 東京タワー", ["ключица"]],
    [`${"a".repeat(40)} ${"b".repeat(41)}`, ["a".repeat(40)]],
  ])("of %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});
