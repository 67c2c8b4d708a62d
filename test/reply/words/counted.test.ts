/** @module Numbers and their nouns in each language. */

import { describe, expect, expectTypeOf, it } from "vitest";
import {
  CATEGORIES,
  counted,
  type Forms,
  type Language,
  numbersIn,
} from "../../../src/reply/words/counted.ts";

const LANGUAGES = Object.entries(CATEGORIES);

describe("the plural categories", () => {
  it.each(LANGUAGES)("of %s are those of Intl", (language, categories) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    expect(categories.toSorted()).toEqual(pluralCategories.toSorted());
  });

  it("are all required of a catalogue", () => {
    expectTypeOf<keyof Forms<"en">>().toEqualTypeOf<"one" | "other">();
    expectTypeOf<keyof Forms<"fr">>().toEqualTypeOf<"one" | "many" | "other">();
    expectTypeOf<keyof Forms<"ru">>().toEqualTypeOf<"one" | "few" | "many" | "other">();
    // @ts-expect-error: "few" and "many" are missing.
    counted("pl")(1, { one: "dokument", other: "dokumentu" });
  });
});

describe("a count", () => {
  const polish = counted("pl");
  const documents = { one: "dokument", few: "dokumenty", many: "dokumentów", other: "dokumentu" };
  const french = counted("fr");

  it.each([
    [0, "0 dokumentów"],
    [1, "1 dokument"],
    [2, "2 dokumenty"],
    [5, "5 dokumentów"],
    [21, "21 dokumentów"],
    [22, "22 dokumenty"],
  ])("of %d in Polish is %j", (count, text) => {
    expect(polish(count, documents)).toBe(text);
  });

  it.each([
    [0, "0 document"],
    [1, "1 document"],
    [2, "2 documents"],
    [1_000_000, "1 000 000 de documents"],
  ])("of %d in French is %j", (count, text) => {
    const shown = french(count, { one: "document", many: "de documents", other: "documents" });
    expect(shown.replaceAll(/\s/g, " ")).toBe(text);
  });
});

describe("a number", () => {
  const shown: readonly (readonly [Language, string])[] = [
    ["en", "1,234 | 0.5 | 23%"],
    ["de", "1.234 | 0,5 | 23 %"],
    ["fr", "1 234 | 0,5 | 23 %"],
    ["ru", "1 234 | 0,5 | 23 %"],
  ];
  it.each(shown)("in %s has the marks of the language", (language, text) => {
    const { whole, decimal, percent } = numbersIn(language);
    const all = [whole(1_234), decimal(0.5), percent(23)].join(" | ");
    expect(all.replaceAll(/\s/g, " ")).toBe(text);
  });
});
