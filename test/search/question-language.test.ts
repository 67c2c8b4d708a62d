/** @module The language of a question: each kind of evidence, and rates over 200 questions in ten languages. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { z } from "zod";
import { analyserFor } from "../../src/search/terms.ts";
import { detectQuestionLanguage } from "../../src/search/question-language.ts";

/** A collection: its languages, the most used first, each with the text of its passages. */
type Held = Readonly<Record<string, string>>;

function detect(question: string, held: Held = {}, locale?: string): Promise<string> {
  const terms = new Map(
    Object.entries(held).map(([language, text]) => [
      language,
      new Set(analyserFor(language).termsOf(text)),
    ]),
  );
  const snapshot = {
    languages: Object.keys(held).map((language) => ({ language, passages: 1 })),
    frequencies: async (language: string, asked: readonly string[]) => ({
      passages: 1,
      averageLength: 1,
      documentFrequencies: asked.map((term) => (terms.get(language)?.has(term) ? 1 : 0)),
    }),
  };
  return detectQuestionLanguage(question, snapshot, locale);
}

describe("function words tell the language", () => {
  test.each([
    ["when does the harbour open", "en"],
    ["wann öffnet der Hafen", "de"],
    ["WANN KANN ICH DEN HAFEN SEHEN", "de"],
    ["quand est-ce que le port ouvre", "fr"],
    ["cuando abre el puerto y por que", "es"],
    ["quando é que o porto abre", "pt"],
    ["quando apre il porto della citta", "it"],
    ["wanneer gaat de haven open", "nl"],
    ["kiedy otwiera się port", "pl"],
    ["когда открывается порт и что там есть", "ru"],
    ["коли відчиняється порт і що там є", "uk"],
    ["när öppnar hamnen och vad kostar det", "sv"],
  ])("of %j: %s", async (question, language) => {
    for (const held of ["en", "de", "pl"])
      expect(await detect(question, { [held]: "" })).toBe(language);
    expect(await detect(question.normalize("NFD"), { en: "" })).toBe(language);
  });

  it("more than the reader's locale and the documents do", async () => {
    const held = { en: "harbour storm gate" };
    expect(await detect("wann ist der harbour storm gate zu", held, "en-GB")).toBe("de");
  });
});

describe("letters tell the language of a question without function words", () => {
  test.each([
    ["Öffnungszeiten", "de"],
    ["¿Horarios?", "es"],
    ["inscrições", "pt"],
    ["żeglarstwo", "pl"],
    ["отзывы", "ru"],
    ["їжа", "uk"],
  ])("of %j: %s", async (question, language) => {
    expect(await detect(question, { en: "" })).toBe(language);
  });
});

describe("the reader's locale tells the language of a question without other evidence", () => {
  test.each([
    ["de", "de"],
    ["pt-BR", "pt"],
    ["es-419", "es"],
    ["en-GB", "en"],
  ])("in %s: %s", async (locale, language) => {
    expect(await detect("password reset", { nl: "" }, locale)).toBe(language);
  });

  it("but not in a script that it is not written in", async () => {
    expect(await detect("пароль", { en: "", ru: "" }, "de")).toBe("ru");
    expect(await detect("password reset", { en: "" }, "ru")).toBe("en");
  });

  it("nor by a few letters of a name", async () => {
    expect(await detect("как включить Visual Studio Code", { en: "visual studio code" })).toBe(
      "ru",
    );
    expect(await detect("what does привет mean", { en: "", ru: "привет" })).toBe("en");
  });

  test.each(["zz", "", "ja", "en-US"])("and %j leaves the main language", async (locale) => {
    expect(await detect("password reset", { en: "" }, locale)).toBe("en");
  });
});

