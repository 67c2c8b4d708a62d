/** @module Terms in the languages of documents, and those of a question in another language. */

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { LANGUAGES } from "../../src/corpus/languages/languages.ts";
import { analyserFor, queryTerms } from "../../src/search/terms.ts";
import { runs } from "../support/runs.ts";

const CODES = [...LANGUAGES.map(({ code }) => code), "und", "el"];

describe.each<[string, readonly string[]]>([
  [
    "de",
    [
      "Öffnungszeiten öffnungszeit oeffnungszeiten Offnungszeiten",
      "Straße Strasse STRASSE Straßen",
      "Häuser Haeuser Haus Hauses",
      "Gebühr Gebühren Gebuehr Gebuhr",
      "Mitglied Mitglieder Mitgliedern Mitglieds",
      "Verlängerung Verlaengerungen Verlangerung",
    ],
  ],
  [
    "fr",
    [
      "association associations l’association d'associations",
      "première premier premieres",
      "cotisée cotisées cotiser cotisee",
      "général générale generales",
      "œuvre œuvres oeuvre d’œuvres",
      "bibliothèque bibliotheques",
    ],
  ],
  [
    "es",
    [
      "inscripción inscripciones inscripcion",
      "asociación asociaciones asociacion",
      "reunión reuniones reunion",
      "biblioteca bibliotecas",
    ],
  ],
  [
    "pt",
    ["inscrição inscrições inscricao inscricoes", "reunião reuniões reuniao", "sócio sócios socio"],
  ],
  [
    "it",
    [
      "associazione associazioni dell’associazione un'associazione",
      "attività attivita",
      "quota quote",
    ],
  ],
  ["nl", ["vergadering vergaderingen", "ideeën ideeen", "lid’s lids"]],
  [
    "pl",
    [
      "składka składki składkami składek skladka",
      "umowa umowie umowy umów umow",
      "członek członka członkowie członków czlonek",
      "zebranie zebrania zebraniach",
      "łódź łodzi lodz",
    ],
  ],
  [
    "ru",
    ["собрание собрания собраний", "взнос взносы взносов", "ёлка елка ёлки", "член члены членам"],
  ],
  [
    "uk",
    [
      "комп’ютер комп'ютери компʼютера компютер",
      "засідання засідань засіданні",
      "внесок внеску внески внесків",
      "урок уроки",
      "можливість можливості можливістю",
      "бібліотека бібліотеки бібліотекою",
    ],
  ],
  ["el", ["λιμάνι λιμανι ΛΙΜΆΝΙ", "ΦΌΡΟΣ φορος φόρος"]],
])("in %s", (code, groups) => {
  const { termsOf: find } = analyserFor(code);
  it.each(groups)("%s have one term", (words) => {
    const terms = words.split(" ").map((word) => find(word).join(" "));
    expect(new Set(terms).size).toBe(1);
    expect(terms[0]).not.toBe("");
  });
});

test.each([
  ["de", "Der Hafen ist für die Mitglieder und uber 18"],
  ["fr", "Qu’est-ce que c’est, et où sont-ils à la"],
  ["es", "¿Qué es lo que está más cerca? mas"],
  ["pt", "O que não está com você, voce e à"],
  ["it", "Che cos’è e perché è più piu"],
  ["nl", "Wat is de en het van een"],
  ["pl", "Czy są te, które się tu sa"],
  ["ru", "Что это и где её ее"],
  ["uk", "Що це і де її"],
])("stop words of %s have none, with or without diacritics: %s", (code, text) => {
  const content = ["haf", "mitglied", "18", "cerc"];
  expect(
    analyserFor(code)
      .termsOf(text)
      .filter((term) => !content.includes(term)),
  ).toEqual([]);
});

describe("a foreign word in a script without spaces, or before a Korean particle, has its own term", () => {
  it.each([
    ["Zephyrionはいつ", "zephyrion"],
    ["東京のZephyrionは", "zephyrion"],
    ["请问Wi-Fi密码", "wi"],
    ["GR-2025的规则", "gr2025"],
    ["Zephyrion은 언제", "zephyrion"],
    ["サーバーのVPN設定", "vpn"],
  ])("%s: %s", (question, term) => {
    expect(analyserFor("en").termsOf(question)).toContain(term);
    expect(analyserFor("en").termsOf(question)).not.toContain("");
  });
});

