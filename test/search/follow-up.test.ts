/** @module Follow-ups: which questions are elliptical in ten languages, and which words are carried over. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { z } from "zod";
import { carriedWords, isElliptical } from "../../src/search/follow-up.ts";
import { analyserFor } from "../../src/search/terms.ts";

const lines = (path: string): unknown[] =>
  readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

describe("a question is elliptical", () => {
  test.each([
    [
      "en",
      ["and for guests?", "what about Sundays", "why?", "how long does it last", "ok, and then?"],
    ],
    [
      "de",
      ["und für Gäste?", "Was ist mit Hunden?", "warum?", "wie lange dauert es", "auch sonntags?"],
    ],
    [
      "fr",
      ["et pour les invités ?", "qu’en est-il du dimanche ?", "pourquoi ?", "combien ça coûte ?"],
    ],
    ["es", ["¿y para los invitados?", "¿qué pasa con los perros?", "¿por qué?", "¿cuánto cuesta?"]],
    ["pt", ["e para os convidados?", "mas aos domingos?", "por quê?", "quanto custa?"]],
    ["it", ["e per gli ospiti?", "anche di domenica?", "perché?", "quanto costa?"]],
    ["nl", ["en voor gasten?", "hoe zit het met honden?", "waarom?", "hoe lang duurt het?"]],
    ["pl", ["a dla gości?", "co z psami?", "dlaczego?", "ile kosztuje?"]],
    ["ru", ["а для гостей?", "что насчёт собак?", "почему?", "сколько стоит?"]],
    ["uk", ["а для гостей?", "що щодо собак?", "чому?", "скільки коштує?"]],
  ])("in %s", (language, questions) => {
    for (const text of questions) expect(isElliptical({ text, language }), text).toBe(true);
    for (const text of questions)
      expect(isElliptical({ text: text.normalize("NFD").toUpperCase(), language })).toBe(true);
  });

  it("in at least 38 of our 40 pairs", () => {
    const Pair = z.object({ language: z.string(), question: z.string() });
    const pairs = z.array(Pair).parse(lines("../data/follow-ups.jsonl"));
    const found = pairs.filter(({ question: text, language }) => isElliptical({ text, language }));
    expect(pairs).toHaveLength(40);
    expect(found.length).toBeGreaterThanOrEqual(38);
  });
});

describe("a question is whole", () => {
  test.each([
    [
      "en",
      [
        "opening hours",
        "is there a dress code",
        "and if the keeper of the northern lighthouse falls ill",
      ],
    ],
    ["de", ["Öffnungszeiten", "Haben Sie WLAN?", "was kostet das Ticket für den Bus"]],
    ["fr", ["horaires d’ouverture", "où se garer", "vous prenez la carte bleue ?"]],
    ["es", ["horarios de apertura", "¿está abierto el taller?", "por qué el cielo es azul"]],
    ["pt", ["horário de abertura", "é gratuito o curso de dança?", "está aberta a oficina?"]],
    ["it", ["orari di apertura", "è gratuito il corso di danza?", "la sala è libera?"]],
    ["nl", ["openingstijden", "hoe meld ik me aan voor het toernooi", "het wachtwoord vergeten"]],
    ["pl", ["godziny otwarcia", "co to jest karta członkowska", "kiedy otwiera się basen"]],
    ["ru", ["часы работы", "что такое членский взнос", "когда открывается бассейн"]],
    ["uk", ["години роботи", "що таке членський внесок", "коли відчиняється басейн"]],
    ["sv", ["och för gäster?"]],
  ])("in %s", (language, questions) => {
    for (const text of questions) expect(isElliptical({ text, language }), text).toBe(false);
  });

  it("in at least 98 of 100 that people ask first", () => {
    const Question = z.object({ language: z.string(), question: z.string() });
    const OwnQuestion = z.object({ question: z.string() });
    const questions = [
      ...z.array(Question).parse(lines("../data/languages/detect.jsonl")),
      ...z
        .array(OwnQuestion)
        .parse(lines("../data/own-questions.jsonl"))
        .map((one) => ({ ...one, language: "en" })),
    ];
    const taken = questions.filter(({ question: text, language }) =>
      isElliptical({ text, language }),
    );
    expect(taken.length / questions.length).toBeLessThanOrEqual(0.02);
  });
});

/** A collection of texts, one passage each, by language. */
function held(texts: Readonly<Record<string, readonly string[]>>) {
  const terms = new Map(
    Object.entries(texts).map(([language, passages]) => [
      language,
      passages.map((text) => new Set(analyserFor(language).termsOf(text))),
    ]),
  );
  return {
    languages: [...terms].map(([language, { length }]) => ({ language, passages: length })),
    frequencies: async (language: string, asked: readonly string[]) => ({
      passages: terms.get(language)?.length ?? 0,
      averageLength: 1,
      documentFrequencies: asked.map(
        (term) => (terms.get(language) ?? []).filter((own) => own.has(term)).length,
      ),
    }),
  };
}

const HARBOUR = held({
  en: ["the harbour gate", "the harbour pilot", "the harbour fee for boats", "a lighthouse"],
});
const carry = (question: string, before: string, language = "en", snapshot = HARBOUR) =>
  carriedWords({ text: question, language }, { text: before, language }, snapshot);

describe("the words carried over", () => {
  it("are the rarest that the collection has, as they were written and in their order", async () => {
    const before = "Which Pilots or boats pass the harbour's Gate at noon by the Lighthouse?";
    expect(await carry("and for guests?", before)).toEqual(["Pilots", "boats", "Gate"]);
  });

  it("are each once, in whatever case", async () => {
    const before = "Pilots. Where do pilots pass the gate?";
    expect(await carry("and for guests?", before)).toEqual(["Pilots", "gate"]);
  });

  it("are none that the question has itself, or that name nothing", async () => {
    expect(await carry("and the pilot?", "when does the pilot pass the gate")).toEqual(["gate"]);
    expect(await carry("why?", "how long does it last")).toEqual([]);
  });

  it("are none that the collection does not have", async () => {
    expect(await carry("and for guests?", "how far is the railway station")).toEqual([]);
  });

  it("are the longest where no document is in their language", async () => {
    const before = "was kostet das Anlegen am Hafen für Segelboote im Sommer";
    expect(await carry("und für Gäste?", before, "de")).toEqual([
      "Anlegen",
      "Segelboote",
      "Sommer",
    ]);
  });

  it("are at most three distinct words of the question before, whatever that is", async () => {
    const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem({ maxCount: 60 }));
    const property = fc.asyncProperty(
      texts,
      fc.constantFrom("en", "de", "sv"),
      async (before, language) => {
        const carried = await carry("why?", before, language);
        expect(carried.length).toBeLessThanOrEqual(3);
        expect(new Set(carried).size).toBe(carried.length);
        for (const word of carried) expect(before).toContain(word);
      },
    );
    await fc.assert(property);
  });
});
