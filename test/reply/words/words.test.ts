/** @module The catalogues: each complete, none with another's words left in it. */

import { describe, expect, it } from "vitest";
import { CATALOGUES, wordsFor } from "../../src/reply/words/words.ts";

/** Every text of a catalogue by its path; of a function, what it makes of sample values. */
function textsOf(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return [1, 2].map((count) => [
      `${path}(${count})`,
      String(value(count, count + 1, 3, 4, true)),
    ]);
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** The same in both languages, where what is put in is. */
const SHARED = new Set([".rebuild.took(1)", ".rebuild.took(2)"]);

describe("the catalogues", () => {
  const en = new Map(textsOf(CATALOGUES.en));
  const de = new Map(textsOf(CATALOGUES.de));

  it("have the same texts, none of them empty", () => {
    expect([...de.keys()]).toEqual([...en.keys()]);
    expect(en.size).toBeGreaterThan(120);
    for (const text of [...en.values(), ...de.values()]) expect(text.trim()).not.toBe("");
  });

  it("leave nothing in English in German", () => {
    const same = [...en].filter(([key, text]) => de.get(key) === text).map(([key]) => key);
    expect(same.filter((key) => !SHARED.has(key))).toEqual([]);
  });

  it("mark the same in bold and as code in both", () => {
    const marksOf = (text = ""): string[] => text.match(/\*\*|`[a-z]+`|\/[a-z]+/g) ?? [];
    for (const [key, text] of en)
      expect([key, marksOf(de.get(key)).toSorted()]).toEqual([key, marksOf(text).toSorted()]);
  });
});

it.each([
  ["de", "de"],
  ["en-US", "en"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["", "en"],
  ["__proto__", "en"],
  ["constructor", "en"],
])("the words for %j are those of %s", (locale, language) => {
  expect(wordsFor(locale)).toBe(CATALOGUES[language]);
});
