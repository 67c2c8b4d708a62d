import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupSame, isSameText, shinglesOf } from "../../src/search/duplicates.ts";

const TEXT =
  "The ferry to the island leaves at seven in the morning and comes back at noon, unless the wind is from the north; " +
  "then it waits in the harbour until the flag is down, and nobody is to ask the captain when that will be.";

const same = (a: string, b: string): boolean => isSameText(shinglesOf(a), shinglesOf(b));

describe("the same text", () => {
  it.each([
    ["to the letter", TEXT],
    ["in capitals and with other marks", TEXT.toUpperCase().replaceAll(",", " –")],
    ["with footnote marks in it", TEXT.replace("island", "island[3][12]")],
    ["with one word changed", TEXT.replace("noon", "midday")],
    ["as an extract of it", TEXT.slice(0, 80)],
    [
      "within a longer text",
      `Before it stands a whole sentence that is new. ${TEXT} And another one after it, new too.`,
    ],
  ])("is found %s", (_, other) => {
    expect(same(TEXT, other)).toBe(true);
    expect(same(other, TEXT)).toBe(true);
  });

  it.each([
    [
      "on the same matter",
      "The ferry to the island leaves at nine in the evening and does not come back before the next day, whatever the wind.",
    ],
    [
      "that shares a phrase",
      "Nobody is to ask the captain when that will be, for he is a man of few words and a short temper.",
    ],
    ["of one word", "Ferry"],
    ["of none", ""],
  ])("is not seen in another one %s", (_, other) => {
    expect(same(TEXT, other)).toBe(false);
  });

  it("is like itself, and likeness goes both ways", () => {
    const words = fc
      .array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 40 })
      .map((all) => all.join(" "));
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(same(a, a)).toBe(true);
        expect(same(a, b)).toBe(same(b, a));
      }),
    );
  });
});

describe("groups of the same texts", () => {
  const words = fc
    .array(fc.constantFrom("one", "two", "three"), { minLength: 5, maxLength: 12 })
    .map((all) => all.join(" "));

  it("hold every text once, in order, and no two of them hold the same", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 15 }), (texts) => {
        const items = texts.map((text, at) => ({ text, at }));
        const groups = groupSame(items, ({ text }) => shinglesOf(text));
        expect(
          groups
            .flat()
            .map(({ at }) => at)
            .toSorted((a, b) => a - b),
        ).toEqual(items.map(({ at }) => at));
        expect(groups.map(([first]) => first?.at)).toEqual(
          groups.map((group) => Math.min(...group.map(({ at }) => at))),
        );
        groups.forEach((group, at) => {
          for (const other of groups.slice(at + 1))
            for (const left of group)
              for (const right of other) expect(same(left.text, right.text)).toBe(false);
        });
      }),
    );
  });
});
