/** @module Telling a text in another language than a model was made for. */

import { expect, test } from "vitest";
import { foreignLanguage } from "../../src/corpus/language.ts";

const ENGLISH =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper. Ships from the north must wait for the pilot, who comes out in a red boat when the flag is up. ";
const GERMAN =
  "Der Hafen öffnet um sechs Uhr morgens, und sein Tor wird bei Dämmerung vom Wärter geschlossen. Schiffe aus dem Norden müssen auf den Lotsen warten, der in einem roten Boot herauskommt. ";
const RUSSIAN = "Гавань открывается в шесть утра, и ворота закрывает сторож.";

test.each([
  ["English", ENGLISH.repeat(2), undefined],
  ["German", GERMAN.repeat(2), "German"],
  ["Russian, too short for its words", RUSSIAN, "Cyrillic"],
  ["German, too short for its words", GERMAN.slice(0, 90), undefined],
  ["Chinese", "港口早上六点开放，黄昏时由看守人关门。".repeat(20), "Chinese"],
  ["numbers", "1234 5678 ".repeat(50), undefined],
  ["nothing", "", undefined],
])("%s, for a model of English", async (_, text, expected) => {
  const found = await foreignLanguage(text, ["en"]);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(expected);
});

test("German is not foreign to a model of German", async () => {
  expect(await foreignLanguage(GERMAN.repeat(2), ["en", "de"])).toBeUndefined();
});
