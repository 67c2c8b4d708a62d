/** @module The page's catalogues: each complete, and in its own language. */

import { describe, expect, it } from "vitest";
import { PAGE_CATALOGUES, pageWordsFor } from "../../../src/web/preview/words/words.ts";
import { sameTexts, textsOf } from "../../support/catalogues.ts";

const english = new Map(textsOf(pageWordsFor("en")));

/** Texts that are the same in every language: the name of a channel and of the bot, and figures. */
const NAMES = [".frame.channel", ".message.by", ".number"];

/** Texts that are as in English by chance. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [".collection.index", ".message.code"],
  fr: [
    ".channel.documents",
    ".channel.messages",
    ".collection.columns.document",
    ".collection.columns.passages",
    ".collection.documents",
    ".collection.figures.documents",
    ".collection.figures.passages",
    ".collection.index",
    ".document.page",
    ".documents",
    ".frame.collection",
    ".message.code",
    ".passages",
    ".report.document",
  ],
  it: [".collection.columns.file"],
};

describe.each(Object.entries(PAGE_CATALOGUES))("the page's catalogue %s", (language, words) => {
  const texts = new Map(textsOf(words));

  it("is found by its language", () => {
    expect(words.language).toBe(language);
    expect(pageWordsFor(`${language}-XX`)).toBe(words);
  });

  it("has every text, none of them empty", () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
    expect(english.size).toBeGreaterThan(200);
    for (const [path, text] of texts) expect([path, text.trim()]).not.toEqual([path, ""]);
  });

  it("has short names where a phone has little space", () => {
    const { frame, channel } = words;
    for (const name of [frame.collection, frame.report, channel.documents, channel.help])
      expect(name.length).toBeLessThanOrEqual(12);
    expect(channel.rebuild.length).toBeLessThanOrEqual(16);
  });
});

describe.each(Object.entries(PAGE_CATALOGUES).filter(([language]) => language !== "en"))(
  "the page's catalogue %s",
  (language, words) => {
    it("leaves nothing in English", () => {
      const same = sameTexts(english, new Map(textsOf(words)));
      expect(same).toEqual(new Set([...NAMES, ...(SAME[language] ?? [])]));
    });
  },
);

it.each(["nl", "", "__proto__"])("the page is in English for %j", (locale) => {
  expect(pageWordsFor(locale).language).toBe("en");
});
