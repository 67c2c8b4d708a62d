/** @module Lines broken at words: nothing is lost, no word is divided. */

import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { wrap } from "../../src/cli/wrap.ts";

const rowsOf = (line: string, width: number, hang = 0): string[] =>
  wrap(line, width, hang).map(({ start, end }) => line.slice(start, end));

const word = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !/[\r\n]/.test(text)),
  fc.constantFrom(
    "harbour",
    "埠頭の市場、",
    "「波止場」",
    "👩‍👩‍👧",
    "a\u0301o\u0308",
    "https://example.org/a",
  ),
);
const line = fc
  .array(fc.tuple(word, fc.constantFrom(" ", "  ", "\u00A0")), { maxLength: 30 })
  .map((words) => words.flat().join(""));
const width = fc.integer({ min: 1, max: 60 });

describe("rows of a line", () => {
  it("give the line again with the blanks between them", () => {
    fc.assert(
      fc.property(line, width, fc.integer({ min: 0, max: 8 }), (text, cells, hang) => {
        let end = 0;
        for (const row of wrap(text, cells, hang)) {
          expect(text.slice(end, row.start)).toMatch(/^ *$/);
          expect(row.end).toBeGreaterThanOrEqual(row.start);
          end = row.end;
        }
        expect(text.slice(end)).toMatch(/^ *$/);
      }),
    );
  });

  it("divide no word of a script that has blanks", () => {
    const spaced = line.filter((text) => !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(text));
    fc.assert(
      fc.property(spaced, width, (text, cells) => {
        expect(rowsOf(text, cells).flatMap((row) => row.match(/[^ ]+/g) ?? [])).toEqual(
          text.match(/[^ ]+/g) ?? [],
        );
      }),
    );
  });

  it("fit the width, but for a word that is wider", () => {
    fc.assert(
      fc.property(line, width, (text, cells) => {
        for (const row of rowsOf(text, cells))
          expect(stringWidth(row) <= cells || !row.trim().includes(" ")).toBe(true);
      }),
    );
  });

  it.each([
    ["one two three", 7, 0, ["one two", "three"]],
    ["one two three", 8, 3, ["one two", "three"]],
    ["one two four six", 8, 4, ["one two", "four", "six"]],
    ["  one  two", 7, 0, ["  one", "two"]],
    ["", 7, 0, [""]],
    ["overlong word", 4, 0, ["overlong", "word"]],
    ["埠頭の市場、朝", 6, 0, ["埠頭の", "市場、", "朝"]],
    ["no\u00A0break here", 8, 0, ["no\u00A0break", "here"]],
  ])("%j in %d cells, hanging by %d", (text, cells, hang, rows) => {
    expect(rowsOf(text, cells, hang)).toEqual(rows);
  });
});
