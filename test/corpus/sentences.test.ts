/** @module Where prose falls into sentences. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/corpus/languages/languages.ts";
import { segmentSentences } from "../../src/corpus/sentences.ts";
import { sliceOf } from "../support/cutting.ts";
import { wildText } from "../support/blocks.ts";
import { runs } from "../support/runs.ts";

const sentencesOf = (text: string, language = "en"): readonly string[] =>
  segmentSentences(text, { start: 0, end: text.length }, language).map((span) =>
    sliceOf(text, span),
  );

/** Each is written with a bar where a sentence ends. */
describe.each<[string, readonly string[]]>([
  [
    "abbreviations",
    [
      "He lives in the U.S. Marines came.| They left.",
      "It happened in the U.S.| The troops left.",
      "Mr. Smith met Dr. Jones.| They spoke.",
      "See No. 5 and Nos. 6 of it.| Then go.",
      "He said no.| Then he left.",
      "Fruit, e.g. Apples, is fine.| Eat it.",
      "That is i.e. Everything.| No more.",
      "At 5 p.m. Baghdad time it ended.| It was late.",
      "Apples, pears etc.| The rest is gone.",
      "Gen. Qasem Soleimani and Lt. Col. Myles Caggins spoke.| Both left.",
      "On Jan. 3 it ended, on Fri. Evening.",
    ],
  ],
  [
    "initials",
    [
      "J. R. R. Tolkien wrote it.| It is long.",
      "Donald J. Trump spoke.| He left.",
      "It was I.| He left.",
    ],
  ],
  [
    "ellipses",
    ["Wait... what was that?| Nothing.", "He left… Nobody knew.", "And then ...| Silence fell."],
  ],
  [
    "quotations",
    [
      '"Yes." She left.'.replace(" ", "| "),
      "“It is over.”| He left.",
      '"Stop!" he cried.| She did.',
      "(It was late.)| They left.",
      "It is *over.*| He left.",
      "**Note.**| Do it in `one go.`| * Not two *",
      "“Is it?” asked she.| “No!”| So it goes.",
    ],
  ],
  ["numbers", ["Pi is 3.14 and more.| It goes on.", "It cost $1.5 million.| That is much."]],
  [
    "line ends",
    [
      "A line that is\nwrapped here.| Another that\nis wrapped too.",
      "A line that is\r\nwrapped here.|\r\nAnother.",
      "First one.|\n> Second one.|\n> > Third one.",
      "No stop at its end\nbut one here.",
    ],
  ],
  [
    "lists",
    [
      "Steps:|\n1. Open it.|\n2. Close it.",
      "Steps:|\n- Open it|\n- Close it",
      "Steps:|\r\n* Open it|\r\n* Close it",
      "1. Open it.| Then wait.",
    ],
  ],
  [
    "other scripts",
    [
      "今天很好。|明天也好！|真的吗？|是的。",
      "これはペンです。|本です。",
      "هل تسمعني؟| نعم.| انتهى.",
      "यह एक वाक्य है।| यह दूसरा है।",
      "Это первое.| Это второе.",
    ],
  ],
  ["marks without words", ["One.| Two. *** !!!", "*** One.| Two.", "???"]],
])("%s", (_, texts) => {
  test.each(texts)("%s", (marked) => {
    const expected = marked.split("|").map((sentence) => sentence.replace(/^[\s>]+|\s+$/g, ""));
    expect(sentencesOf(marked.replaceAll("|", ""))).toEqual(expected);
  });
});

