/** @module The catalogues of passage pages: each complete, and in its own language. */

import { describe, expect, it } from "vitest";
import { PASSAGE_CATALOGUES, passageWordsFor } from "../../../src/web/passage/words/words.ts";
import { sameTexts, textsOf } from "../../support/catalogues.ts";

const english = new Map(textsOf(passageWordsFor("en")));

/** Texts that are as in English by chance. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [".code"],
  fr: [".code", ".document"],
};

describe.each(Object.entries(PASSAGE_CATALOGUES))("the catalogue %s", (language, words) => {
  const texts = new Map(textsOf(words));

  it("is found by its language, and has every text", () => {
    expect(words.language).toBe(language);
    expect(passageWordsFor(`${language}-XX`)).toBe(words);
    expect([...texts.keys()]).toEqual([...english.keys()]);
    for (const [path, text] of texts) expect([path, text.trim()]).not.toEqual([path, ""]);
  });

  it.skipIf(language === "en")("leaves nothing in English", () => {
    expect(sameTexts(english, texts)).toEqual(new Set(SAME[language]));
  });
});

it.each(["nl", "", "__proto__"])("the page is in English for %j", (locale) => {
  expect(passageWordsFor(locale).language).toBe("en");
});