describe("a number", () => {
  it.each([
    ["de", "1.234", ["1234"]],
    ["de", "1.234.567,89", ["1234567.89"]],
    ["nl", "12.500,5", ["12500.5"]],
    ["es", "3,14", ["3.14"]],
    ["it", "3.14", ["3.14"]],
    ["pt", "31.12.2024", ["31.12.2024"]],
    ["de", "192.168.1.1", ["192.168.1.1"]],
    ["de", "1,2,3", ["1", "2", "3"]],
    ["fr", "1 234 567,5", ["1234567.5"]],
    ["fr", "12\u202f345", ["12345"]],
    ["pl", "1\u00a0234", ["1234"]],
    ["ru", "10 000", ["10000"]],
    ["uk", "1 234", ["1234"]],
    ["fr", "01 23 45 67 89", ["01", "23", "45", "67", "89"]],
    ["fr", "en 2024 100", ["2024", "100"]],
    ["en", "1,234.5", ["1234.5"]],
    ["und", "1,234", ["1234"]],
    ["de", "1'234", ["1234"]],
    ["en", "1.234,50 €", ["1234.50"]],
    ["fr", "1.234.567,5", ["1234567.5"]],
    ["de", "1,234.50", ["1234.50"]],
    ["en", "1.234,5,6", ["1.234", "5", "6"]],
    ["ja", "1,234.50は", ["1234.50", "は"]],
  ])("in %s: %s", (code, text, terms) => {
    expect(analyserFor(code).termsOf(text)).toEqual(terms);
  });
});

describe("an initialism", () => {
  it.each([
    ["de", "Verein für Deutsche Sprache", ["ds", "vds", "vfds"]],
    ["fr", "Société Nationale des Chemins de Fer", ["sn", "sncf"]],
    ["fr", "Conservatoire d’Art Dramatique", ["cad"]],
    ["es", "Consejo de Seguridad", ["cs", "cds"]],
    ["ru", "Организация Объединённых Наций", ["оон"]],
    ["und", "Alpha Beta Gamma", ["abg"]],
  ])("in %s of %s", (code, text, terms) => {
    expect(analyserFor(code).initialismsOf(text)).toEqual(terms);
  });
});

describe("a question in one language, for documents in another", () => {
  it.each([
    ["de", "en", "Wann ist die Frist für das Formular F-16?", ["frist", "formular", "f16", "16"]],
    ["de", "en", "Kostet es 1.234,50 Euro?", ["kostet", "1234.50", "euro"]],
    ["en", "de", "When is the meeting of Müller and Söhne?", ["meeting", "mull", "sohn"]],
    ["fr", "en", "Qu’est-ce que l’API de Kubernetes ?", ["api", "kubernet"]],
    ["ru", "en", "Какой срок у её Kubernetes", ["срок", "kubernet"]],
    ["en", "ru", "how much is 10,000", ["much", "10000"]],
    ["und", "fr", "Helsinki 1 234", ["helsink", "1234"]],
    ["ar", "de", "ما هو 1234,50", ["ما", "هو", "1234.50"]],
    ["ja", "de", "17.850とは", ["17850", "とは"]],
    ["ja", "de", "Krügerはどこ", ["krug", "はと", "とこ"]],
    [
      "ko",
      "de",
      "Krüger는 F-16을",
      ["krug", "는".normalize("NFD"), "f16", "16", "을".normalize("NFD")],
    ],
  ])("%s for %s: %s", (asked, held, question, terms) => {
    expect(queryTerms(question, asked, held)).toEqual(terms);
  });

  it.each(CODES)("in %s for its own documents has their terms", (code) => {
    const text = "When is 1.234 or 1,234 due? L'été, straße F-16";
    expect(queryTerms(text, code, code)).toEqual(analyserFor(code).termsOf(text));
  });
});

describe.each(CODES)("terms of %s", (code) => {
  const { termsOf: find, initialismsOf } = analyserFor(code);

  test("do not depend on how diacritics are encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        expect(find(text.normalize("NFD"))).toEqual(find(text.normalize("NFC")));
      }),
      { numRuns: runs(600) },
    );
  });

  test.each([
    ["nothing", "", 0],
    ["marks", "… — !? ’ ʼ '", 0],
    ["one long word", "ab".repeat(500_000), 1],
    ["a word of two scripts", "Kлюч", 1],
    ["text from right to left", "\u200fשלום עולם\u200f", 2],
    ["groups of digits without end", `1${".234".repeat(200_000)}5`, 1],
    ["elided words without end", "l'".repeat(300_000), 1],
  ])("of %s", (_, text, least) => {
    expect(find(text).length).toBeGreaterThanOrEqual(least);
    expect(initialismsOf(text)).toEqual([]);
  });
});
