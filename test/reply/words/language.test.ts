/** @module Names of languages, and lists, in the language of the reader. */

import { expect, it } from "vitest";
import { languageName, languageNames } from "../../../src/reply/words/language.ts";

it.each([
  ["de", "en", "German"],
  ["de", "fr", "allemand"],
  ["uk", "pl", "ukraiński"],
  ["fra", "ru", "французский"],
  ["English", "de", "English"],
  ["Middle English, mostly", "de", "Middle English, mostly"],
  ["", "de", undefined],
  ["und", "de", undefined],
] as const)("the language %j is in %s: %j", (text, locale, name) => {
  expect(languageName(text, { locale })).toBe(name);
});

it.each([
  ["en", "English, German and Polish"],
  ["fr", "anglais, allemand et polonais"],
  ["es", "inglés, alemán y polaco"],
  ["pt", "inglês, alemão e polonês"],
] as const)("a list of languages in %s", (locale, list) => {
  const shown = languageNames(["en", "de", "und", "pl"], { locale });
  expect(shown.replace(", and", " and")).toBe(list);
});