/** Each is written with a bar where a sentence ends. */
describe.each<[string, readonly string[]]>([
  [
    "de",
    [
      "Das gilt ab dem 31. März 2024.| Danach nicht.",
      "Es gab 31.| Danach kam nichts.",
      "Der 3. Abschnitt regelt das.| Er ist kurz.",
      "Im 19. Jahrhundert war das so.| Heute nicht.",
      "Das war 2019.| Häuser gab es kaum.",
      "Hunde, Katzen usw.| Für Vögel gilt das nicht.",
      "Tiere, z. B. Hunde, sind verboten.| Katzen nicht.",
      "Tiere, z.B. Hunde, sind verboten.| Katzen nicht.",
      "Das heißt, d. h. Hunde müssen bleiben.| Ja.",
      "Siehe Abs. 3 Nr. 4 bzw. Art. 5.| Das gilt.",
      "Hunde, Katzen usw.| Die Gebühr ist fällig.",
      "Es kostet ca. 30 Euro inkl. Versand.| Mehr nicht.",
      "„Komm!“, rief er.| Sie ging.",
      "„Das ist gut.“| Er ging.",
      "»Das ist gut.«| Er ging.",
      "Dr. Müller und Prof. Meier kommen.| Sie bleiben.",
      "Die Gebühr (vgl. § 3 Abs. 2) ist fällig.| Sie beträgt 5 Euro.",
      "Die Öffnungszeiten sind Mo.–Fr. 9–17 Uhr.| Samstags ist zu.",
      "1. Öffnen Sie die Tür.| Dann warten Sie.",
      "Sie beträgt 5,50 Euro.| Das ist wenig.",
      "i. d. R. Montags.| Sonst nicht.",
      "Der 1. Vors. Hr. Schmidt und der stellv. Vors. Dr. med. Kern kamen.| Sie blieben.",
      "Am Tag d. dt. Einheit ist zu.| Sonst nicht.",
      "Er wohnt in der Hauptstr. 5.| Sie nicht.",
      "Das Büro ist in der Bahnhofstr.| Es ist offen.",
      "Bitte die Mitgliedsnr. 4711 angeben.| Danke.",
    ],
  ],
  [
    "fr",
    [
      "Voir art. 5, p. ex. Les chiens sont exclus.",
      "M. Dupont et Mme Durand sont venus.| Ils sont partis.",
      "Il dit : « Oui. »| Puis il part.",
      "« C’est fini. »| Il part.",
      "« Vraiment ? » demanda-t-elle.| Oui.",
      "Les chats, les chiens, etc.| La cotisation est due.",
      "Le 1er janvier, c'est fermé.| Le 2 aussi.",
      "Voir p. 12 et chap. 3.| C'est tout.",
      "Attendez… puis entrez.| Voilà.",
      "Quel est le prix ?| Dix euros !| Merci.",
    ],
  ],
  [
    "es",
    [
      "El Sr. García y la Sra. López vinieron.| Se fueron.",
      "Véase la pág. 3, núm. 4 y el art. 5.| Es breve.",
      "Dijo que no.| Luego se fue.",
      "¿Cuándo abre?| ¡Mañana!| ¿Seguro?",
      "Como Ud. Sabe, no abre.",
      "Lo sabe Ud.| Es claro.",
      "«Se acabó.»| Se fue.",
      "P. ej. Los perros.",
      "Los EE. UU. Firmaron.",
      "Espera… no.| ¿Sí?",
    ],
  ],
  [
    "pt",
    [
      "O Sr. Silva e a Dra. Costa vieram.| Saíram.",
      "Ele disse que não.| Depois saiu.",
      "Veja a pág. 3 e o art. 5.| É curto.",
      "Disse no.| Depois saiu.",
      "Disse que p. ex. Cães entram.| Sim.",
    ],
  ],
  [
    "it",
    [
      "Il Sig. Rossi e la Dott.ssa Bianchi.| Sono qui.",
      "Disse di no.| Poi uscì.",
      "Vedi pag. 3, art. 5 e cfr. cap. 2.| È breve.",
      "«È finita.»| Se ne andò.",
      "Cani, gatti, ecc.| La quota è dovuta.",
    ],
  ],
  [
    "nl",
    [
      "Bijv. Honden mogen niet.| Katten wel.",
      "Zie blz. 3, art. 5 en nr. 6.| Dat is alles.",
      "Dhr. Jansen en mevr. De Vries kwamen.| Ze gingen.",
      "D.w.z. Alle leden betalen.| Ook wij.",
      "Hij zei nee.| Toen ging hij.",
      "Op 31 maart a.s. sluiten wij.| Tot dan.",
    ],
  ],
  [
    "pl",
    [
      "Zebranie jest 31. marca.| Potem nie.",
      "Zebranie jest 31 marca o godz. 18.| Potem nie.",
      "Zob. art. 5 ust. 2, tzn. Statut.| To wszystko.",
      "Ul. Długa 5, np. Biblioteka.| Tak.",
      "Kościół św. Anny jest otwarty.| Wejdź.",
      "Szkoła im. Jana Pawła i tzw. Dom.| Daj im.| Potem idź.",
      "„To koniec.”| Wyszedł.",
      "W 2020 r. Towarzystwo powstało.| Tak.",
      "Było to w 2020 r.| W tym roku też.",
      "Psy, koty itd.| To wszystko.",
    ],
  ],
  [
    "ru",
    [
      "Клуб на ул. Ленина открыт.| Приходите.",
      "Кошки, собаки и т. д. Взнос уплачен.",
      "Кошки и т. д.| В этом году взнос больше.",
      "Библиотека им. Пушкина закрыта.| Жаль.",
      "Это было в 2020 г.| Она открылась.",
      "В 2020 г. Москва росла.| Да.",
      "«Всё кончено.»| Он ушёл.",
      "А. С. Пушкин писал.| Он поэт.",
      "Дай им.| Потом мне.",
      "Это был я.| Она ушла.",
      "Длина 5 км.| Потом привал.",
      "Цена 5 тыс. руб.| Это много.",
      "т. е. Члены клуба платят.| Все.",
    ],
  ],
  [
    "uk",
    [
      "Клуб на вул. Шевченка відкритий.| Приходьте.",
      "Це було у 2020 р.| Вона відкрилася.",
      "Бібліотека ім. Франка закрита.| Шкода.",
      "«Усе скінчено.»| Він пішов.",
      "Коти, собаки і т. д.| У цьому році внесок більший.",
    ],
  ],
  ["el", ["Στις 31 Μαρτίου.| Ναι."]],
  [
    "und",
    ["Dr. Virtanen tuli.| Hän lähti.", "Kissat, koirat etc. Maksu.", "Mr. Smith came.| He left."],
  ],
])("sentences in %s", (code, texts) => {
  test.each(texts)("%s", (marked) => {
    const expected = marked.split("|").map((sentence) => sentence.trim());
    const text = marked.replaceAll("|", "");
    expect(sentencesOf(text, code)).toEqual(expected);
    const decomposed = sentencesOf(text.normalize("NFD"), code);
    expect(decomposed.map((sentence) => sentence.normalize("NFC"))).toEqual(expected);
  });
});

