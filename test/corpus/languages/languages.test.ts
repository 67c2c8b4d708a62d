/** @module What the data of every language of documents keeps to. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldWords } from "../../../src/base/text.ts";
import { FUNCTION_WORDS, LANGUAGES, languageFor } from "../../../src/corpus/languages/languages.ts";

describe.each(LANGUAGES.map((language) => [language.code, language] as const))(
  "the data of %s",
  (code, language) => {
    const { sentences } = language;
    const lower = {
      functionWords: language.functionWords,
      stopWords: language.stopWords,
      smallWords: language.smallWords,
      questionBeginnings: language.questionBeginnings,
      elided: language.elided ?? new Set<string>(),
      abbreviations: sentences.abbreviations,
      mayEnd: sentences.mayEnd,
      beforeNumbers: sentences.beforeNumbers,
    };

    test("has a code as Intl canonicalises it, and is found by it", () => {
      expect(new Intl.Locale(code).toString()).toBe(code);
      expect(languageFor(code)).toBe(language);
      expect(FUNCTION_WORDS.get(code)).toBe(language.functionWords);
    });

    test.each(Object.entries(lower))("%s are in lower case and composed", (_, words) => {
      const wrong = [...words].filter((word) => word !== word.normalize("NFC").toLowerCase());
      expect(wrong).toEqual([]);
    });

    test("abbreviations have no last full stop, those that may end a sentence are among them, beginnings have a capital", () => {
      const { abbreviations, mayEnd, beforeNumbers, beginnings } = sentences;
      expect([...abbreviations, ...beforeNumbers].filter((word) => word.endsWith("."))).toEqual([]);
      const isAbbreviation = (word: string): boolean => abbreviations.has(word) || word === "i";
      expect([...mayEnd].filter((word) => !isAbbreviation(word))).toEqual([]);
      expect([...beginnings].filter((word) => !/^\p{Lu}\p{L}*$/u.test(word))).toEqual([]);
    });

    test("stop words are single words as terms are split: at apostrophes and hyphens", () => {
      expect([...language.stopWords].filter((word) => !/^\p{L}+$/u.test(word))).toEqual([]);
    });

    test("questions begin with one to three words, as they are compared: without punctuation", () => {
      const { questionBeginnings } = language;
      expect(questionBeginnings.size).toBeGreaterThan(20);
      const wrong = [...questionBeginnings].filter(
        (words) => words !== foldWords(words) || words.split(" ").length > 3,
      );
      expect(wrong).toEqual([]);
    });

    test("folding twice is folding once", () => {
      fc.assert(
        fc.property(fc.string({ unit: "grapheme" }), (text) => {
          const folded = language.fold(text);
          expect(language.fold(folded)).toBe(folded);
        }),
      );
    });

    test("a stem has letters, no diacritics, and no more of them than its word and one", () => {
      const letters = /^(?:uk|ru)$/.test(code) ? "абвгдежийклмностуяюьії" : "abcdefghilmnorstuvz";
      const word = fc.string({
        unit: fc.constantFrom(...letters.split("")),
        minLength: 1,
        maxLength: 40,
      });
      fc.assert(
        fc.property(word, (text) => {
          const folded = language.fold(text);
          const stem = language.stem(folded);
          expect(stem).toMatch(/^\p{L}+$/u);
          expect(language.fold(stem)).toBe(stem);
          expect(stem.length).toBeLessThanOrEqual(folded.length + 1);
          expect(language.stem(folded)).toBe(stem);
        }),
      );
    });
  },
);

/** Samples of the published vocabularies of Snowball, folded. */
test.each([
  ["de", "aufeinanderfolgenden", "aufeinanderfolg"],
  ["de", "kategorischen", "kategor"],
  ["fr", "continuellement", "continuel"],
  ["fr", "majestueusement", "majestu"],
  ["es", "torneando", "torn"],
  ["es", "chicharrones", "chicharron"],
  ["pt", "quilombo", "quilomb"],
  ["it", "abbandonata", "abbandon"],
  ["it", "pronunciamento", "pronunc"],
  ["nl", "lichamelijkheden", "licham"],
  ["nl", "opgevouwen", "opgevouw"],
  ["ru", "важнейшими", "важн"],
  ["ru", "вавиловка", "вавиловк"],
])("%s: the stem of %s is %s", (code, word, stem) => {
  expect(languageFor(code).stem(word)).toBe(stem);
});

test.each(["und", "el", "fi", "ja"])("%s has neither stop words nor stems", (code) => {
  const language = languageFor(code);
  expect(language.code).toBe(code);
  expect(language.stopWords.size).toBe(0);
  expect(language.stem("associations")).toBe("associations");
});

test.each([
  ["ru", "Йод и ёж", "йод и еж"],
  ["uk", "Її Йорж", "її йорж"],
  ["ru", "за\u0301мок Café", "замок cafe"],
  ["de", "Öl Oel Straße neue Quelle Treue", "ol ol strasse neue quelle treue"],
  ["pl", "Łódź", "lodz"],
  ["fr", "Œuvre", "oeuvre"],
])("%s folds %j to %j", (code, text, folded) => {
  expect(languageFor(code).fold(text)).toBe(folded);
  expect(languageFor(code).fold(text.normalize("NFD"))).toBe(folded);
});
