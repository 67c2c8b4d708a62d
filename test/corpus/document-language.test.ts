/** @module The language of a document and of its passages. */

import { describe, expect, test } from "vitest";
import { languageByTrigrams, languageOf } from "../../src/corpus/document-language.ts";
import { parseDocument } from "../../src/corpus/parse.ts";
import { sha256 } from "../../src/base/hash.ts";
import { isWord } from "../support/cutting.ts";

const ENGLISH =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper of the key.";
const TEXTS = {
  en: ENGLISH,
  de: "Der Hafen öffnet um sechs Uhr, und sein Tor wird bei Dämmerung vom Wärter geschlossen.",
  fr: "Le port ouvre à six heures du matin, et la porte est fermée au crépuscule par le gardien.",
  es: "El puerto abre a las seis de la mañana, y el guarda cierra la puerta cuando se pone el sol.",
  pt: "O porto abre às seis da manhã, e o guarda fecha a porta quando o sol se põe, mas não no domingo.",
  it: "Il porto apre alle sei del mattino, e il guardiano chiude la porta quando tramonta il sole.",
  nl: "De haven gaat om zes uur open, en de poort wordt bij het vallen van de avond gesloten.",
  pl: "Port otwiera się o szóstej rano, a bramę o zmierzchu zamyka strażnik, który ma klucz do niej.",
  ru: "Гавань открывается в шесть утра, а ворота закрывает сторож, у которого есть ключ от них.",
  uk: "Гавань відчиняється о шостій ранку, а браму зачиняє сторож, який має ключ від неї, і це все.",
  sv: "Hamnen öppnar klockan sex på morgonen, och porten stängs av vakten när det är mörkt för att vi ska sova.",
};

const languageIn = async (text: string, path = "a.md"): Promise<string> => {
  const content = Buffer.from(text);
  const { document } = await parseDocument({ path, content, sha256: sha256(content) }, isWord);
  return document.language;
};

describe.each(Object.entries(TEXTS))("a text in %s", (code, text) => {
  test("is detected alone, and in a document", async () => {
    expect(languageOf(text, "und")).toBe(code);
    expect(languageOf(text.normalize("NFD"), "und")).toBe(code);
    expect(await languageIn(`# 2024\n\n${text}`)).toBe(code);
  });

  test.each(["en", "de"])("differs from a document in %s where it is another", (expected) => {
    expect(languageOf(text, expected)).toBe(code);
  });
});

describe("a passage stays in the language of its document", () => {
  test.each([
    ["a name", "de", "University of the Arts"],
    [
      "a title among words",
      "de",
      "Das Buch The Lord of the Rings liegt aus, und die Ausleihe ist frei.",
    ],
    ["names with small words", "en", "Ursula von der Leyen, Van der Berg, de la Cruz and da Silva"],
    ["an address", "en", "example.com/de/la/en www.example.com.br"],
    ["numbers", "pl", "1 234 5 678"],
    ["nothing", "fr", ""],
    ["Arabic script", "fa", "سلام دنیا"],
    ["Han and kana", "ja", "港はいつ開きますか"],
    ["short types", "en", "| i8 | u8 | i16 | u16 | i32 | u32 |"],
  ])("with %s", (_, expected, text) => {
    expect(languageOf(text, expected)).toBe(expected);
  });
});

describe("another script", () => {
  test.each([
    ["el", "Το λιμάνι"],
    ["he", "\u200fהנמל נפתח\u200f"],
    ["ko", "항구는 여섯 시에"],
    ["und", "Пристань"],
  ])("is that of %s in an English document", (code, text) => {
    expect(languageOf(text, "en")).toBe(code);
  });
});

describe("the declared language", () => {
  test.each([
    ["---\nlanguage: fr\n---\n", "fr"],
    ["---\nlang: pt-BR\n---\n", "pt"],
    ["---\nlang: de_DE\n---\n", "de"],
    ["---\nlanguage: zh-Hant\n---\n", "zh"],
    ["---\nlanguage: deu\n---\n", "de"],
    ["---\nlanguage: und\n---\n", "en"],
    ["---\nlanguage: mul\n---\n", "en"],
    ["---\nlanguage: zxx\n---\n", "en"],
    ["---\nlanguage: constructor\n---\n", "en"],
    ["---\nlang: x-klingon\n---\n", "en"],
    [`---\nlang: en-${"x".repeat(6_000)}\n---\n`, "en"],
    ["---\nlanguage: German\n---\n", "en"],
    ["---\nlanguage: '???'\n---\n", "en"],
    ["", "en"],
  ])("%j gives %s", async (matter, language) => {
    expect(await languageIn(`${matter}${ENGLISH}`)).toBe(language);
  });

  const html = (lang: string, text: string): string =>
    `<!doctype html><html lang="${lang}"><head><title>X</title></head><body><main><p>${text}</p></main></body></html>`;

  test.each([
    ["de-CH", "Hafen", "de"],
    ["xyzzy", TEXTS.fr, "fr"],
    ["en", TEXTS.de, "de"],
    ["de", TEXTS.de, "de"],
  ])("%s of a web page with %j gives %s", async (lang, text, language) => {
    expect(await languageIn(html(lang, text), "a.html")).toBe(language);
  });
});

describe("a document's language is unknown", () => {
  test.each([
    ["if it is empty", "# Harbour"],
    ["if it has numbers alone", "| 1 | 2 |\n|---|---|\n| 3,50 | 1.234 |\n".repeat(20)],
    ["if it is one long word", "ab".repeat(500_000)],
    [
      "if it is a list of names",
      "Anna Bo Carl Dora Emil Frida Gustav Hanna Ivar Jonas. ".repeat(20),
    ],
  ])("%s", async (_, text) => {
    expect(await languageIn(text)).toBe("und");
  });
});

test("code does not decide", async () => {
  const code = "```\nif this is not the end for all of it then do what is in that\n```\n\n".repeat(
    20,
  );
  expect(await languageIn(`${code}${TEXTS.de}`)).toBe("de");
  expect(await languageIn(code)).toBe("und");
});

test("the language of most of a mixed document decides, and a sentence more does not change it", async () => {
  const mixed = `${`${TEXTS.de}\n\n`.repeat(8)}${`${TEXTS.en}\n\n`.repeat(3)}`;
  expect(await languageIn(mixed)).toBe("de");
  expect(await languageIn(mixed + TEXTS.en)).toBe("de");
  expect(await languageIn(TEXTS.en + mixed)).toBe("de");
});

test("trigrams tell a language without a list of words, in a long text alone", async () => {
  const hungarian =
    "A kikötő reggel hatkor nyit, és senki sem léphet be, mielőtt az őr megkondítja a harangot. Az északról érkező hajóknak meg kell várniuk a révkalauzt, aki egy piros csónakkal jön ki. ";
  expect(await languageByTrigrams(hungarian.repeat(2))).toBe("hu");
  expect(await languageIn(hungarian.repeat(2))).toBe("hu");
  expect(await languageByTrigrams(hungarian)).toBe("und");
  expect(await languageByTrigrams("港口早上六点开放，黄昏时由看守人关门。".repeat(20))).toBe("zh");
});
