/** @module The registry of languages of documents. */

import { GERMAN } from "./de.ts";
import { DETECTED } from "./detected.ts";
import { ENGLISH } from "./en.ts";
import { SPANISH } from "./es.ts";
import { FRENCH } from "./fr.ts";
import { ITALIAN } from "./it.ts";
import { foldLetters, type Language, words } from "./language.ts";
import { DUTCH } from "./nl.ts";
import { POLISH } from "./pl.ts";
import { PORTUGUESE } from "./pt.ts";
import { RUSSIAN } from "./ru.ts";
import { UKRAINIAN } from "./uk.ts";

/** The languages with data of their own. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  PORTUGUESE,
  ITALIAN,
  DUTCH,
  POLISH,
  RUSSIAN,
  UKRAINIAN,
];

/** The code of an unknown language. */
export const UNKNOWN = "und";

/** Any other language: all words have terms, unstemmed, and only abbreviations common to many languages are known. */
const NEUTRAL: Language = {
  code: UNKNOWN,
  functionWords: words(),
  stopWords: words(),
  smallWords: words(),
  questionBeginnings: words(),
  groupsDigitsBy: "comma",
  fold: foldLetters,
  stem: (word) => word,
  sentences: {
    abbreviations: words(
      "dr prof mr mrs ms st nr no art p pp fig vol cf etc tel max min ca vs e.g i.e",
    ),
    mayEnd: words("etc"),
    beforeNumbers: words("no nr art p pp fig vol max min"),
    beginnings: words(),
  },
};

const known = new Map(LANGUAGES.map((language) => [language.code, language]));

/** Returns the language of a primary subtag of BCP 47; a neutral one if it has no data of its own. */
export const languageFor = (code: string): Language => known.get(code) ?? { ...NEUTRAL, code };

/** Whether a language has data of its own. */
export const isKnown = ({ code }: Language): boolean => known.has(code);

/** Function words by code, of all languages that they identify. */
export const FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...LANGUAGES.map(({ code, functionWords }) => [code, functionWords] as const),
  ...Object.entries(DETECTED),
]);