describe("the terms of the documents tell the language", () => {
  const held = { en: "opening hours of the harbour", de: "Hafen Gebühr Mitgliedschaft" };

  test.each([
    ["Hafen Gebühr", "de"],
    ["Mitgliedschaft", "de"],
    ["harbour hours", "en"],
    ["Mitgliedschaft Zeppelin", "de"],
  ])("of %j: %s", async (question, language) => {
    expect(await detect(question, held)).toBe(language);
  });

  it("more than the reader's locale does", async () => {
    expect(await detect("harbour hours", held, "de")).toBe("en");
    expect(await detect("Hafen", held, "en-US")).toBe("de");
  });

  it("unless they are fewer than half of the question's", async () => {
    expect(await detect("Mitgliedschaft Zeppelin Sirena", held)).toBe("en");
  });
});

describe("without evidence a question is in the main language", () => {
  test.each([
    ["password", { de: "", en: "" }, "de"],
    ["password", { en: "", de: "" }, "en"],
    ["404", { fr: "" }, "fr"],
    ["???", { pl: "" }, "pl"],
    ["", { it: "" }, "it"],
    ["password", { und: "" }, "und"],
    ["password", {}, "und"],
  ])("%j over %j: %s", async (question, held, language) => {
    expect(await detect(question, held as Held)).toBe(language);
  });
});

describe("a script tells the language that is most written in it, or one of the documents", () => {
  test.each([
    ["港口几点开放", { en: "" }, "zh"],
    ["항구는 언제", { en: "" }, "ko"],
    ["πότε ανοίγει", { en: "" }, "el"],
    ["متى يفتح الميناء", { en: "" }, "ar"],
    ["متى يفتح الميناء", { fa: "" }, "fa"],
    ["港口几点开放", { ja: "" }, "ja"],
    ["会議室のプロジェクターはどこ", { en: "" }, "ja"],
    ["会議室の予約方法", { en: "", zh: "" }, "ja"],
    ["港口几点开放，“の”是什么意思，请告诉我", { en: "" }, "zh"],
    ["порт", { en: "" }, "ru"],
    ["порт", { uk: "" }, "uk"],
  ])("%j over %j: %s", async (question, held, language) => {
    expect(await detect(question, held as Held)).toBe(language);
  });
});

it("takes any question and any locale", async () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, text, async (question, locale) => {
      expect(await detect(question, { en: "harbour" }, locale)).toMatch(/^[a-z]{2,3}$/);
    }),
  );
});

const Question = z.strictObject({ language: z.string(), question: z.string() });
/** For each language 20 questions, their kinds in this order. */
const QUESTIONS = readFileSync(new URL("../data/languages/detect.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => Question.parse(JSON.parse(line)));
const KINDS = {
  "one to three words": [0, 6],
  "an ordinary length": [6, 14],
  "no diacritics": [14, 17],
  "words of another language": [17, 20],
} as const;

/** Returns the share of questions whose language is found over English documents that have none of their words. */
async function rateOf(kind: keyof typeof KINDS, withLocale: boolean): Promise<number> {
  const [from, to] = KINDS[kind];
  const own = QUESTIONS.filter((_, at) => at % 20 >= from && at % 20 < to);
  const found = await Promise.all(
    own.map(({ question, language }) =>
      detect(question, { en: "" }, withLocale ? language : undefined),
    ),
  );
  return found.filter((language, at) => language === own[at]?.language).length / own.length;
}

/** Each floor is a little below the measured rate. */
describe("of 200 questions in ten languages", () => {
  test.each([
    ["one to three words", 0.6, 0.96],
    ["an ordinary length", 0.98, 0.98],
    ["no diacritics", 0.83, 0.86],
    ["words of another language", 0.93, 0.96],
  ] as const)(
    "those of %s are detected at a rate of %d, and of %d with the reader's locale",
    async (kind, alone, withLocale) => {
      expect(await rateOf(kind, false)).toBeGreaterThanOrEqual(alone);
      expect(await rateOf(kind, true)).toBeGreaterThanOrEqual(withLocale);
    },
  );
});