test("offsets are those of the text the span lies in", () => {
  const text = "Before. One here. Two here. After.";
  const spans = segmentSentences(text, { start: 8, end: 27 }, "en");
  expect(spans.map((span) => sliceOf(text, span))).toEqual(["One here.", "Two here."]);
});

const anyLanguage = fc.constantFrom(...LANGUAGES.map(({ code }) => code), "und");

test("sentences lie in the span, in order, and leave no word out, whatever the text", () => {
  fc.assert(
    fc.property(wildText, anyLanguage, (text, language) => {
      let last = 0;
      let left = "";
      for (const { start, end } of segmentSentences(
        text,
        { start: 0, end: text.length },
        language,
      )) {
        expect(start).toBeGreaterThanOrEqual(last);
        left += text.slice(last, start);
        last = end;
      }
      expect(left + text.slice(last)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: runs(600) },
  );
});

describe("a long text", () => {
  test("without a stop is one sentence", () => {
    const text = "no stop in it ".repeat(15_000).trim();
    expect(sentencesOf(text)).toEqual([text]);
  });

  test("of abbreviations is one sentence, and takes no time that grows with its square", () => {
    const text = "A. B. ".repeat(50_000).trim();
    expect(sentencesOf(text)).toEqual([text]);
  });

  test("falls into the same sentences as its parts", () => {
    const sentences = Array.from(
      { length: 3_000 },
      (_, at) => `Sentence ${at} is here, at its place.`,
    );
    expect(sentencesOf(sentences.join(" "))).toEqual(sentences);
  });

  test("is not cut where one window of the segmenter ends", () => {
    const text = `${"word ".repeat(900)}end. ${"More ".repeat(900)}end.`;
    expect(sentencesOf(text)).toHaveLength(2);
  });
});
